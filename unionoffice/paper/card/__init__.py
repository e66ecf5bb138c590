"""Cards, booklets, labels and envelopes: many on a sheet, or one of its own size."""
