"""Posters and banners over many sheets."""
