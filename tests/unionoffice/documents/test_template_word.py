"""Word templates of the office: taken in, looked through, filled in for people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from db.vocabulary import TemplateKind
from tests.offices import new
from tests.unionoffice.documents.templates.test_word_file import word
from unionoffice.documents.template_word import (
    copy_out,
    file_name,
    take_word_file,
    word_bytes,
    word_content,
    write_word,
)
from unionoffice.documents.templates import store
from unionoffice.documents.templates.store import Written
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office
from unionoffice.progress import Cancelled

LETTER = Written("函", register="members")


def taken(office: Office, *lines: str) -> Written:
    take_word_file(office, LETTER, word(*lines), "新建")
    return store.template(office, "函")


def test_a_word_file_becomes_a_template(office: Office) -> None:
    written = taken(office, "{{姓名}}同志：")
    assert written.kind is TemplateKind.WORD
    assert word_bytes(office, written).startswith(b"PK")


def test_its_fields_are_listed_and_its_faults_told(office: Office) -> None:
    found = word_content(office, taken(office, "{{姓名}}{{姓明}}", "｛｛今天｝｝"))
    assert found.fields == ("姓名", "姓明")
    assert found.known == {"姓名"}
    sentences = " ".join(fault.sentence for fault in found.faults)
    assert "没有“姓明”这个字段" in sentences
    assert "半角" in sentences


def test_a_newer_file_is_a_new_version_and_the_old_one_can_be_put_back(
    office: Office,
) -> None:
    first = taken(office, "一")
    take_word_file(office, first, word("二"), "换成新文件")
    again = store.template(office, "函")
    assert "二" in word_content(office, again).text
    store.put_back(office, again, 1)
    assert store.template(office, "函").digest == first.digest


def test_what_is_no_word_file_is_refused_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(Refused, match=r"不是 \.docx 文件"):
        take_word_file(office, LETTER, b"no", "新建")
    assert store.own(office) == []


def test_a_taken_name_is_refused_before_the_file_is_kept(office: Office) -> None:
    taken(office, "一")
    with pytest.raises(InvalidInput, match="已经有名为"):
        take_word_file(office, LETTER, word("别的文件"), "新建")
    files = list((office.store.folder / "files").rglob("*"))
    assert sum(path.is_file() for path in files) == 1


def test_everybody_meant_gets_a_page_of_one_file(
    office: Office, tmp_path: Path
) -> None:
    keys = [new(office, "members", name=name) for name in ("张三", "李四")]
    written = taken(office, "{{姓名}}同志：")
    assert write_word(office, written, keys, tmp_path / "函.docx") == 2
    lines = [p.text for p in docx.Document(str(tmp_path / "函.docx")).paragraphs]
    assert [line for line in lines if line.strip()] == ["张三同志：", "李四同志："]


def test_a_wrong_field_is_told_with_what_it_may_mean(
    office: Office, tmp_path: Path
) -> None:
    keys = [new(office, "members", name="张三")]
    written = taken(office, "{{手机}}")
    with pytest.raises(Refused, match="没有“手机”这个字段，是不是“手机号”"):
        write_word(office, written, keys, tmp_path / "函.docx")
    assert not (tmp_path / "函.docx").exists()


class Stopping:
    """Somebody who stops the work at the first chance."""

    def report(self, fraction: float, words: str) -> None:
        raise Cancelled

    def check(self) -> None:
        raise Cancelled


def test_work_that_is_stopped_leaves_no_file(office: Office, tmp_path: Path) -> None:
    keys = [new(office, "members", name=name) for name in ("张三", "李四")]
    written = taken(office, "{{姓名}}")
    with pytest.raises(Cancelled):
        write_word(office, written, keys, tmp_path / "函.docx", Stopping())
    assert list(tmp_path.glob("*.docx")) == []


def test_a_text_template_has_no_word_file(office: Office) -> None:
    with pytest.raises(Refused, match="不是 Word 模板"):
        word_bytes(office, replace(LETTER, body="一"))


def test_a_copy_to_edit_never_takes_the_place_of_another_file(tmp_path: Path) -> None:
    folder = tmp_path / "模板文件"
    first = copy_out(b"one", folder, "函")
    assert copy_out(b"one", folder, "函") == first
    second = copy_out(b"two", folder, "函")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert second.name == "函（2）.docx"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="不能建立文件夹"):
        copy_out(b"one", tmp_path / "file" / "x", "函")


@pytest.mark.parametrize(
    ("words", "name"), [("慰问信", "慰问信"), ('a/b:c"', "a_b_c_"), (" . ", "模板")]
)
def test_a_name_becomes_the_name_of_a_file(words: str, name: str) -> None:
    assert file_name(words) == name
