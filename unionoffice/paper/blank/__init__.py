"""Empty lists to be filled in with a pen."""
