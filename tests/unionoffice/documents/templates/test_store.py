"""Templates are kept with every version, and come and go as files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.vocabulary import TemplateKind
from tests.offices import dump
from unionoffice.documents.templates import store
from unionoffice.documents.templates.fields import names
from unionoffice.documents.templates.language import faults
from unionoffice.documents.templates.store import Written
from unionoffice.errors import InvalidInput, Refused
from unionoffice.office import Office

LETTER = Written("谈话函", title="通知", body="{{姓名}}同志：", register="members")


def kept(office: Office, written: Written = LETTER) -> Written:
    store.save(office, written)
    return store.template(office, written.name)


def test_a_new_template_is_kept_as_its_first_version(office: Office) -> None:
    written = kept(office)
    assert written == replace(LETTER, uid=written.uid)
    assert [each.nth for each in store.versions(office, written.uid or "")] == [1]


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(office: Office) -> None:
    written = kept(office)
    store.save(office, replace(written, body="新的正文"))
    said = [(v.nth, v.body) for v in store.versions(office, written.uid or "")]
    assert said == [(2, "新的正文"), (1, "{{姓名}}同志：")]
    assert store.template(office, "谈话函").body == "新的正文"


def test_saving_the_same_again_writes_nothing(office: Office) -> None:
    written = kept(office)
    assert store.save(office, written).batch is None


def test_a_new_name_is_no_new_version(office: Office) -> None:
    written = kept(office)
    store.save(office, replace(written, name="座谈函"))
    assert len(store.versions(office, written.uid or "")) == 1
    assert [each.name for each in store.own(office)] == ["座谈函"]


def test_an_old_version_comes_back_as_the_newest(office: Office) -> None:
    written = kept(office)
    store.save(office, replace(written, body="二"))
    store.put_back(office, replace(written, body="二"), 1)
    bodies = [v.body for v in store.versions(office, written.uid or "")]
    assert bodies == ["{{姓名}}同志：", "二", "{{姓名}}同志："]


def test_a_version_that_never_was_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="没有第 9 版"):
        store.put_back(office, kept(office), 9)


def test_undo_takes_a_new_version_back_whole(office: Office) -> None:
    written = kept(office)
    before = dump(office.store.path)
    changes = store.save(office, replace(written, body="二"))
    office.undo(changes.batch or "")
    assert dump(office.store.path) == before


def test_a_discarded_template_is_gone_and_its_name_is_free(office: Office) -> None:
    store.discard(office, kept(office))
    assert store.own(office) == []
    kept(office)


def test_a_template_of_the_program_cannot_be_discarded(office: Office) -> None:
    with pytest.raises(Refused, match="不能删除"):
        store.discard(office, store.of_program()[0])


def test_the_own_template_goes_before_the_programs_of_the_same_name(
    office: Office,
) -> None:
    first = store.of_program()[0]
    store.save(office, replace(first, body="自己的"))
    assert store.template(office, first.name).body == "自己的"


@pytest.mark.parametrize("written", store.of_program(), ids=lambda each: each.name)
def test_the_programs_templates_have_no_faults(
    written: Written, office: Office
) -> None:
    known = names(office.register(written.register or ""))
    assert faults(written.title, known) + faults(written.body, known) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (replace(LETTER, name="  "), "请填写"),
        (replace(LETTER, name="名" * 101), "名称太长"),
        (replace(LETTER, title="名" * 201), "标题太长"),
        (replace(LETTER, body="字" * 20_001), "正文太长"),
    ],
)
def test_a_template_that_is_no_good_is_not_kept(
    written: Written, words: str, office: Office
) -> None:
    with pytest.raises(InvalidInput, match=words):
        store.save(office, written)
    assert store.own(office) == []


def test_two_templates_of_one_name_are_refused(office: Office) -> None:
    kept(office)
    with pytest.raises(InvalidInput, match="已经有名为"):
        store.save(office, replace(LETTER, body="别的"))


def test_a_template_that_is_not_there_is_refused_with_the_names_there_are(
    office: Office,
) -> None:
    with pytest.raises(Refused, match=r"没有名为“x”的模板。现有：.*入会欢迎信"):
        store.template(office, "x")


def test_a_template_goes_out_as_a_file_and_comes_in_again(office: Office) -> None:
    written = kept(office)
    file = store.exported(written)
    store.import_(office, file, "谈话函.json")
    assert [each.name for each in store.own(office)] == ["谈话函", "谈话函（2）"]
    again = store.template(office, "谈话函（2）")
    assert replace(again, name="谈话函", uid=written.uid) == written


def test_a_word_template_takes_its_file_along(office: Office) -> None:
    store.import_(
        office,
        store.exported(replace(LETTER, kind=TemplateKind.WORD), b"PK file"),
        "x.json",
    )
    digest = store.template(office, "谈话函").digest
    assert digest is not None
    assert office.load_file(digest) == b"PK file"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        '{"format": "工会办公模板"}'.encode(),
        store.exported(LETTER).replace(b'"text"', b'"sound"'),
        store.exported(LETTER).replace(b'"note": ""', b'"note": 5'),
        store.exported(LETTER).replace(b'"note"', b'"nonsense"'),
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_no_template_is_a_sentence(
    content: bytes, office: Office
) -> None:
    with pytest.raises(Refused, match=r"不是工会办公导出的模板|已损坏"):
        store.import_(office, content, "x.json")
    assert store.own(office) == []
