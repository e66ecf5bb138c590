"""文书模板: the texts the clerk writes once and prints for many people."""
