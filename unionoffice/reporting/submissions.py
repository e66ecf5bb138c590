"""What was handed in: the very file and its rows, kept; and what changed since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import ReportForm, ReportSubmission
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import changes_of
from unionoffice.reporting.filled import Changed, Difference, Submission, Was
from unionoffice.reporting.form import Source
from unionoffice.reporting.store import MEDIA_TYPE, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unionoffice.office import Office
    from unionoffice.register.changes import Changes
    from unionoffice.reporting.filled import Filled
    from unionoffice.reporting.form import Form

LONGEST_PERIOD, LONGEST_NOTE = 60, 200
VERSION = 1
_ERRORS_SHOWN = 3


def submit(
    office: Office,
    filled: Filled,
    period: str = "",
    *,
    note: str = "",
    despite_errors: bool = False,
) -> Changes:
    """Keep a filled form as handed in: the very file, and its rows to compare with.

    Args:
        office: where it is kept.
        filled: what `filling.fill` gave.
        period: what it is for (2026年第一季度); that of `filled` if empty.
        note: the clerk's own words.
        despite_errors: the clerk says that it goes although there are errors.

    Raises:
        InvalidInput: the period is missing or too long, or the note is too long.
        Refused: there are errors, the form is gone, or the store says no.
    """
    period = (period or filled.period).strip()
    _accept(period, note)
    if filled.errors and not despite_errors:
        raise Refused(_errors(filled))
    name = filled.file_name
    digest = office.keep_file(filled.content, name, MEDIA_TYPE)
    rows = _rows_told(filled)
    rows_digest = office.keep_file(rows, f"{name}.json", "application/json")
    values = {
        "period": period,
        "submitted_at": office.clock.now(),
        "who": office.who,
        "digest": digest,
        "rows_digest": rows_digest,
        "rows": len(filled.rows),
        "note": note or None,
    }
    reason = f"报送{filled.form.name}：{period}（{len(filled.rows)} 条）"
    with office.transaction(reason) as writer:
        key = key_of(writer.connection, filled.form.uid)
        writer.insert(ReportSubmission, {"form_id": key, **values})
    return changes_of(writer.written, f"已登记：{reason}")


def submissions(office: Office, form: Form) -> list[Submission]:
    """Everything that was handed in on a form, newest first."""
    statement = (
        select(
            ReportSubmission.uid,
            ReportSubmission.period,
            ReportSubmission.submitted_at,
            ReportSubmission.who,
            ReportSubmission.rows,
            ReportSubmission.digest,
            ReportSubmission.rows_digest,
            ReportSubmission.note,
        )
        .join(ReportForm, ReportForm.id == ReportSubmission.form_id)
        .where(ReportForm.uid == form.uid, ReportSubmission.deleted_at.is_(None))
        .order_by(ReportSubmission.submitted_at.desc(), ReportSubmission.id.desc())
    )
    with office.reading() as connection:
        rows = connection.execute(statement).all()
    return [Submission(*row[:7], row.note or "") for row in rows]


def file_of(office: Office, submission: Submission) -> bytes:
    """The very file that was handed in, byte for byte.

    Raises:
        Refused: it is gone or damaged.
    """
    return office.load_file(submission.digest)


def withdraw(office: Office, submission: Submission) -> Changes:
    """Move a submission to the recycle bin: it was never handed in after all.

    Raises:
        Refused: it is gone.
    """
    find = select(ReportSubmission.id).where(ReportSubmission.uid == submission.uid)
    with office.transaction(f"删除报送记录：{submission.period}") as writer:
        key = writer.connection.scalar(find)
        if key is None:
            raise Refused("这条报送记录已经不存在，可能已被撤销，请返回列表刷新。")
        writer.discard(ReportSubmission, [key])
    return changes_of(writer.written)


def changes_since(
    office: Office, filled: Filled, since: Submission | None = None
) -> Difference:
    """What became different since a submission; since the last one if not said.

    Raises:
        Refused: the rows of that submission are gone or damaged.
    """
    if since is None:
        since = next(iter(submissions(office, filled.form)), None)
    now = _by_title(filled)
    if since is None:
        return Difference(None, tuple((row.uid, row.title) for row in filled.rows))
    before = _rows_read(office.load_file(since.rows_digest))
    return _difference(since, before, now)


def difference(office: Office, earlier: Submission, later: Submission) -> Difference:
    """What became different between two submissions of a form.

    Raises:
        Refused: the rows of one of them are gone or damaged.
    """
    before, after = (
        _rows_read(office.load_file(each.rows_digest)) for each in (earlier, later)
    )
    return _difference(earlier, before, after)


class _Told:
    """The rows of a submission: key, title and words by heading."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Any]) -> None:
        self.columns = tuple(columns)
        self.titles = {uid: title for uid, title, _ in rows}
        self.words: Mapping[str, Mapping[str, str]] = {
            uid: dict(zip(columns, words, strict=True)) for uid, _, words in rows
        }


def _difference(since: Submission, before: _Told, now: _Told) -> Difference:
    both = [name for name in now.columns if name in before.columns]
    changed: list[Changed] = []
    for uid, title in now.titles.items():
        if uid not in before.titles:
            continue
        old, new = before.words[uid], now.words[uid]
        fields = tuple(
            Was(name, old[name], new[name]) for name in both if old[name] != new[name]
        )
        if fields:
            changed.append(Changed(uid, title, fields))
    return Difference(
        since,
        tuple((u, t) for u, t in now.titles.items() if u not in before.titles),
        tuple((u, t) for u, t in before.titles.items() if u not in now.titles),
        tuple(changed),
        tuple(name for name in now.columns if name not in before.columns),
        tuple(name for name in before.columns if name not in now.columns),
    )


def _compared(filled: Filled) -> list[int]:
    """The columns that say something of a record; its running number does not."""
    columns = filled.form.mapping.columns
    return [n for n, column in enumerate(columns) if column.source is not Source.SERIAL]


def _told_rows(filled: Filled) -> tuple[list[str], list[tuple[str, str, list[str]]]]:
    places = _compared(filled)
    names = [filled.form.mapping.titles[place] for place in places]
    rows = [(r.uid, r.title, [r.words[p] for p in places]) for r in filled.rows]
    return names, rows


def _by_title(filled: Filled) -> _Told:
    return _Told(*_told_rows(filled))


def _rows_told(filled: Filled) -> bytes:
    columns, rows = _told_rows(filled)
    said = {"version": VERSION, "columns": columns, "rows": rows}
    return json.dumps(said, ensure_ascii=False).encode("utf-8")


def _rows_read(content: bytes) -> _Told:
    try:
        said = json.loads(content)
        return _Told(said["columns"], said["rows"])
    except (ValueError, KeyError, TypeError) as problem:
        raise Refused("上次报送的内容读不出来，无法比较。") from problem


def _accept(period: str, note: str) -> None:
    if not period:
        raise InvalidInput("请填写报送期间，如 2026年第一季度。")
    if len(period) > LONGEST_PERIOD:
        raise InvalidInput(f"报送期间太长，最多 {LONGEST_PERIOD} 个字。")
    if len(note) > LONGEST_NOTE:
        raise InvalidInput(f"备注太长，最多 {LONGEST_NOTE} 个字。")


def _errors(filled: Filled) -> str:
    shown = [
        f"{item.title} {item.column}：{item.sentence}".strip()
        for item in filled.errors[:_ERRORS_SHOWN]
    ]
    more = "……" if len(filled.errors) > _ERRORS_SHOWN else ""
    some = "；".join(shown) + more
    return (
        f"有 {len(filled.errors)} 处不符合上级要求，没有登记报送：{some}。"
        "请改正后再填报，或选择“仍然报送”。"
    )
