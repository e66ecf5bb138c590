"""The main job on sample data in a throwaway store: import, a month's work, papers.

Nothing here knows an area by name: what is imported, done and printed stands in the
catalogue.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionoffice.catalogue import MONTHS, PAPERS, REGISTERS, ROSTERS
from unionoffice.errors import Refused
from unionoffice.members.founding import set_up_units
from unionoffice.office import Office
from unionoffice.paths import store_file
from unionoffice.printing import Request, print_to
from unionoffice.sheets.reading.read import read_workbook
from unionoffice.sheets.writing.export import export

if TYPE_CHECKING:
    from collections.abc import Callable

    from unionoffice.clock import Clock
    from unionoffice.printing import PaperJob

UNION = "某矿工会"


@dataclass(slots=True)
class Demo:
    """What the demonstration did.

    Attributes:
        folder: the data folder of its store, to open a window on.
        papers: the PDF files, one of each paper.
        workbooks: the spreadsheets: every register, and papers that are figures.
        sentences: what was said on the way.
    """

    folder: Path
    papers: list[Path] = field(default_factory=list)
    workbooks: list[Path] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    @property
    def said(self) -> dict[str, Any]:
        """The same as one JSON object."""
        return {
            "data": str(self.folder),
            "papers": [str(path) for path in self.papers],
            "workbooks": [str(path) for path in self.workbooks],
            "did": self.sentences,
        }


def run_demo(
    out: Path, *, say: Callable[[str], None], clock: Clock | None = None
) -> Demo:
    """Found an office in a temporary folder, do a month's work, print everything.

    Args:
        out: the folder for papers and spreadsheets; made if need be.
        say: told each step in a sentence.
        clock: which day it is; the present one if not given.

    Raises:
        Refused: `out` cannot be written to, or the sample cannot be read.
    """
    _make(out)
    done = Demo(Path(tempfile.mkdtemp(prefix="unionoffice-demo-")))

    def tell(sentence: str) -> None:
        done.sentences.append(sentence)
        say(sentence)

    path = store_file(done.folder)
    office = Office.found(path, REGISTERS, union_name=UNION, clock=clock)
    try:
        set_up_units(office, UNION)
        tell(f"建立{UNION}的演示数据：{done.folder}")
        for key, file in ROSTERS:
            _import(office, key, file, tell)
        for month in MONTHS:
            month(office, tell)
        for job in PAPERS:
            _print(office, job, out, done, tell)
        _export(office, out, done)
    finally:
        office.close()
    tell(f"共打印 {len(done.papers)} 种，导出 {len(done.workbooks)} 个表格：{out}")
    return done


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(f"不能建立文件夹“{folder}”：{problem.strerror}。") from problem


def _import(office: Office, key: str, file: Path, tell: Callable[[str], None]) -> None:
    register = office.register(key)
    plan = office.plan(register, read_workbook(file))
    office.apply(plan)
    tell(f"导入{register.title}（{file.name}）：{plan.sentence()}")


def _print(
    office: Office,
    job: PaperJob,
    out: Path,
    done: Demo,
    tell: Callable[[str], None],
) -> None:
    request = Request(office.clock.today())
    path = out / f"{job.title}.pdf"
    pages = print_to(office, job, request, path)
    done.papers.append(path)
    tell(f"打印{job.title}：{pages} 页")
    if job.sheets is not None:
        workbook = path.with_suffix(".xlsx")
        print_to(office, job, request, workbook)
        done.workbooks.append(workbook)


def _export(office: Office, out: Path, done: Demo) -> None:
    for register in office:
        path = out / f"{register.title}.xlsx"
        with office.reading() as connection:
            export(connection, office.view(register), path)
        done.workbooks.append(path)
