"""Certificates, printing on bought ones, and the printers that do it."""
