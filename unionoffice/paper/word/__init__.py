"""Word files, out of a flow."""
