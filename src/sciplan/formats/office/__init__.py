"""What Word and Excel files are built from."""
