"""The YAML file: text ⇄ plan with places, edits, its schema."""
