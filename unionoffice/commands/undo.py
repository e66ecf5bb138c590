"""The command that takes a batch back, after looking at it or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.undo import Way
from unionoffice.commands.answer import Answer, opened
from unionoffice.undoing import looking
from unionoffice.undoing.words import when

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.office import Office
    from unionoffice.undoing.rows import Row

SHOWN = 40


def undo(arguments: Namespace) -> Answer:
    """Take a batch back; or only look, with --look; or decide, with --edited."""
    with opened(arguments) as office:
        if arguments.look:
            return _look(office, arguments.batch)
        if arguments.edited is None:
            changes = office.undo(arguments.batch)
        else:
            undoing = looking.look(office, arguments.batch)
            decided = undoing.everywhere(Way(arguments.edited))
            changes = looking.undo(office, undoing, decided)
    touched = {table: len(keys) for table, keys in changes.touched.items()}
    said: dict[str, Any] = {"batch": changes.batch, "touched": touched}
    line = f"已撤销，涉及 {sum(touched.values())} 条记录。"
    if changes.sentence:
        said["sentence"] = changes.sentence
        line = f"已撤销：{changes.sentence}。"
    return Answer(said, (line,))


def _look(office: Office, batch: str) -> Answer:
    undoing = looking.look(office, batch)
    line = undoing.looked.batch
    outcome = undoing.outcome({})
    later = [
        {"batch": item.uid, "at": item.at.isoformat(), "who": item.who}
        | {"reason": item.reason}
        for item in undoing.looked.later
    ]
    first = undoing.looked.first_to_undo
    said = {
        "batch": line.uid,
        "reason": line.reason,
        "rows": undoing.looked.total,
        "ready": undoing.ready,
        "conflicts": [_row(office, row) for row in undoing.rows],
        "later": later,
        "undo_first": first.uid if first is not None else None,
        "sentence": outcome.sentence,
    }
    lines = [f"{line.reason}：共 {undoing.looked.total:,} 行（没有写入）"]
    lines.append(
        f"可以直接退回 {undoing.ready:,} 行，需要决定 {len(undoing.rows):,} 行"
    )
    lines += [_words(row) for row in undoing.rows[:SHOWN]]
    more = len(undoing.rows) - SHOWN
    lines += [f"  …… 另有 {more:,} 行"] if more > 0 else []
    if first is not None:
        lines.append(f"可以先撤销较新的那次：{when(first)}（{first.uid}）")
    lines.append(f"按推荐撤销：{outcome.sentence}")
    return Answer(said, tuple(lines))


def _row(office: Office, row: Row) -> dict[str, Any]:
    net = row.conflict.net
    return {
        "table": net.table,
        "noun": row.noun,
        "name": row.name,
        "deed": str(net.deed),
        "edited": row.edited,
        "fields": [
            {
                "label": line.label,
                "before": line.before,
                "batch": line.batch,
                "now": line.now,
            }
            for line in looking.lines(office, row)
        ],
        "since": row.since,
        "by": list(row.by),
        "choices": [str(way) for way in row.ways],
        "closed": {str(way): words for way, words in row.closed.items()},
        "default": str(row.first),
    }


def _words(row: Row) -> str:
    ways = "、".join(row.ways)
    return f"  {row.noun}“{row.name}”{row.by_batch}；{row.since}（可选 {ways}）"
