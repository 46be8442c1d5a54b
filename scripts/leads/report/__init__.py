"""The weekly report: one HTML page to forward, and its figures in the terminal."""
