"""The commands of the print ledger: what left, print it again, void it, number it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from db.vocabulary import PrintWay
from unionoffice.catalogue import PAPERS
from unionoffice.clock import CHINA
from unionoffice.commands.answer import Answer, opened
from unionoffice.errors import Refused
from unionoffice.print_ledger import find, ledger, numbers
from unionoffice.print_ledger.delivery import handing_over

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.office import Office
    from unionoffice.print_ledger.find import PastPaper
    from unionoffice.print_ledger.numbers import Series


def printed(arguments: Namespace) -> Answer:
    """The papers that left last."""
    with opened(arguments) as office:
        papers = find.newest(office, arguments.limit)
    said = []
    for item in papers:
        voided = item.voided_at and item.voided_at.isoformat()
        times = {"left_at": item.left_at.isoformat(), "voided_at": voided}
        said.append({**asdict(item), **times})
    lines = tuple(map(_line, papers))
    return Answer(said, lines or ("还没有纸件出过门。",))


def reprint(arguments: Namespace) -> Answer:
    """A paper again, exactly as it left, marked as printed again."""
    if arguments.out.suffix.lower() != ".pdf":
        raise Refused(f"补打只能写成 PDF，“{arguments.out.name}”应以 .pdf 结尾。")
    with opened(arguments) as office, handing_over(arguments.out) as write:
        uid = find.uid_of(office, arguments.number)
        left = ledger.print_again(
            office, uid, PrintWay.PDF, reason=arguments.reason, deliver=write
        )
    said = {
        "file": str(arguments.out),
        "number": left.number,
        "pages": left.pages,
        "nth": left.nth,
    }
    line = f"{left.number} {left.title}：第 {left.nth - 1} 次补打，{arguments.out}"
    return Answer(said, (line,))


def void(arguments: Namespace) -> Answer:
    """A paper that no longer holds; its number stays taken."""
    with opened(arguments) as office:
        uid = find.uid_of(office, arguments.number)
        changes = ledger.void(office, uid, arguments.reason)
    said = {"number": arguments.number, "voided": True}
    return Answer(said, (changes.sentence,))


def series(arguments: Namespace) -> Answer:
    """How papers are numbered; changes one of the series if asked to."""
    with opened(arguments) as office:
        if arguments.set:
            _set_up(office, arguments)
        elif arguments.digits or arguments.first:
            raise Refused("--digits 和 --first 要和 --set 编号名=形式 一起用。")
        found = numbers.all_series(office, declared())
        today = office.clock.today()
        following = [numbers.next_number(office, item, today) for item in found]
    said = [
        {**asdict(item), "next": words}
        for item, words in zip(found, following, strict=True)
    ]
    lines = tuple(
        f"{item.key:<24}{item.form}　下一个：{words}"
        for item, words in zip(found, following, strict=True)
    )
    return Answer(said, lines)


def declared() -> list[Series]:
    """The series of all papers, each once."""
    return list({job.numbering.key: job.numbering for job in PAPERS}.values())


def _set_up(office: Office, arguments: Namespace) -> None:
    key, sign, form = arguments.set.partition("=")
    known = {item.key: item for item in numbers.all_series(office, declared())}
    if not sign or key.strip() not in known:
        sentence = f"--set 应写成“编号名=形式”，看不懂“{arguments.set}”。"
        raise Refused(f"{sentence}编号名见 series。")
    wanted = replace(known[key.strip()], form=form)
    digits, first = arguments.digits or wanted.digits, arguments.first or wanted.first
    wanted = replace(wanted, digits=digits, first=first)
    numbers.set_up(office, wanted, known.values())


def _line(item: PastPaper) -> str:
    at = f"{item.left_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    again = f"　补打 {item.times - 1} 次" if item.times > 1 else ""
    void = f"　已作废：{item.void_reason}" if item.voided_at else ""
    return f"{item.number}　{item.title}　{at}　{item.copies} 份{again}{void}"
