"""What can be done with a paper in the ledger: look at it, print it again, void it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import PrintedPaper
from unionoffice.errors import Refused
from unionoffice.print_ledger import ledger
from unionoffice.register.action import FinishedPaper, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.vocabulary import PrintWay
    from unionoffice.office import Office
    from unionoffice.register.action import Outcome
    from unionoffice.register.changes import Changes


def look(office: Office, ids: Sequence[int]) -> FinishedPaper:
    """The action “查看原件”."""
    uid, number, void = _paper(office, ids)
    mark = "（已作废）" if void else ""
    return FinishedPaper(f"{number}{mark}", ledger.exact(office, uid))


def ask_why_again(office: Office, ids: Sequence[int]) -> Question:
    """The action “补打”: asks for the reason, then shows the sheets to be handed out.

    It is counted when they are printed or kept, with the copies that were made.

    Raises:
        Refused: the paper is void.
    """
    uid, number, void = _paper(office, ids)
    if void:
        raise Refused(f"“{number}”已经作废，不能补打。")

    def show_again(reason: str) -> Outcome:
        wanted = ledger.checked_reason(reason)

        def hand_out(
            way: PrintWay,
            copies: int = 1,
            printer: str | None = None,
            deliver: Callable[[bytes], None] | None = None,
        ) -> tuple[bytes, Changes]:
            left = ledger.print_again(
                office, uid, way, copies, wanted, printer=printer, deliver=deliver
            )
            return left.pdf, left.changes

        pdf = ledger.as_printed_again(office, uid)
        return FinishedPaper(f"{number}　补打", pdf, hand_out)

    more = "每页会标明“补打”、次数和日期，并登记在册。"
    return Question(f"为什么要补打“{number}”？", "补打", show_again, more)


def ask_why_void(office: Office, ids: Sequence[int]) -> Question:
    """The action “作废”: asks for the reason.

    Raises:
        Refused: the paper is void already.
    """
    uid, number, void = _paper(office, ids)
    if void:
        raise Refused(f"“{number}”已经作废过了。")
    more = "编号和存底保留，以后不能再补打，也不能撤销。"
    return Question(
        f"为什么要作废“{number}”？",
        "作废",
        lambda reason: ledger.void(office, uid, reason),
        more,
    )


def _paper(office: Office, ids: Sequence[int]) -> tuple[str, str, bool]:
    """Uid and number of the paper chosen, and whether it is void."""
    paper = PrintedPaper
    wanted = select(paper.uid, paper.number, paper.voided_at).where(paper.id == ids[0])
    with office.reading() as connection:
        uid, number, voided_at = connection.execute(wanted).one()
    return uid, number, voided_at is not None
