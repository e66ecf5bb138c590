"""Whom a template is filled in for: everybody in the union, a unit, or one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.documents.template_papers import MEMBERS
from unionoffice.register.filter import Named, OneOf
from unionoffice.register.kinds import Reference

if TYPE_CHECKING:
    from unionoffice.documents.templates.store import Written
    from unionoffice.office import Office
    from unionoffice.register.record import Option
    from unionoffice.register.register import Register
    from unionoffice.register.view import View

IN_UNION, UNIT = "in_union", "unit_id"


def register_of(office: Office, written: Written) -> Register:
    """The register whose rows a template speaks of.

    Raises:
        Refused: this program has no such register.
    """
    return office.register(written.register or MEMBERS)


def everybody(office: Office, written: Written) -> View:
    """The rows a template is meant for: members in good standing (在会).

    Raises:
        Refused: this program has no such register.
    """
    view = office.view(register_of(office, written))
    for known in view.register.filters:
        if isinstance(known, Named) and known.key == IN_UNION:
            return view.with_condition(known.of())
    return view


def of_unit(office: Office, written: Written, unit: Option) -> View:
    """Those of a unit and of all beneath it.

    Raises:
        Refused: this program has no such register.
    """
    view = everybody(office, written)
    for known in view.register.filters:
        if isinstance(known, OneOf) and known.key == UNIT:
            return view.with_condition(known.of((unit.record_id,), (unit.label,)))
    return view


def units(office: Office, written: Written) -> list[Option]:
    """The units in which people stand, in the order of the tree.

    Raises:
        Refused: this program has no such register.
    """
    column = register_of(office, written).fields.get(UNIT)
    kind = column.kind if column is not None else None
    return office.options(kind) if isinstance(kind, Reference) else []
