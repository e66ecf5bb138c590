"""The print engine: from content to pages, and from pages to a PDF that is checked."""
