"""Submissions by stick: `unionoffice pack` and `unionoffice inspect`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unionoffice.commands.answer import Answer, filtered, opened
from unionoffice.exchange import pack as packing
from unionoffice.exchange.opening import open_delivery
from unionoffice.exchange.received import standing
from unionoffice.exchange.stick import Found, deliveries
from unionoffice.office import UNION_NAME

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.exchange.manifest import Manifest


def pack(arguments: Namespace) -> Answer:
    """Write rows of a register as a delivery."""
    with opened(arguments) as office:
        view = filtered(office, office.register(arguments.register), arguments.where)
        slip = packing.Slip(
            arguments.sender or office.who,
            arguments.unit or office.fact(UNION_NAME),
            arguments.period,
            arguments.note,
        )
        manifest = packing.pack(office, view, slip, arguments.out)
    line = f"已做成报送文件（{manifest.rows} 条，写完已核对）：{arguments.out}"
    said = {**_said(manifest), "file": str(arguments.out)}
    return Answer(said, (line, f"核对码：{manifest.code}"))


def inspect(arguments: Namespace) -> Answer:
    """Look at a delivery, or at all deliveries in a folder; nothing is written."""
    with opened(arguments) as office:
        if arguments.place.is_dir():
            found = deliveries(office, arguments.place)
            lines = tuple(map(_line, found)) or ("没有报送文件。",)
            return Answer([_entry(item) for item in found], lines)
        manifest = open_delivery(office, arguments.place).manifest
        told = standing(office, manifest)
    said = {
        **_said(manifest),
        "file": str(arguments.place),
        "state": str(told.freshness),
    }
    lines = tuple(f"{label}：{words}" for label, words in _slip(manifest) if words)
    return Answer(said, (*lines, told.sentence or "内容完整，还没有导入过。"))


def _said(manifest: Manifest) -> dict[str, Any]:
    return {
        "register": manifest.register,
        "sender": manifest.sender,
        "unit": manifest.unit,
        "period": manifest.period,
        "note": manifest.note,
        "made_at": manifest.made_at.isoformat(),
        "rows": manifest.rows,
        "columns": list(manifest.columns),
        "fingerprint": manifest.fingerprint,
        "programme": manifest.programme,
    }


def _slip(manifest: Manifest) -> list[tuple[str, str]]:
    return [
        ("台账", manifest.title),
        ("报送单位", manifest.unit),
        ("报送人", manifest.sender),
        ("期间", manifest.period),
        ("做成时间", manifest.made),
        ("条数", str(manifest.rows)),
        ("核对码", manifest.code),
        ("说明", manifest.note),
    ]


def _entry(found: Found) -> dict[str, Any]:
    state = None if found.standing is None else str(found.standing.freshness)
    said = {} if found.manifest is None else _said(found.manifest)
    return {
        "file": str(found.path),
        "state": "damaged" if found.problem else state,
        "told": found.told,
        **said,
    }


def _line(found: Found) -> str:
    slip = found.manifest
    if slip is None:
        return f"{found.state}\t{found.path.name}\t{found.told}"
    words = (slip.title, slip.unit, slip.sender, slip.made, f"{slip.rows} 条")
    return "\t".join((found.state, found.path.name, *words, found.told)).rstrip()
