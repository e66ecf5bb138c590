"""What lxml gives; it ships no types."""

from typing import Any

Element = Any
"""An element of XML."""
