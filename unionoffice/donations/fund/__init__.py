"""The mutual-aid fund (互助基金, domain.md §3.6)."""
