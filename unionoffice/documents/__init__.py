"""文书: the papers an office writes that belong to no single register."""
