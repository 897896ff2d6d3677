"""What is wrong with a plan file, told and mended."""
