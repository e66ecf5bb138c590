"""The photos of two records, as far as they can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from unionoffice.errors import Refused
from unionoffice.register.kinds import Picture

if TYPE_CHECKING:
    from unionoffice.merging.comparison import Comparison, FieldPair
    from unionoffice.office import Office

Photos = Mapping[str, bytes]
"""Photos by their fingerprints."""


def photos_of(office: Office, told: Comparison) -> Photos:
    """Read the photos that differ; those that are gone or damaged are left out."""
    digests = [
        digest
        for pair in told.differing
        if is_photo(pair)
        for digest in (pair.kept, pair.lost)
        if digest
    ]
    found = {digest: _load(office, digest) for digest in digests}
    return {digest: photo for digest, photo in found.items() if photo is not None}


def is_photo(pair: FieldPair) -> bool:
    """Whether a field holds pictures."""
    return isinstance(pair.field.kind, Picture)


def _load(office: Office, digest: str) -> bytes | None:
    try:
        return office.load_file(digest)
    except Refused:
        return None
