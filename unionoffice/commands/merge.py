"""The command that makes two records one; without --apply it only says how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from unionoffice.commands.answer import Answer, opened
from unionoffice.errors import InvalidInput, Refused
from unionoffice.merging.compare import compare
from unionoffice.merging.comparison import Merging, Side
from unionoffice.merging.fields import chosen
from unionoffice.merging.merge import merge as make_one
from unionoffice.merging.merge import obstacle

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from unionoffice.merging.comparison import Collision, Comparison, FieldPair
    from unionoffice.office import Office
    from unionoffice.register.register import Register

WORDS = {Side.KEPT: "留保留方", Side.LOST: "取并入方", Side.BOTH: "两者都留"}


def merge(arguments: Namespace) -> Answer:
    """The plan of a merge and, if asked to, the merge itself."""
    with opened(arguments) as office:
        register = office.register(arguments.register)
        kept = record_of(office, register, arguments.kept)
        lost = record_of(office, register, arguments.lost)
        told = compare(office, register, kept, lost)
        told = _chosen_rows(office, told, arguments.choose)
        merging = Merging(told, dict(_taken(register, arguments.take)))
        sides = chosen(told.fields, merging.take)
        said, lines = _plan(told, sides), list(_lines(told, sides))
        if arguments.apply:
            done = make_one(office, merging)
            said |= {"batch": done.batch}
            lines += [done.sentence, f"撤销这次合并：unionoffice undo {done.batch}"]
            return Answer(said, tuple(lines))
        why = obstacle(office, merging)
    said |= {"obstacle": why}
    lines.append(f"不能合并：{why}" if why else "预览（没有写入，加 --apply 写入）")
    return Answer(said, tuple(lines), ok=not why)


def record_of(office: Office, register: Register, words: str) -> int:
    """The key of the living record with this uid or identifying number.

    Raises:
        Refused: there is none, or more than one.
    """
    model = register.model
    groups = (group[0] for group in register.sheet.match_on if len(group) == 1)
    columns = (model.uid, *(getattr(model, name) for name in groups))
    with office.reading() as connection:
        for column in columns:
            statement = select(model.id).where(model.deleted_at.is_(None))
            found = connection.scalars(statement.where(column == words)).all()
            if len(found) > 1:
                sentence = f"有 {len(found)} 条{register.noun}是“{words}”，请用 uid。"
                raise Refused(sentence)
            if found:
                return int(found[0])
    labels = [
        register.fields[g[0]].label for g in register.sheet.match_on if len(g) == 1
    ]
    ways = "、".join(("uid", *labels))
    raise Refused(f"没有找到{register.noun}“{words}”，请用：{ways}。")


def _taken(register: Register, wishes: Iterable[str]) -> Iterable[tuple[str, Side]]:
    for wish in wishes:
        name, _, side = wish.partition("=")
        column = register.column(name.strip())
        if column is None:
            raise InvalidInput(f"没有名为“{name}”的项目。")
        yield column.key, _side(side, wish)


def _chosen_rows(office: Office, told: Comparison, wishes: Iterable[str]) -> Comparison:
    """The comparison with other records staying than the rules say."""
    first = told.collisions
    for wish in wishes:
        number, _, side = wish.partition("=")
        if not (number.isdecimal() and 1 <= int(number) <= len(first)):
            raise InvalidInput(f"没有第 {number} 处重复。")
        wanted = first[int(number) - 1]
        if wanted.stays is not _side(side, wish):
            told = _turned(office, told, wanted)
    return told


def _turned(office: Office, told: Comparison, wanted: Collision) -> Comparison:
    kept, lost = told.kept.record_id or 0, told.lost.record_id or 0
    return compare(office, told.register, kept, lost, told.with_other(wanted))


def _side(word: str, wish: str) -> Side:
    try:
        return Side(word.strip())
    except ValueError as problem:
        sentence = f"应写成“名称=kept”“名称=lost”或“名称=both”，看不懂“{wish}”。"
        raise InvalidInput(sentence) from problem


def _plan(told: Comparison, sides: dict[str, Side]) -> dict[str, Any]:
    return {
        "kept": {"uid": told.kept.uid, "title": told.kept.title},
        "lost": {"uid": told.lost.uid, "title": told.lost.title},
        "fields": [_field(pair, sides[pair.key]) for pair in told.differing],
        "moved": [
            {"title": each.title, "label": each.label, "count": each.count}
            for each in told.moved
        ],
        "collisions": [
            {
                "title": each.title,
                "name": each.name,
                "kept": each.kept_words,
                "lost": each.lost_words,
                "stays": str(each.stays),
                "reason": each.reason,
            }
            for each in told.collisions
        ],
        "notes": list(told.notes),
    }


def _field(pair: FieldPair, side: Side) -> dict[str, str]:
    return {
        "key": pair.key,
        "label": pair.field.label,
        "kept": pair.kept_words,
        "lost": pair.lost_words,
        "take": str(side),
        "reason": pair.reason if side is pair.suggested else "",
    }


def _lines(told: Comparison, sides: dict[str, Side]) -> Iterable[str]:
    yield f"保留：{told.kept.title}　并入：{told.lost.title}"
    for pair in told.differing:
        side = sides[pair.key]
        values = f"{pair.kept_words or '（空）'} ｜ {pair.lost_words or '（空）'}"
        why = f"（{pair.reason}）" if side is pair.suggested and pair.reason else ""
        yield f"  {pair.field.label}：{values} → {WORDS[side]}{why}"
    yield from (f"  改挂：{each.sentence}" for each in told.moved)
    for number, double in enumerate(told.collisions, start=1):
        stays = f"{WORDS[double.stays]}（{double.reason}）"
        words = f"{double.kept_words or '（空）'} ｜ {double.lost_words or '（空）'}"
        fate = "相同，去掉一条" if double.same else f"{words} → {stays}"
        yield f"  {number}. {double.title} {double.name} 两条都有：{fate}"
    yield from (f"  {note}" for note in told.notes)
