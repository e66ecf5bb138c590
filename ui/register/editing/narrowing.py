"""Offers only what belongs to the record chosen above: the crews of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.register.editing.field_box import FieldBox
    from unionoffice.register.record import Option


class Narrowing:
    """Keeps the lists of references in step with the fields they depend on."""

    def __init__(self, boxes: Mapping[str, FieldBox]) -> None:
        """Find out which fields depend on which."""
        self._boxes = boxes
        self._options: Mapping[str, list[Option]] = {}
        self._seen: dict[str, object] = {}
        self._within = {
            key: box.field.kind.target.within
            for key, box in boxes.items()
            if isinstance(box.field.kind, Reference)
            and box.field.kind.target.within in boxes
        }

    def begin(self, options: Mapping[str, list[Option]]) -> None:
        """Narrow the lists to a record just shown; what it holds stays."""
        self._options = options
        for key, within in self._within.items():
            self._offer(key, within)

    def follow(self, changed: str) -> None:
        """Narrow what depends on a field; what belongs elsewhere is taken out."""
        for key, within in self._within.items():
            chosen = self._boxes[within].editor.value()
            if within != changed or chosen == self._seen.get(key):
                continue
            offered = {item.record_id for item in self._offer(key, within)}
            editor = self._boxes[key].editor
            if editor.value() is not None and editor.value() not in offered:
                editor.set_value(None)

    def _offer(self, key: str, within: str) -> list[Option]:
        chosen = self._seen[key] = self._boxes[within].editor.value()
        everything = self._options.get(key, [])
        offered = [item for item in everything if chosen in (None, item.parent)]
        self._boxes[key].editor.set_options(offered)
        return offered
