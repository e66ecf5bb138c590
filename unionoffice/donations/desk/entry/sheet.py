"""What the entry screen shows at once: the campaign, its lines, figures, the cash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.models import Campaign, Donation
from db.vocabulary import CampaignState, DonorKind
from unionoffice import money
from unionoffice.donations.campaigns.states import TAKES_GIFTS
from unionoffice.donations.desk.entry.figures import Count, Figures, counted, running
from unionoffice.donations.desk.entry.names import Donor, donor_of
from unionoffice.donations.desk.entry.rows import GOODS, TypedRow
from unionoffice.donations.desk.entry.saving import REGISTER
from unionoffice.donations.gifts.judging import ANONYMOUS as NOBODY
from unionoffice.register import view as lists

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy.engine import Connection

    from unionoffice.office import Office
    from unionoffice.register.column import AnyColumn

MOST_LINES = 1_000
"""Lines of a day that are shown; the figures count all."""
SHOWN = (
    *("name", "unit_id", "people", "amount", "way", "note", "donor", "state"),
    *("voucher", "goods", "spec", "quantity", "measure", "estimate", "given_on"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A campaign in which gifts are entered.

    Attributes:
        campaign_id: its key.
        title: its name.
        number: its number.
        state: where it stands.
        collector: who receives.
        supervisor: who watches.
        closed: why nothing can be entered; empty if it can.
    """

    campaign_id: int
    title: str
    number: str
    state: CampaignState
    collector: str
    supervisor: str
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A gift as the grid shows it."""

    gift_id: int
    name: str
    unit: str
    people: str
    amount: str
    way: str
    note: str
    donor: str
    state: str
    voucher: str
    goods: str

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == "未入账"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the screen shows of one campaign and one day."""

    place: Place
    lines: tuple[Line, ...]
    left_out: int
    figures: Figures
    count: Count


def places(office: Office) -> list[Place]:
    """The campaigns, those that take gifts first, the newest first."""
    table = Campaign.__table__
    taking = table.c.state.in_([str(state) for state in TAKES_GIFTS])
    wanted = (
        select(table)
        .where(table.c.deleted_at.is_(None))
        .order_by(taking.desc(), table.c.begins_on.desc(), table.c.id.desc())
    )
    with office.reading() as connection:
        rows = connection.execute(wanted).all()
    return [
        Place(
            row.id,
            row.title,
            row.campaign_no or "",
            CampaignState(row.state),
            row.collector or "",
            row.supervisor or "",
        )
        for row in rows
    ]


def why_closed(office: Office, campaign_id: int) -> str:
    """Why a campaign takes no gifts, in the words of its rules; empty if it does."""
    draft = office.new_draft(office.register(REGISTER), {"campaign_id": campaign_id})
    _, found = office.complaints(draft)
    said = [item.sentence for item in found if item.key == "campaign_id"]
    return f"{said[0]}。" if said else ""


def read_sheet(
    office: Office, place: Place, day: date, also: Collection[int] = ()
) -> Sheet:
    """What stands of a day; `also` are gifts of other days that were just written."""
    with office.reading() as connection:
        keys = _keys(connection, place.campaign_id, day, also)
        shown = keys[-MOST_LINES:]
        return Sheet(
            place,
            _lines(connection, office, shown),
            len(keys) - len(shown),
            running(connection, place.campaign_id, day),
            counted(connection, place.campaign_id, day),
        )


def typed_again(office: Office, gift_id: int) -> TypedRow:
    """A draft as a row to be typed over.

    Raises:
        Refused: it is gone.
    """
    draft = office.draft(office.register(REGISTER), gift_id)
    values, fields = draft.values, draft.register.fields
    told = {
        key: fields[key].kind.show(values.get(key))
        for key in ("people", "way", "note", *GOODS)
    }
    if values.get("amount"):
        told["amount"] = money.show(values["amount"])
    unit = draft.shown.get("unit_id", "")
    donor = _donor(office, values, unit)
    return TypedRow(name=values.get("name") or "", unit=unit, donor=donor, **told)


def _donor(office: Office, values: Mapping[str, object], unit: str) -> Donor | None:
    person = values.get("person_id")
    if isinstance(person, int):
        with office.reading() as connection:
            return donor_of(connection, person)
    key = values.get("unit_id")
    kind = DonorKind(str(values["donor"]))
    unit_id = key if isinstance(key, int) else None
    return Donor(kind, str(values.get("name") or ""), unit_id=unit_id, unit=unit)


def _keys(
    connection: Connection, campaign_id: int, day: date, also: Collection[int]
) -> list[int]:
    gift = Donation
    of_day = gift.given_on == day
    wanted = (
        select(gift.id)
        .where(
            gift.campaign_id == campaign_id,
            gift.deleted_at.is_(None),
            of_day | gift.id.in_(sorted(also)) if also else of_day,
        )
        .order_by(gift.id)
    )
    return list(connection.scalars(wanted))


def _lines(
    connection: Connection, office: Office, keys: Sequence[int]
) -> tuple[Line, ...]:
    register = office.register(REGISTER)
    columns = [register.all_columns[key] for key in SHOWN]
    found = lists.rows(connection, office.view(register), columns, keys)
    return tuple(_line(columns, key, found[key]) for key in keys if key in found)


def _line(columns: Sequence[AnyColumn], key: int, row: Sequence[Any]) -> Line:
    told = {
        column.key: column.kind.show(value)
        for column, value in zip(columns, row, strict=True)
    }
    goods = " ".join(
        filter(None, (told["goods"], told["spec"], told["quantity"] + told["measure"]))
    )
    if told["estimate"]:
        goods = f"{goods}，估值 {told['estimate']}"
    return Line(
        key,
        told["name"] or NOBODY,
        told["unit_id"],
        told["people"],
        told["amount"] if row[SHOWN.index("amount")] else "",
        told["way"],
        told["note"],
        told["donor"],
        told["state"],
        told["voucher"],
        goods,
    )
