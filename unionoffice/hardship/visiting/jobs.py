"""What is done with visits beside editing them: made quickly, signed, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from db import files
from db.models import Visit, VisitPhoto
from unionoffice import money
from unionoffice.errors import Refused
from unionoffice.hardship.visiting import checks as visit_checks
from unionoffice.hardship.visiting import fill as visit_fill
from unionoffice.hardship.visiting.gift import value_of
from unionoffice.hardship.visiting.history import FACTS, Judge
from unionoffice.hardship.visiting.rows import refuse_bad_signature
from unionoffice.hardship.visiting.sheet import is_bound
from unionoffice.members.photos import media_type
from unionoffice.office import changes_of
from unionoffice.register.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.money import Fen
    from unionoffice.office import Office

REGISTER = "visits"
PART = 400
NAMED = 3


class Photo(NamedTuple):
    """A photo of a visit: its key, the fingerprint of its bytes, and words."""

    photo_id: int
    picture: str
    words: str


def offered(
    connection: Connection, person_id: int | None, occasion: str | None, day: date
) -> dict[str, Any]:
    """What a screen shows in the fields of a new visit before anything is typed.

    Keys are those of the register's fields: name, id_number, place, address, file_id
    of the person; form, amount, goods, quantity, unit_price, source of the occasion.
    """
    return visit_fill.offered(connection, person_id, occasion, day)


def quick(
    office: Office,
    person_id: int | None,
    occasion: str,
    amount: Fen | None = None,
    **more: Any,  # noqa: ANN401  any field of the register
) -> Changes:
    """Write one visit; whatever is not said is offered (`fill.py`).

    It is made today unless `visited_on` says another day, or None for one still to be
    made (待慰问).

    Raises:
        NotAccepted: a rule is broken and no `over_reason` is given, or something is
            missing; a complaint each.
    """
    register = office.register(REGISTER)
    values = {
        "visited_on": office.clock.today(),
        **more,
        "person_id": person_id,
        "occasion": str(occasion),
        "amount": amount,
    }
    unknown = values.keys() - register.fields.keys()
    if unknown:
        message = f"no fields of a visit: {sorted(unknown)}"
        raise TypeError(message)
    draft, _ = office.complaints(office.new_draft(register, values))
    changes = office.save(draft)
    worth = money.show(value_of(draft.values))
    words = f"已登记慰问：{draft.values.get('name') or ''}，{worth} 元。"
    return Changes(changes.batch, changes.touched, words, changes.final)


def made(
    office: Office,
    visit_ids: Sequence[int],
    visited_on: date,
    *,
    over_reason: str | None = None,
) -> Changes:
    """Write that visits still to be made (待慰问) were made on a day.

    Raises:
        Refused: all of them are made already, or one of them breaks a rule and there
            is no reason.
    """
    with office.transaction(f"登记已慰问（{len(visit_ids)} 条）") as writer:
        rows = [
            row
            for row in _rows(writer.connection, visit_ids)
            if row["visited_on"] is None
        ]
        if not rows:
            raise Refused("所选慰问都已登记过日期。")
        for row in rows:
            row["visited_on"] = visited_on
        _judge(writer.connection, rows, over_reason)
        count = sum(row["visit_no"] is None for row in rows)
        free = iter(visit_fill.numbers(writer.connection, visited_on.year, count))
        writer.update_many(
            Visit,
            {
                row["id"]: {
                    "visited_on": visited_on,
                    "over_reason": row["over_reason"],
                    "visit_no": row["visit_no"] or next(free),
                }
                for row in rows
            },
        )
    return changes_of(writer.written, f"登记已慰问 {len(rows)} 条。")


def sign(
    office: Office,
    visit_ids: Sequence[int],
    signed_on: date,
    *,
    signer: str | None = None,
    relation: str | None = None,
    proxy_id: str | None = None,
    reason: str | None = None,
) -> Changes:
    """Write that what was brought was signed for: by the visited, or by a proxy.

    Raises:
        InvalidInput: a proxy without name, relation or reason.
        Refused: one of them is not made yet, is signed in a round of visits, or all of
            them are signed already.
    """
    told = {
        "signed_on": signed_on,
        "signer": signer,
        "signer_relation": relation,
        "proxy_id": proxy_id,
        "proxy_reason": reason,
    }
    refuse_bad_signature(told)
    with office.transaction(f"登记已签收（{len(visit_ids)} 条）") as writer:
        rows = [
            row
            for row in _rows(writer.connection, visit_ids)
            if row["signed_on"] is None
        ]
        if not rows:
            raise Refused("所选慰问都已签收，没有需要登记的。")
        waiting = [row["name"] or "" for row in rows if row["visited_on"] is None]
        if waiting:
            raise Refused(f"还没有慰问，不能签收：{_some(waiting)}。")
        writer.update_many(
            Visit,
            {row["id"]: {**told, "signer": signer or row["name"]} for row in rows},
        )
    total = sum(value_of(row) for row in rows)
    words = f"登记已签收 {len(rows)} 条，共 {money.show(total)} 元。"
    return changes_of(writer.written, words)


def unsign(office: Office, visit_ids: Sequence[int]) -> Changes:
    """Take signatures back that were written by mistake.

    Raises:
        Refused: none of them is signed, or one was signed in a round of visits.
    """
    with office.transaction(f"取消签收（{len(visit_ids)} 条）") as writer:
        rows = [row for row in _rows(writer.connection, visit_ids) if row["signed_on"]]
        if not rows:
            raise Refused("所选慰问都没有签收。")
        bound = [row["name"] or "" for row in rows if row["bound"]]
        if bound:
            raise Refused(f"在慰问活动中签领的，请在活动中取消：{_some(bound)}。")
        nothing = dict.fromkeys(
            ("signed_on", "signer", "signer_relation", "proxy_id", "proxy_reason")
        )
        writer.update_many(Visit, {row["id"]: nothing for row in rows})
    return changes_of(writer.written, f"取消签收 {len(rows)} 条。")


def made_today(office: Office, ids: Sequence[int]) -> Changes:
    """The action “登记已慰问”."""
    return made(office, ids, office.clock.today())


def signed_today(office: Office, ids: Sequence[int]) -> Changes:
    """The action “登记已签收”: by the visited themselves."""
    return sign(office, ids, office.clock.today())


def add_photo(
    office: Office,
    visit_id: int,
    content: bytes,
    name: str,
    words: str | None = None,
) -> Changes:
    """Keep a photo of a visit, in one transaction with its bytes.

    Raises:
        Refused: the visit is gone, the file is no picture or too large, or this very
            picture is there already.
    """
    kind = media_type(content, name)
    with office.transaction(f"添加慰问照片：{name}") as writer:
        _rows(writer.connection, [visit_id])
        digest = files.keep(writer, office.store.folder, content, name, kind)
        if digest in {item.picture for item in photos(writer.connection, visit_id)}:
            raise Refused(f"“{name}”已经在这次慰问的照片里。")
        row = {"visit_id": visit_id, "picture": digest, "words": words}
        writer.insert(VisitPhoto, row)
    return changes_of(writer.written, f"已添加照片“{name}”。")


def remove_photo(office: Office, photo_id: int) -> Changes:
    """Take a photo off its visit; undo brings it back."""
    with office.transaction("移除慰问照片") as writer:
        writer.discard(VisitPhoto, [photo_id])
    return changes_of(writer.written, "已移除照片。")


def photos(connection: Connection, visit_id: int) -> list[Photo]:
    """The photos of a visit, in the order in which they came."""
    photo = VisitPhoto
    wanted = (
        select(photo.id, photo.picture, photo.words)
        .where(photo.visit_id == visit_id, photo.deleted_at.is_(None))
        .order_by(photo.id)
    )
    return [Photo(row[0], row[1], row[2] or "") for row in connection.execute(wanted)]


MORE = ("id", "visit_no", "signed_on", "name", "over_reason")


def _rows(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """The visits of these keys, in order.

    Raises:
        Refused: one of them is gone.
    """
    columns = [getattr(Visit, name) for name in (*MORE, *FACTS)]
    columns.append(is_bound().label("bound"))
    found: list[dict[str, Any]] = []
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        wanted = select(*columns).where(Visit.id.in_(part), Visit.deleted_at.is_(None))
        rows = connection.execute(wanted.order_by(Visit.id))
        found += [row._asdict() for row in rows]
    if len(found) < len(set(ids)):
        raise Refused("有的慰问记录已经不存在，请刷新后再试。")
    return found


def _judge(
    connection: Connection, rows: Sequence[dict[str, Any]], over_reason: str | None
) -> None:
    """Write the reason beside whoever needs one; refuse if there is none."""
    judge = Judge(connection, rows)
    bad = []
    for row in rows:
        firm = [item for item in judge.faults(row) if item.firm]
        reason = row["over_reason"] or over_reason
        if firm and not reason:
            bad.append(f"{row['name'] or ''}：{firm[0].sentence}")
        elif firm:
            row["over_reason"] = reason
        judge.count(row, row["id"])
    if bad:
        raise Refused(f"{_some(bad, '；')}。{visit_checks.GIVE_A_REASON}。")


def _some(words: Sequence[str], mark: str = "、") -> str:
    more = f" 等 {len(words)} 条" if len(words) > NAMED else ""
    return mark.join(words[:NAMED]) + more
