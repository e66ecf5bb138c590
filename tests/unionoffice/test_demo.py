"""The demonstration, once from beginning to end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.offices import TODAY, opened, plan_of, shown
from unionoffice.catalogue import PAPERS, REGISTERS
from unionoffice.clock import stopped
from unionoffice.demo import UNION, Demo, run_demo
from unionoffice.errors import Refused
from unionoffice.office import Office
from unionoffice.paths import store_file


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Demo:
    out = tmp_path_factory.mktemp("demo") / "deep" / "out"
    return run_demo(out, say=said.append, clock=stopped(TODAY))


@pytest.fixture
def desk(demo: Demo) -> Iterator[Office]:
    office = opened(store_file(demo.folder))
    yield office
    office.close()


def test_one_of_every_paper_is_printed_and_can_be_read(demo: Demo) -> None:
    assert [path.stem for path in demo.papers] == [job.title for job in PAPERS]
    for path in demo.papers:
        pdf = pypdfium2.PdfDocument(path)
        assert pdf[0].get_textpage().get_text_bounded().strip()
        pdf.close()


def test_every_register_is_exported_and_comes_back_without_a_change(
    demo: Demo, desk: Office
) -> None:
    for register in REGISTERS:
        path = demo.papers[0].parent / f"{register.title}.xlsx"
        assert path in demo.workbooks
        if register.locked:
            continue
        counts = plan_of(desk, path, register.key).counts
        assert {str(state) for state, count in counts.items() if count} == {"same"}


def test_the_month_leaves_something_in_every_register(desk: Office) -> None:
    assert all(desk.ids(desk.view(register)) for register in desk)
    kinds = {row[0] for row in shown(desk, "events", "kind")}
    assert {"joined", "applied", "transferred_out", "reserved", "noted"} <= kinds


def test_the_roster_on_paper_names_everybody_in_the_union(
    demo: Demo, desk: Office
) -> None:
    pdf = pypdfium2.PdfDocument(demo.papers[0])
    pages = [pdf[number] for number in range(len(pdf))]
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    pdf.close()
    rows = shown(desk, "members", "name", "state")
    inside = [name for name, state in rows if state in {"20", "21"}]
    assert [name for name in inside if name not in text] == []


def test_it_says_what_it_does_in_sentences(demo: Demo, said: list[str]) -> None:
    assert said == demo.sentences
    assert any(line.startswith("导入会员（会员花名册.xlsx）：新增") for line in said)
    assert UNION in said[0]


def test_what_it_did_can_be_told_to_a_script(demo: Demo) -> None:
    told = json.loads(json.dumps(demo.said))
    assert all(Path(path).is_file() for path in told["papers"] + told["workbooks"])
    assert store_file(Path(told["data"])).is_file()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="不能建立文件夹"):
        run_demo(tmp_path / "file" / "out", say=lambda _line: None)
