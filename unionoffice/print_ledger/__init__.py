"""打印登记: each paper that leaves is numbered, kept, and can be printed again."""
