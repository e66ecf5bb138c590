"""Text templates the clerk owns: their language, their fields, their versions."""
