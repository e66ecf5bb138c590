"""The register concept (台账): declared once, read by list, form, sheet and paper."""
