"""Pages: rows and a declaration of their columns in, one HTML file out."""
