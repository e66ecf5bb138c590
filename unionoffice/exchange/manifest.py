"""What a delivery says of itself: whose, of what, when, how much, and its check."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from unionoffice.clock import CHINA
from unionoffice.errors import InvalidInput, Refused
from unionoffice.exchange.envelope import changed, not_one
from unionoffice.text import tidy

KIND = "unionoffice-delivery"
FORMAT = 1
"""Raised when an older program could no longer take such a file."""
LONGEST = {"sender": 50, "unit": 100, "period": 60, "note": 500}
"""Characters of what a person writes on a delivery."""
_LONGEST_OTHER = 200
_YEARS = range(2020, 2200)
_MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Manifest:
    """The slip of a delivery.

    Attributes:
        register: the key of the register its rows are for.
        title: what that register is called.
        sender: who hands it in.
        unit: for which unit.
        period: for which time, in the sender's words; may be empty.
        note: what else there is to say; may be empty.
        made_at: when it was made.
        rows: how many records.
        columns: the headers of its sheet.
        fingerprint: the SHA-256 of the sheet.
        programme: the version of the program that made it.
    """

    register: str
    title: str
    sender: str
    unit: str
    period: str
    note: str
    made_at: datetime
    rows: int
    columns: tuple[str, ...]
    fingerprint: str
    programme: str

    @property
    def code(self) -> str:
        """The fingerprint as two people can compare it on the telephone."""
        return spoken(self.fingerprint)

    @property
    def made(self) -> str:
        """When it was made, in Chinese time to the minute."""
        return f"{self.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def spoken(fingerprint: str) -> str:
    """The first twelve signs of a fingerprint, four by four: 3F9A 20C1 77B0."""
    signs = fingerprint[:12].upper()
    return " ".join(signs[place : place + 4] for place in range(0, 12, 4))


def fingerprint_of(rows: bytes) -> str:
    """The SHA-256 of a sheet's bytes."""
    return hashlib.sha256(rows).hexdigest()


def written_on(name: str, words: str, *, needed: bool = False) -> str:
    """What a person wrote on the slip, tidied.

    Raises:
        InvalidInput: it is missing or too long; the sentence names the line.
    """
    clean = tidy(words)
    label, most = _LABELS[name], LONGEST[name]
    if needed and not clean:
        raise InvalidInput(f"请填写{label}。")
    if len(clean) > most:
        raise InvalidInput(f"{label}最多 {most} 个字。")
    return clean


def to_bytes(manifest: Manifest) -> bytes:
    """The slip as it is kept in the file."""
    said = {"kind": KIND, "format": FORMAT, **asdict(manifest)}
    said["made_at"] = manifest.made_at.isoformat()
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def from_bytes(content: bytes, name: str) -> Manifest:
    """Read the slip of the file called `name`.

    Raises:
        Refused: it is no slip of a delivery, of a newer program, or was changed.
    """
    try:
        said = json.loads(content.decode())
    except (ValueError, RecursionError) as problem:
        raise Refused(changed(name)) from problem
    if not isinstance(said, dict) or said.get("kind") != KIND:
        raise Refused(not_one(name))
    version = said.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise Refused(
            f"“{name}”来自更新的版本（{_short(said.get('programme'))}），"
            "这个版本读不了。请先升级本程序。"
        )
    found = _manifest(said) if version == FORMAT else None
    if found is None:
        raise Refused(changed(name))
    return found


def _manifest(said: dict[str, Any]) -> Manifest | None:
    """The slip, if everything on it is what it should be."""
    if not set(said) >= {item.name for item in fields(Manifest)}:
        return None
    columns, rows, mark = said["columns"], said["rows"], said["fingerprint"]
    words = {name: said[name] for name in _WORDS}
    moment = _moment(said["made_at"])
    right = (
        all(map(_fits, words, words.values()))
        and moment is not None
        and type(rows) is int
        and rows >= 0
        and isinstance(columns, list)
        and 0 < len(columns) <= _MOST_COLUMNS
        and all(isinstance(label, str) for label in columns)
        and isinstance(mark, str)
        and len(mark) == len(fingerprint_of(b""))
    )
    if not right or moment is None:
        return None
    return Manifest(
        **words, made_at=moment, rows=rows, columns=tuple(columns), fingerprint=mark
    )


def _fits(name: str, words: object) -> bool:
    if not isinstance(words, str) or len(words) > LONGEST.get(name, _LONGEST_OTHER):
        return False
    return bool(words) or name in {"period", "note"}


def _moment(words: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(words))
    except ValueError:
        return None
    plausible = moment.tzinfo is not None and moment.year in _YEARS
    return moment if plausible else None


def _short(words: object) -> str:
    return str(words)[:20] if isinstance(words, str) else "未注明"


_WORDS = ("register", "title", "sender", "unit", "period", "note", "programme")
_LABELS = {"sender": "报送人", "unit": "报送单位", "period": "期间", "note": "说明"}
