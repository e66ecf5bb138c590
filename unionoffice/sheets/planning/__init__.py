"""What an import would do, row by row; doing it; giving back what stays outside."""
