"""模板文书: a template filled in, one paper for each person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.documents.templates import fields, store
from unionoffice.documents.templates.merge import Filled, fill
from unionoffice.errors import Refused
from unionoffice.notice_settings import paragraphs
from unionoffice.paper.content import Bound
from unionoffice.paper.official.notice import Notice
from unionoffice.paper.official.style import SIMPLE
from unionoffice.paper.wall.letter import Letter
from unionoffice.printing import PaperJob, Request, Setting, chosen
from unionoffice.wall_sheet import DAY, SEALED, SIGNATURE, required

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from unionoffice.documents.templates.store import Written
    from unionoffice.office import Office
    from unionoffice.paper.content import Content

MEMBERS = "members"


def make(office: Office, request: Request) -> Content:
    """The template for everybody who was chosen; blank to be filled in if nobody was.

    Raises:
        Refused: there is no such template, it is a Word file, or it is wrong.
    """
    written = store.template(office, request.settings["template"])
    if written.digest is not None:
        raise Refused(f"“{written.name}”是 Word 模板，请用“生成 Word 文件”。")
    filled = fill(written, records(office, written, request))
    title = written.name
    return Bound(title, [content(written, each, request) for each in filled])


def records(
    office: Office, written: Written, request: Request
) -> Sequence[fields.Values]:
    """What the fields say for those a request means; one blank if it means nobody."""
    register = office.register(written.register or MEMBERS)
    if request.ids is None and request.view is None:
        return [fields.blank(register, office, request.day)]
    _, keys = chosen(office, register, request)
    return fields.of_records(office, register, keys, request.day)


def content(written: Written, filled: Filled, request: Request) -> Content:
    """A filled template in the style it is printed in."""
    make_content = STYLES.get(written.paper, _letter)
    return make_content(
        filled,
        required(request.settings["signature"], "署名"),
        request.day_of("day"),
        request.flag("sealed"),
    )


def _letter(filled: Filled, signature: str, day: date, sealed: bool) -> Content:
    recipients, lines = _addressed(filled.body)
    return Letter(
        filled.title,
        lines,
        signature,
        day,
        recipients=recipients,
        sealed=sealed,
    )


def _notice(filled: Filled, signature: str, day: date, sealed: bool) -> Content:
    recipients, lines = _addressed(filled.body)
    body = tuple(paragraphs("\n".join(lines)))
    return Notice(
        filled.title, recipients, body, signature, day, sealed=sealed, style=SIMPLE
    )


def _addressed(body: str) -> tuple[str, list[str]]:
    """A first line that ends with a colon is who it is to; the rest are paragraphs."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    if lines and lines[0].endswith(("：", ":")):
        return lines[0], lines[1:]
    return "", lines


STYLES: dict[str, Callable[[Filled, str, date, bool], Content]] = {
    "letter": _letter,
    "notice": _notice,
}
"""How a template may be printed, by what it keeps as its `paper`."""

STYLE_WORDS = {"letter": "书信", "notice": "通知"}

TEMPLATE = Setting(
    "template", "模板", "入会欢迎信", help="在“文书模板”中可以新建和修改"
)

PAPERS = (
    PaperJob(
        "from-template",
        "模板文书",
        MEMBERS,
        (TEMPLATE, SIGNATURE, DAY, SEALED),
        make,
    ),
)
