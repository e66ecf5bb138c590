"""Visits through the desk: what is offered, what is judged, what jobs write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from db.vocabulary import MemberState, VisitOccasion
from tests.offices import TODAY, copied, dump, edit, new, opened, value
from tests.unionoffice.hardship.aid_homes import household
from tests.unionoffice.hardship.visiting import (
    member,
    owes,
    ready,
    rule,
    unit,
    visits,
    warmth,
)
from unionoffice.errors import InvalidInput, Refused
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.hardship.visiting import rules as visit_rules
from unionoffice.idcard import make
from unionoffice.office import Office
from unionoffice.register.complaint import NotAccepted
from unionoffice.register.filter import Named, OneOf

WHY = VisitOccasion
ID = make("370825", date(1980, 5, 6), 7)


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Office]:
    office = ready(opened(copied(template, tmp_path)))
    yield office
    office.close()


def faults(office: Office, **values: Any) -> dict[str, str]:  # noqa: ANN401  any field
    """What the form would say of a new visit, by field; with its level."""
    draft = office.new_draft(office.register("visits"), values)
    _, found = office.complaints(draft)
    return {item.key: str(item.level) for item in found}


def test_person_occasion_and_amount_are_enough(desk: Office) -> None:
    team = unit(desk, "采煤一队")
    home = "矿区 3 栋 201"
    who = member(desk, "张三", id_number=ID, unit_id=team, address=home)
    changes = visit_jobs.quick(desk, who, WHY.HOSPITAL, 80_000, source="own")
    (row,) = visits(desk)
    assert row["visit_no"] == "2026-0001"
    assert (row["name"], row["id_number"]) == ("张三", ID)
    assert (row["place"], row["address"]) == ("采煤一队", home)
    assert (row["visited_on"], row["recipient"]) == (TODAY, "member")
    assert (row["form"], row["amount"], row["handler"]) == ("cash", 80_000, desk.who)
    assert "张三" in changes.sentence
    assert "800.00" in changes.sentence


def test_the_open_hardship_file_follows_and_none_is_needed(desk: Office) -> None:
    file = household(desk, "李大壮")
    (who,) = desk.ids(desk.view(desk.register("members")))
    visit_jobs.quick(desk, who, WHY.HARDSHIP, 50_000)
    visit_jobs.quick(desk, member(desk, "王五"), WHY.HARDSHIP, 50_000)
    assert [row["file_id"] for row in visits(desk)] == [file, None]


def test_a_closed_file_is_not_offered(desk: Office) -> None:
    household(desk, "李大壮", state="lifted")
    (who,) = desk.ids(desk.view(desk.register("members")))
    visit_jobs.quick(desk, who, WHY.HARDSHIP, 50_000)
    assert visits(desk)[0]["file_id"] is None


def test_gift_and_fund_are_offered_as_the_last_time(desk: Office) -> None:
    first, second = member(desk, "张三"), member(desk, "李四")
    rice: dict[str, Any] = {
        "goods": "大米",
        "quantity": 2,
        "unit_price": 6_050,
        "form": "goods",
    }
    visit_jobs.quick(desk, first, WHY.FESTIVAL, source="firm", **rice)
    visit_jobs.quick(desk, second, WHY.FESTIVAL)
    row = visits(desk)[1]
    assert {key: row[key] for key in rice} == rice
    assert (row["source"], row["amount"]) == ("firm", 0)
    with desk.reading() as connection:
        told = visit_jobs.offered(connection, second, WHY.FESTIVAL, TODAY)
    assert told["name"] == "李四"
    assert told["goods"] == "大米"


def test_the_usual_amount_of_the_rule_is_offered(desk: Office) -> None:
    rule(desk, "birthday", usual=30_000, allowed="goods", frequency="yearly")
    visit_jobs.quick(desk, member(desk, "张三"), WHY.BIRTHDAY, source="own")
    (row,) = visits(desk)
    assert (row["form"], row["amount"]) == ("voucher", 30_000)


def test_a_word_that_is_no_field_is_our_own_mistake(desk: Office) -> None:
    with pytest.raises(TypeError, match="money"):
        visit_jobs.quick(desk, member(desk, "张三"), WHY.OTHER, 100, money=1)


def test_somebody_else_chosen_in_the_form_brings_his_own_facts(desk: Office) -> None:
    team = unit(desk, "机电队")
    first = member(desk, "张三", unit_id=team, id_number=ID)
    second = member(desk, "李四")
    register = desk.register("visits")
    told = {"person_id": first, "occasion": "other", "form": "cash"}
    draft, _ = desk.complaints(desk.new_draft(register, told))
    assert draft.values["place"] == "机电队"
    draft, _ = desk.complaints(draft.with_values(person_id=second))
    assert draft.values["name"] == "李四"
    assert draft.values["place"] is draft.values["id_number"] is None


def test_numbers_of_a_year_have_no_gap(desk: Office) -> None:
    who = member(desk, "张三")
    for day in (date(2026, 1, 5), date(2025, 12, 1), date(2026, 1, 2)):
        visit_jobs.quick(desk, who, WHY.OTHER, 100, visited_on=day)
    gone = visit_jobs.quick(desk, who, WHY.OTHER, 100)
    desk.undo(gone.batch or "")
    visit_jobs.quick(desk, who, WHY.OTHER, 100)
    assert [row["visit_no"] for row in visits(desk)] == [
        *("2026-0001", "2025-0001", "2026-0002", "2026-0003")
    ]


def test_a_number_is_not_given_again_while_it_lies_in_the_bin(desk: Office) -> None:
    who = member(desk, "张三")
    visit_jobs.quick(desk, who, WHY.OTHER, 100)
    desk.discard(desk.register("visits"), [visits(desk)[0]["id"]])
    visit_jobs.quick(desk, who, WHY.OTHER, 100)
    assert visits(desk)[0]["visit_no"] == "2026-0002"


def test_family_and_strangers_need_a_name(desk: Office) -> None:
    who = member(desk, "张三")
    told = {"occasion": "kin_death", "form": "cash", "person_id": who}
    assert faults(desk, **told, recipient="family")["name"] == "reject"
    named = faults(desk, **told, name="王桂兰", relation="妻子")
    assert "name" not in named
    assert faults(desk, occasion="other", form="cash")["person_id"] == "reject"
    assert "person_id" not in faults(desk, occasion="other", form="cash", name="王老师")


def test_who_is_visited_follows_from_what_is_filled_in(desk: Office) -> None:
    who = member(desk, "张三")
    register = desk.register("visits")
    for told, wanted in (
        ({"person_id": who}, "member"),
        ({"person_id": who, "name": "王桂兰", "relation": "妻子"}, "family"),
        ({"name": "王老师"}, "other"),
    ):
        draft = desk.new_draft(register, {"occasion": "other", "form": "cash", **told})
        filled, _ = desk.complaints(draft)
        assert filled.values["recipient"] == wanted
        assert filled.values["name"] == told.get("name", "张三")


@pytest.mark.parametrize(("reason", "level"), [(None, "reject"), ("主席批准", "warn")])
def test_over_the_limit_a_reason_is_needed(
    desk: Office, reason: str | None, level: str
) -> None:
    rule(desk, "hospital", each_limit=100_000)
    who = member(desk, "张三")
    told = {"person_id": who, "occasion": "hospital", "form": "cash", "source": "own"}
    told |= {"visited_on": TODAY, "over_reason": reason}
    assert faults(desk, **told, amount=100_001)["amount"] == level
    assert "amount" not in faults(desk, **told, amount=100_000)


def test_goods_count_like_money(desk: Office) -> None:
    rule(desk, "hospital", each_limit=100_000)
    told = {"person_id": member(desk, "张三"), "occasion": "hospital", "form": "cash"}
    told |= {"visited_on": TODAY, "amount": 90_000, "goods": "水果", "quantity": 2}
    assert faults(desk, **told, unit_price=5_001)["amount"] == "reject"
    assert "amount" not in faults(desk, **told, unit_price=5_000)


def test_a_visit_is_judged_by_the_rule_of_its_day(desk: Office) -> None:
    rule(desk, "hospital", each_limit=100_000)
    rule(desk, "hospital", each_limit=200_000, effective_on=date(2026, 1, 1))
    told = {"person_id": member(desk, "张三"), "occasion": "hospital", "form": "cash"}
    told["amount"] = 150_000
    assert "amount" in faults(desk, **told, visited_on=date(2025, 12, 31))
    assert "amount" not in faults(desk, **told, visited_on=date(2026, 1, 1))
    assert "amount" not in faults(desk, **told, visited_on=date(2019, 12, 31))


def test_a_rule_that_is_edited_changes_no_old_visit(desk: Office) -> None:
    key = rule(desk, "hospital", each_limit=100_000)
    visit_jobs.quick(desk, member(desk, "张三"), WHY.HOSPITAL, 100_000, source="own")
    edit(desk, "visit-rules", key, each_limit=50_000)
    (row,) = visits(desk)
    edit(desk, "visits", row["id"], note="补充材料")
    assert visits(desk)[0]["note"] == "补充材料"
    assert value(desk, "visits", row["id"], "over") is False
    with pytest.raises(NotAccepted, match=r"每次不超过 500\.00 元"):
        edit(desk, "visits", row["id"], amount=90_000)


def test_an_old_visit_is_judged_without_itself(desk: Office) -> None:
    rule(desk, "birthday", frequency="yearly")
    who = member(desk, "张三")
    visit_jobs.quick(desk, who, WHY.BIRTHDAY, 100, source="own")
    edit(desk, "visits", visits(desk)[0]["id"], amount=200)
    with pytest.raises(NotAccepted, match="每年只慰问一次"):
        visit_jobs.quick(desk, who, WHY.BIRTHDAY, 100, source="own")


def test_nothing_counts_before_it_is_made(desk: Office) -> None:
    rule(desk, "birthday", frequency="yearly")
    who = member(desk, "张三")
    for _ in range(2):
        visit_jobs.quick(desk, who, WHY.BIRTHDAY, 100, source="own", visited_on=None)
    one, two = (row["id"] for row in visits(desk))
    assert [row["visit_no"] for row in visits(desk)] == [None, None]
    visit_jobs.made(desk, [one], TODAY)
    assert visits(desk)[0]["visit_no"] == "2026-0001"
    with pytest.raises(Refused, match="每年只慰问一次"):
        visit_jobs.made(desk, [two], TODAY)
    visit_jobs.made(desk, [two], TODAY, over_reason="补发")
    assert [row["over_reason"] for row in visits(desk)] == [None, "补发"]


def test_the_reason_is_kept_only_where_it_is_needed(desk: Office) -> None:
    rule(desk, "other", each_limit=1_000)
    for name, amount in (("张三", 900), ("李四", 1_100)):
        who = member(desk, name)
        visit_jobs.quick(
            desk, who, WHY.OTHER, amount, visited_on=None, over_reason=None
        )
    visit_jobs.made(
        desk, [row["id"] for row in visits(desk)], TODAY, over_reason="会议定"
    )
    assert [row["over_reason"] for row in visits(desk)] == [None, "会议定"]


def test_who_owes_six_months_or_is_reserved_has_no_part_in_welfare(
    desk: Office,
) -> None:
    rule(desk, "festival", payers_only=True)
    told = {"occasion": "festival", "form": "goods", "visited_on": TODAY}
    for months, wanted in ((5, False), (6, True)):
        who = member(desk, f"欠{months}")
        owes(desk, who, months, TODAY)
        assert ("person_id" in faults(desk, **told, person_id=who)) is wanted
    away = member(desk, "王五")
    day = date(2026, 1, 5)
    new(desk, "events", person_id=away, kind="reserved", happened_on=day)
    assert value(desk, "members", away, "state") == MemberState.RESERVED
    assert faults(desk, **told, person_id=away)["person_id"] == "reject"
    before = {**told, "visited_on": date(2026, 1, 4)}
    assert "person_id" not in faults(desk, **before, person_id=away)


def test_the_warmth_fund_has_its_own_ceilings(desk: Office) -> None:
    warmth(desk, 300_000, 600_000)
    who = member(desk, "张三")
    for amount in (300_000, 250_000):
        visit_jobs.quick(desk, who, WHY.HARDSHIP, amount, source="superior")
    with pytest.raises(NotAccepted, match=r"送温暖每人每年不超过 6,000\.00 元"):
        visit_jobs.quick(desk, who, WHY.HARSH_WORK, 50_001, source="own")
    visit_jobs.quick(desk, who, WHY.HARSH_WORK, 50_000, source="own")
    assert sum(row["amount"] for row in visits(desk)) == 600_000


def test_a_proxy_leaves_a_trace(desk: Office) -> None:
    who = member(desk, "张三")
    visit_jobs.quick(desk, who, WHY.OTHER, 100)
    (key,) = (row["id"] for row in visits(desk))
    for told in (
        {"signer": "王桂兰", "relation": "妻子"},
        {"signer": "王桂兰", "reason": "住院"},
        {"relation": "妻子", "reason": "住院"},
    ):
        with pytest.raises(InvalidInput, match="代领须填写"):
            visit_jobs.sign(desk, [key], TODAY, **told)
    visit_jobs.sign(
        desk, [key], TODAY, signer="王桂兰", relation="妻子", reason="本人住院"
    )
    (row,) = visits(desk)
    assert (row["signer"], row["proxy_reason"]) == ("王桂兰", "本人住院")
    with pytest.raises(Refused, match="都已签收"):
        visit_jobs.sign(desk, [key], TODAY)
    visit_jobs.unsign(desk, [key])
    visit_jobs.sign(desk, [key], TODAY)
    assert visits(desk)[0]["signer"] == "张三"
    with pytest.raises(Refused, match="都没有签收"):
        visit_jobs.unsign(desk, [_unsigned(desk, who)])


def _unsigned(office: Office, who: int) -> int:
    (key,) = visit_jobs.quick(office, who, WHY.OTHER, 100).in_table("visit")
    return key


def test_nobody_signs_for_what_was_not_brought_yet(desk: Office) -> None:
    visit_jobs.quick(desk, member(desk, "张三"), WHY.OTHER, 100, visited_on=None)
    with pytest.raises(Refused, match="还没有慰问，不能签收：张三"):
        visit_jobs.sign(desk, [visits(desk)[0]["id"]], TODAY)


def picture(colour: str) -> bytes:
    kept = BytesIO()
    Image.new("RGB", (8, 8), colour).save(kept, "PNG")
    return kept.getvalue()


def test_photos_are_added_and_taken_off_and_can_come_back(desk: Office) -> None:
    key = _unsigned(desk, member(desk, "张三"))
    before = dump(desk.store.folder / "office.db")
    added = visit_jobs.add_photo(desk, key, picture("red"), "走访.png", "在病房")
    with pytest.raises(Refused, match="已经在"):
        visit_jobs.add_photo(desk, key, picture("red"), "又一张.png")
    with pytest.raises(Refused, match="不是能识别的照片"):
        visit_jobs.add_photo(desk, key, b"no picture", "假.png")
    with desk.reading() as connection:
        (photo,) = visit_jobs.photos(connection, key)
    assert photo.words == "在病房"
    assert desk.load_file(photo.picture) == picture("red")
    removed = visit_jobs.remove_photo(desk, photo.photo_id)
    with desk.reading() as connection:
        assert visit_jobs.photos(connection, key) == []
    desk.undo(removed.batch or "")
    with desk.reading() as connection:
        assert visit_jobs.photos(connection, key) == [photo]
    desk.undo(added.batch or "")
    assert dump(desk.store.folder / "office.db") == before


def test_the_ready_made_filters_show_what_they_say(desk: Office) -> None:
    who = member(desk, "张三")
    rule(desk, "other", each_limit=1_000)
    visit_jobs.quick(desk, who, WHY.OTHER, 100, visited_on=date(2025, 6, 1))
    visit_jobs.quick(desk, who, WHY.HOSPITAL, 100, visited_on=None)
    visit_jobs.quick(desk, who, WHY.OTHER, 2_000, over_reason="批准")
    old, waiting, over = (row["id"] for row in visits(desk))
    visit_jobs.sign(desk, [old], TODAY)
    register = desk.register("visits")
    view = desk.view(register)
    shown = {
        item.key: desk.ids(view.with_condition(item.of()))
        for item in register.filters
        if isinstance(item, Named)
    }
    assert shown == {
        "this_year": [over],
        "pending": [waiting],
        "unsigned": [over],
        "over_limit": [over],
        "in_hospital": [waiting],
    }
    assert desk.totals(view) == {"amount": 2_200, "goods_value": 0, "value": 2_200}


def test_visits_are_chosen_by_the_unit_of_the_visited(desk: Office) -> None:
    team = unit(desk, "采煤一队")
    for name, place in (("张三", team), ("李四", None)):
        visit_jobs.quick(desk, member(desk, name, unit_id=place), WHY.OTHER, 100)
    register = desk.register("visits")
    (by_unit,) = (item for item in register.filters if item.key == "unit")
    assert isinstance(by_unit, OneOf)
    found = by_unit.of((team,), ("采煤一队",))
    ids = desk.ids(desk.view(register).with_condition(found))
    assert ids == [visits(desk)[0]["id"]]


def test_the_example_rules_are_loaded_once_and_say_what_they_are(
    desk: Office,
) -> None:
    told = visit_rules.load_examples(desk)
    assert "示例" in told.sentence
    before = dump(desk.store.folder / "office.db")
    assert "没有重复载入" in visit_rules.load_examples(desk).sentence
    assert dump(desk.store.folder / "office.db") == before
    with desk.reading() as connection:
        found = visit_rules.rule_on(connection, WHY.FESTIVAL, TODAY)
        assert visit_rules.rule_on(connection, WHY.FESTIVAL, date(2024, 1, 1)) is None
    assert found is not None
    assert found.year_limit == 220_000


def test_two_rules_of_one_day_are_refused(desk: Office) -> None:
    told = {"occasion": "wedding", "effective_on": TODAY}
    new(desk, "visit-rules", **told)
    with pytest.raises(NotAccepted, match="已经登记过"):
        new(desk, "visit-rules", **told)


def test_only_the_newest_rule_of_an_occasion_is_in_force(desk: Office) -> None:
    rule(desk, "wedding")
    now = rule(desk, "wedding", effective_on=date(2026, 1, 1))
    rule(desk, "wedding", effective_on=date(2027, 1, 1))
    register = desk.register("visit-rules")
    (in_force,) = (item for item in register.filters if item.key == "in_force")
    assert isinstance(in_force, Named)
    view = desk.view(register).with_condition(in_force.of())
    assert desk.ids(view) == [now]
