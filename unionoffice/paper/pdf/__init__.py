"""PDF files, written by ourselves: fonts, text, shapes, pictures, PDF/A, marks."""
