"""The jobs of the command line, each a function from its arguments to an answer.

An answer is what `--json` prints and the lines a person reads; nothing here prints.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from unionoffice import demo as demonstration
from unionoffice import samples
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.commands.answer import (
    Answer,
    filtered,
    opened,
    settings,
    settings_in,
)
from unionoffice.errors import Refused
from unionoffice.members.find import find_people
from unionoffice.members.founding import set_up_units
from unionoffice.office import Office
from unionoffice.paths import data_folder, store_file
from unionoffice.printing import Request, print_to, save_as
from unionoffice.sheets.writing.export import export as export_sheet

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from unionoffice.printing import PaperJob
    from unionoffice.register.column import AnyColumn
    from unionoffice.register.register import Register
    from unionoffice.register.view import View

SHOWN_ROWS = 50


def init(arguments: Namespace) -> Answer:
    """A new, empty store with the mine as root of its units."""
    path = store_file(data_folder(arguments.data))
    office = Office.found(path, REGISTERS, union_name=arguments.name)
    try:
        set_up_units(office, arguments.name)
    finally:
        office.close()
    return Answer({"store": str(path)}, (f"已为“{arguments.name}”建立数据：{path}",))


def registers(_arguments: Namespace) -> Answer:
    """What registers there are."""
    said = [{"key": item.key, "title": item.title} for item in REGISTERS]
    return Answer(said, tuple(f"{item.key:<21}{item.title}" for item in REGISTERS))


def papers(_arguments: Namespace) -> Answer:
    """What papers there are, with what can be set on each."""
    said = [
        {
            "key": item.key,
            "title": item.title,
            "register": item.register,
            "settings": {one.name: one.label for one in item.settings},
        }
        for item in PAPERS
    ]
    return Answer(said, tuple(f"{item.key:<25}{item.title}" for item in PAPERS))


def export(arguments: Namespace) -> Answer:
    """Write a register to a spreadsheet."""
    with opened(arguments) as office:
        register = office.register(arguments.register)
        view = filtered(office, register, arguments.where)
        columns = () if arguments.all_columns else _columns(register, arguments.columns)
        with office.reading() as connection:
            count = export_sheet(connection, view, arguments.out, columns)
    said = {"rows": count, "file": str(arguments.out)}
    return Answer(said, (f"已导出 {count} 条到 {arguments.out}",))


def find(arguments: Namespace) -> Answer:
    """People, best first."""
    with opened(arguments) as office:
        people = find_people(office, arguments.text, arguments.limit)
    said = [
        {key: value for key, value in asdict(item).items() if key != "person_id"}
        for item in people
    ]
    lines = tuple(
        f"{item.name}\t{item.unit}\t证件尾号 {item.id_tail}\t手机尾号 {item.phone_tail}"
        for item in people
    )
    return Answer(said, lines or ("没有找到。",))


def rows(arguments: Namespace) -> Answer:
    """The list of a register, filtered."""
    with opened(arguments) as office:
        register = office.register(arguments.register)
        view = filtered(office, register, arguments.where)
        keys = office.ids(view)
        total = len(keys)
        keys = keys if arguments.limit is None else keys[: arguments.limit]
        said = list(_objects(office, view, keys)) if arguments.json else None
        columns = register.columns
        shown = office.rows(view, columns, keys[:SHOWN_ROWS])
    lines = ["\t".join(column.label for column in columns)]
    lines += [
        "\t".join(
            _words(column, value) for column, value in zip(columns, row, strict=True)
        )
        for row in shown
    ]
    return Answer(said, (*lines, f"共 {total} 条"))


def print_(arguments: Namespace) -> Answer:
    """A paper as PDF or Word file; what is set one by one goes before the JSON."""
    job = next((item for item in PAPERS if item.key == arguments.paper), None)
    if job is None:
        known = "、".join(f"{item.key}（{item.title}）" for item in PAPERS)
        sentence = f"没有名为“{arguments.paper}”的纸件。现有：{known}。"
        raise Refused(sentence)
    told = settings_in(arguments.content) if arguments.content else {}
    told |= settings(arguments.set)
    with opened(arguments) as office:
        ids = _asked_for(office, job, arguments.where) if arguments.where else None
        request = Request(ids=ids, settings=told, day=office.clock.today())
        said: dict[str, Any] = {"file": str(arguments.out)}
        if arguments.out.suffix.lower() == ".xlsx":
            said["pages"] = print_to(office, job, request, arguments.out)
        else:
            left = save_as(office, job, request, arguments.out)
            said |= {"pages": left.pages, "number": left.number}
    number = f"，编号 {said['number']}" if "number" in said else ""
    line = f"{job.title}：{said['pages']} 页{number}，{arguments.out}"
    return Answer(said, (line,))


def sample(arguments: Namespace) -> Answer:
    """Fill a new store with believable people."""
    path = store_file(data_folder(arguments.data))
    office = Office.found(path, REGISTERS, union_name="青石岭煤矿工会")
    try:
        samples.fill(office, arguments.people, arguments.seed)
        count = len(office.ids(office.view(office.register("members"))))
    finally:
        office.close()
    said = {"store": str(path), "people": count}
    return Answer(said, (f"已建立 {count} 人的样例数据：{path}",))


def check(arguments: Namespace) -> Answer:
    """Integrity of the store, its trail, its index and the declarations."""
    with opened(arguments) as office:
        problems = office.problems()
    lines = tuple(problems) or ("没有发现问题。",)
    return Answer({"ok": not problems, "problems": problems}, lines, ok=not problems)


def demo(arguments: Namespace, say: Callable[[str], None]) -> demonstration.Demo:
    """The main job on sample data in a throwaway store."""
    return demonstration.run_demo(arguments.out, say=say)


def _asked_for(office: Office, job: PaperJob, wheres: Sequence[str]) -> tuple[int, ...]:
    """The records that a paper shall show; a paper of none would be a blank one."""
    if job.register is None:
        raise Refused(f"“{job.title}”不按台账记录打印，不能用 --where 选择。")
    register = office.register(job.register)
    ids = tuple(office.ids(filtered(office, register, wheres)))
    if not ids:
        raise Refused(f"没有符合条件的{register.noun}，没有打印。")
    return ids


def _columns(register: Register, told: str) -> tuple[AnyColumn, ...]:
    """The columns that were named with --columns, else those of the list.

    A hidden key leads the rows back to their records, whatever the columns are.

    Raises:
        Refused: there is no such column; the sentence names those there are.
    """
    names = [name for name in re.split("[,，、]", told) if name.strip()]
    if not names:
        return register.columns
    found = [register.column(name.strip()) for name in names]
    columns = tuple(column for column in found if column is not None)
    if len(columns) < len(found):
        known = "、".join(column.label for column in register.all_columns.values())
        raise Refused(
            f"没有“{names[found.index(None)].strip()}”这一栏，有的是：{known}。"
        )
    return columns


def _objects(
    office: Office, view: View, keys: list[int]
) -> Iterator[dict[str, str | None]]:
    columns = list(view.register.all_columns.values())
    uids = office.uids(view.register, keys)
    for key, row in zip(keys, office.rows(view, columns, keys), strict=True):
        shown: dict[str, str | None] = {"uid": uids[key]}
        for column, value in zip(columns, row, strict=True):
            shown[column.key] = None if value is None else _words(column, value)
        yield shown


def _words(column: Any, value: Any) -> str:  # noqa: ANN401  any column, any value
    return str(column.kind.show(value))
