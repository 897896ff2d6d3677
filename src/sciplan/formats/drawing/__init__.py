"""Charts → SVG: what pictures and the page share."""
