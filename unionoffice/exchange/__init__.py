"""Submissions that travel by stick: one file with its own checks (报送文件)."""
