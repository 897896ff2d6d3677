"""What Word, Excel and web papers share: text, widths, headings, and builders of the files."""
