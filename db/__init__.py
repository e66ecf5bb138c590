"""What is kept: the store, its models, its trail; knows nobody above it."""
