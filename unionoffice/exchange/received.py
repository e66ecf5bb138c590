"""Which deliveries were taken in, and when; takes one in.

A delivery is put down in the very batch that writes its rows: undoing the import makes
it a delivery that has not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.models import Batch, Delivery
from unionoffice.clock import CHINA
from unionoffice.exchange.strangers import beyond_own_unit
from unionoffice.office import changes_of
from unionoffice.progress import SILENT, without_collecting
from unionoffice.sheets.planning.apply import apply as apply_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from db.audit import Writer
    from unionoffice.exchange.manifest import Manifest
    from unionoffice.exchange.opening import Delivered
    from unionoffice.office import Office
    from unionoffice.progress import Progress
    from unionoffice.register.changes import Changes
    from unionoffice.sheets.planning.plan import Plan


CLOCKS_APART = timedelta(hours=1)
"""How far the clocks of two computers may differ before it is worth a word."""


class Freshness(StrEnum):
    """What a delivery is beside those that came before it."""

    NEW = "new"
    TAKEN = "taken"
    OVERTAKEN = "overtaken"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a delivery here.

    Attributes:
        freshness: whether it is new, here already, older than one that is here, or
            made at a moment that has not come yet.
        at: when it was taken in; when the newer one was made; when it says it was made.
    """

    freshness: Freshness
    at: datetime | None = None

    @property
    def sentence(self) -> str:
        """What to say of it before it is taken in; empty if there is nothing."""
        if self.at is None:
            return ""
        when = f"{self.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        if self.freshness is Freshness.TAKEN:
            return f"内容一样的报送文件在 {when} 已经收过。再导入一次也不会重复。"
        if self.freshness is Freshness.AHEAD:
            return (
                f"它写的做成时间是 {when}，比现在还晚：报送单位的电脑时钟不准。"
                "新旧要自己核对。"
            )
        return (
            f"同一单位在 {when} 做的另一份已经收过，这一份比它旧。"
            "导入它可能把新的内容改回旧的，请先核对。"
        )


def standing(office: Office, manifest: Manifest) -> Standing:
    """What is known of a delivery here."""
    return standings(office, [manifest])[0]


def standings(office: Office, manifests: Sequence[Manifest]) -> list[Standing]:
    """What is known of each of several deliveries."""
    living = Delivery.deleted_at.is_(None)
    taken = (
        select(Delivery.fingerprint, func.max(Delivery.received_at))
        .where(living)
        .group_by(Delivery.fingerprint)
    )
    newest = (
        select(Delivery.register, Delivery.sender_unit, func.max(Delivery.made_at))
        .where(living)
        .group_by(Delivery.register, Delivery.sender_unit)
    )
    with office.reading() as connection:
        when = {row[0]: row[1] for row in connection.execute(taken)}
        latest = {(key, unit): at for key, unit, at in connection.execute(newest)}
    soon = office.clock.now() + CLOCKS_APART
    return [_standing(manifest, when, latest, soon) for manifest in manifests]


@dataclass(frozen=True, slots=True)
class Past:
    """A delivery that was taken in."""

    received_at: datetime
    register: str
    unit: str
    sender: str
    period: str
    made_at: datetime
    rows: int
    file_name: str


def history(office: Office, limit: int = 500) -> list[Past]:
    """The deliveries that were taken in and not undone since, newest first."""
    statement = (
        select(Delivery)
        .where(Delivery.deleted_at.is_(None))
        .order_by(Delivery.received_at.desc(), Delivery.id.desc())
        .limit(limit)
    )
    with office.reading() as connection:
        found = connection.execute(statement).mappings().all()
    return [
        Past(
            row["received_at"],
            row["register"],
            row["sender_unit"],
            row["sender"],
            row["facts"].get("period", ""),
            row["made_at"],
            row["rows"],
            row["file_name"],
        )
        for row in found
    ]


def warnings(office: Office, delivered: Delivered, plan: Plan) -> tuple[str, ...]:
    """What to say of a delivery beside its plan, before it is taken in."""
    manifest = delivered.manifest
    told = (
        standing(office, manifest).sentence,
        beyond_own_unit(office, plan, manifest.unit),
    )
    return tuple(filter(None, told))


def take_in(
    office: Office, delivered: Delivered, plan: Plan, progress: Progress = SILENT
) -> Changes:
    """Carry out the plan of a delivery and put down that it came, in one batch.

    Raises:
        Refused: the store moved on since the plan was made, or says no.
        Cancelled: the person asked to stop; nothing was written.
    """
    plan.register.refuse_if_locked()
    what = f"{delivered.manifest.unit}的报送文件（{plan.sentence()}）"
    reason = f"导入{plan.register.title}：{what}"
    with without_collecting(), office.transaction(reason, kind="import") as writer:
        mark = writer.connection.scalar(select(func.max(Batch.id))) or 0
        apply_plan(writer, plan, mark=mark, progress=progress)
        _put_down(writer, delivered)
    return changes_of(writer.written, plan.sentence())


def _put_down(writer: Writer, delivered: Delivered) -> None:
    manifest = delivered.manifest
    facts = {
        "period": manifest.period,
        "note": manifest.note,
        "programme": manifest.programme,
    }
    row = {
        "fingerprint": manifest.fingerprint,
        "register": manifest.register,
        "sender": manifest.sender,
        "sender_unit": manifest.unit,
        "made_at": manifest.made_at,
        "received_at": writer.occasion.at,
        "file_name": delivered.file_name[:200],
        "rows": manifest.rows,
        "facts": facts,
    }
    writer.insert(Delivery, row)


def _standing(
    manifest: Manifest,
    when: dict[str, datetime],
    latest: dict[tuple[str, str], datetime],
    soon: datetime,
) -> Standing:
    taken = when.get(manifest.fingerprint)
    if taken is not None:
        return Standing(Freshness.TAKEN, taken)
    if manifest.made_at > soon:
        return Standing(Freshness.AHEAD, manifest.made_at)
    newer = latest.get((manifest.register, manifest.unit))
    if newer is not None and newer > manifest.made_at:
        return Standing(Freshness.OVERTAKEN, newer)
    return Standing(Freshness.NEW)
