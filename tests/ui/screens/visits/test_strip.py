"""One visit in twenty seconds: few keys, everything offered, warned, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.vocabulary import VisitOccasion
from tests.offices import shown
from ui.screens.visits.room import VisitsRoom
from ui.screens.visits.waiting_list import WaitingList
from unionoffice.hardship.visiting import desk as visit_desk
from unionoffice.hardship.visiting import jobs as visit_jobs
from unionoffice.office import Office

Drain = Callable[[], None]
WANG, ZHAO, LI, SUN = range(4)
DAY = date(2026, 3, 16)


class Keyboard:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, drain: Drain) -> None:
        self.pressed = 0
        self._drain = drain

    def type(self, letters: str) -> None:
        for letter in letters:
            QTest.keyClicks(self._target(), letter)
            self.pressed += 1

    def enter(self) -> None:
        QTest.keyClick(self._target(), Qt.Key.Key_Return)
        self.pressed += 1
        self._drain()

    def _target(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def keys(drain: Drain) -> Keyboard:
    return Keyboard(drain)


def written(office: Office) -> list[tuple[object, ...]]:
    """Name, occasion, amount and day of every visit."""
    return shown(office, "visits", "name", "occasion", "amount", "visited_on")


def put(room: VisitsRoom, key: str, text: str) -> None:
    """Type into a field of the strip, as a person would."""
    editor = room.strip.editors[key]
    inner = editor.inner
    line = inner if isinstance(inner, QLineEdit) else inner.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)
    editor.commit()
    editor.left.emit()


def begin(room: VisitsRoom, person: int, name: str, occasion: str) -> None:
    """Choose a person and an occasion on the strip."""
    room.strip.occasion.set_occasion(occasion)
    room.strip.person.show_person(person, name)
    room.strip.person.person_chosen.emit(person, name)


def test_two_letters_enter_a_digit_and_enter_save_a_visit(
    room: VisitsRoom, office: Office, keys: Keyboard
) -> None:
    keys.type("wx")
    keys.enter()
    keys.type("2")
    keys.enter()
    assert written(office) == [("王秀英", "birthday", 30_000, DAY)]
    assert keys.pressed <= 6
    assert room.page.banner.sentence == "已登记慰问：王秀英，300.00 元。"


def test_the_next_person_needs_only_four_keys(
    room: VisitsRoom, office: Office, keys: Keyboard
) -> None:
    room.strip.occasion.set_occasion("birthday")
    keys.type("wx")
    keys.enter()
    keys.enter()
    first = keys.pressed
    keys.type("zd")
    keys.enter()
    keys.enter()
    assert keys.pressed - first == 4
    assert {row[0] for row in written(office)} == {"王秀英", "赵大勇"}
    assert room.strip.person.hasFocus()
    assert room.strip.occasion.occasion == "birthday"


def test_what_is_offered_is_seen_before_it_is_saved(
    room: VisitsRoom, people: list[int], drain: Drain
) -> None:
    begin(room, people[LI], "李建国", "hardship")
    drain()
    said = room.strip.facts.text()
    assert "机电队" in said
    assert "KN-2026-001" in said
    assert "2026-0001" in said
    assert room.strip.editors["visited_on"].value() == DAY


def test_another_amount_is_saved_in_place_of_the_offered_one(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain
) -> None:
    begin(room, people[ZHAO], "赵大勇", "birthday")
    drain()
    put(room, "amount", "260.50")
    drain()
    room.strip.save()
    drain()
    assert written(office) == [("赵大勇", "birthday", 26_050, DAY)]


def test_a_limit_is_said_with_its_figures_and_asks_for_a_reason(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain
) -> None:
    begin(room, people[ZHAO], "赵大勇", "wedding")
    put(room, "amount", "2500")
    drain()
    strip = room.strip
    assert "2,500.00" in strip.warning.text()
    assert "超出 500.00 元" in strip.warning.text()
    strip.save()
    drain()
    assert written(office) == []
    assert strip.boxes["over_reason"].isVisible()
    assert strip.editors["over_reason"].inner.hasFocus()
    put(room, "over_reason", "上级批准")
    strip.save()
    drain()
    assert written(office) == [("赵大勇", "wedding", 250_000, DAY)]


def test_once_a_year_is_said_with_the_day_of_the_first_visit(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain
) -> None:
    first = date(2026, 2, 3)
    visit_jobs.quick(office, people[WANG], "birthday", visited_on=first)
    begin(room, people[WANG], "王秀英", "birthday")
    drain()
    assert "2026-02-03 已经慰问过" in room.strip.warning.text()
    assert room.strip.before.text() == "本年已慰问：02-03 生日 300.00 元"


def test_help_to_the_same_household_is_shown_before_saving(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain
) -> None:
    told = {"visited_on": date(2026, 1, 20), "source": "own"}
    visit_jobs.quick(office, people[LI], "hardship", 50_000, **told)
    begin(room, people[LI], "李建国", "hardship")
    drain()
    assert "本年已于 2026-01-20 受过 慰问：困难慰问" in room.strip.warning.text()


def test_undo_in_the_banner_takes_the_visit_and_its_photo_back(
    room: VisitsRoom,
    office: Office,
    people: list[int],
    drain: Drain,
    photo: Path,
) -> None:
    room.strip.take_files([photo])
    begin(room, people[WANG], "王秀英", "birthday")
    drain()
    room.strip.save()
    drain()
    ((key, *_),) = shown(office, "visits", "person_id")
    assert key is not None
    assert "附照片 1 张" in room.page.banner.sentence
    (undo,) = room.page.banner.buttons
    undo.click()
    drain()
    assert written(office) == []
    assert room.page.banner.sentence == "已撤销，刚才的慰问没有登记。"


def test_without_a_person_a_sentence_says_what_lacks(room: VisitsRoom) -> None:
    room.strip.save()
    assert "请先选择慰问对象" in room.strip.warning.text()
    assert room.strip.person.hasFocus()


def test_without_an_occasion_the_keyboard_goes_there(
    room: VisitsRoom, people: list[int], drain: Drain
) -> None:
    room.strip.person.show_person(people[WANG], "王秀英")
    room.strip.save()
    drain()
    assert room.strip.occasion.hasFocus()
    assert "慰问事由" in room.strip.warning.text()


def test_what_is_no_amount_is_said_and_not_saved(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain
) -> None:
    begin(room, people[WANG], "王秀英", "birthday")
    drain()
    put(room, "amount", "三百多")
    room.strip.save()
    drain()
    assert "慰问金：" in room.strip.warning.text()
    assert written(office) == []


def test_words_typed_over_a_name_forget_the_person(
    room: VisitsRoom, people: list[int], drain: Drain
) -> None:
    begin(room, people[WANG], "王秀英", "birthday")
    drain()
    assert room.unsaved()
    room.strip.person.setFocus()
    room.strip.person.selectAll()
    QTest.keyClicks(room.strip.person, "z")
    assert not room.strip.begun
    assert room.unsaved() == ""


def test_a_visit_still_to_be_made_is_made_and_not_written_twice(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain
) -> None:
    visit_jobs.quick(office, people[SUN], "hospital", visited_on=None)
    room.waiting.read()
    drain()
    (due,) = room.waiting.shown
    assert (due.name, due.why) == ("孙爱华", "生病住院")
    room.waiting.table.clicked.emit(room.waiting.table.currentIndex())
    drain()
    put(room, "amount", "500")
    put(room, "illness", "骨折")
    drain()
    room.strip.save()
    drain()
    assert written(office) == [("孙爱华", "hospital", 50_000, DAY)]
    assert room.waiting.shown == ()


def test_files_and_birthdays_wait_behind_their_tabs(
    room: VisitsRoom, drain: Drain
) -> None:
    def names(waiting: WaitingList, place: int) -> list[str]:
        waiting.tabs.setCurrentIndex(place)
        return [due.name for due in waiting.shown]

    drain()
    assert names(room.waiting, 0) == []
    assert names(room.waiting, 1) == ["李建国"]
    assert names(room.waiting, 2) == ["李建国", "王秀英"]
    assert [room.waiting.tabs.tabText(n) for n in range(3)] == [
        "待慰问 0",
        "档案未访 1",
        "本月生日 2",
    ]
    room.waiting.table.line_followed.emit(None)
    assert room.strip.person.text() == "李建国"
    assert room.strip.occasion.occasion == "birthday"


def test_all_fields_open_with_what_was_said_and_the_strip_makes_room(
    room: VisitsRoom, people: list[int], drain: Drain
) -> None:
    begin(room, people[WANG], "王秀英", "birthday")
    drain()
    put(room, "goods", "蛋糕券")
    room.strip.open_all_fields()
    drain()
    draft = room.page.form.draft
    assert draft is not None
    assert draft.values["person_id"] == people[WANG]
    assert draft.values["goods"] == "蛋糕券"
    assert room.band.isHidden()
    assert not room.strip.begun
    room.page.form.discard_edits()
    room.page.close_form()
    assert room.band.isVisible()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture as a telephone takes it, only smaller."""
    path = tmp_path / "走访.png"
    QImage(8, 6, QImage.Format.Format_RGB32).save(str(path))
    return path


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("说明.jpg", b"no picture", "不是能识别的照片"),
        ("IMG_1.heic", b"\x00\x00\x00\x18ftypheic", "HEIC"),
    ],
)
def test_what_is_no_photo_is_refused_in_a_sentence(
    room: VisitsRoom,
    tmp_path: Path,
    drain: Drain,
    name: str,
    content: bytes,
    sentence: str,
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    room.strip.take_files([file])
    drain()
    assert sentence in room.page.banner.sentence
    assert room.strip.photos.crosses == []


def test_a_photo_that_is_gone_is_refused_in_a_sentence(
    room: VisitsRoom, tmp_path: Path, drain: Drain
) -> None:
    room.strip.take_files([tmp_path / "没有.jpg"])
    drain()
    assert "读不了“没有.jpg”" in room.page.banner.sentence


def test_a_photo_taken_along_can_be_removed_again(
    room: VisitsRoom, photo: Path, drain: Drain
) -> None:
    room.strip.take_files([photo])
    drain()
    (cross,) = room.strip.photos.crosses
    cross.click()
    assert room.strip.photos.crosses == []


def test_photos_of_a_visit_are_shown_beside_its_form_and_removable(
    room: VisitsRoom, office: Office, people: list[int], drain: Drain, photo: Path
) -> None:
    made = visit_jobs.quick(office, people[WANG], "birthday")
    (visit,) = made.in_table("visit")
    room.page.open_record(visit)
    drain()
    form = room.page.form
    form.tabs.setCurrentIndex(1)
    assert form.tabs.tabText(1) == "照片"
    from ui.screens.visits.photo_panel import PhotoPanel

    panel = form.findChild(PhotoPanel)
    assert panel is not None
    panel.add([photo])
    drain()
    assert panel.count.text() == "1 张照片"
    (cross,) = panel.tray.crosses
    cross.click()
    drain()
    assert panel.count.text() == "还没有照片"


@pytest.mark.parametrize("occasion", list(VisitOccasion))
def test_two_letters_tell_every_occasion(occasion: VisitOccasion) -> None:
    from db.pinyin import initials_of

    first, second = (sorted(initials_of(sign)) for sign in occasion.label[:2])
    found = {visit_desk.occasion_of(one + two) for one in first for two in second}
    assert occasion in found


@pytest.mark.parametrize("keys", ["0", "", "j", "xx", "99"])
def test_keys_that_mean_nothing_choose_nothing(keys: str) -> None:
    assert visit_desk.occasion_of(keys) is None


def test_a_narrow_window_shows_the_strip_or_the_waiting(
    room: VisitsRoom, qtbot: QtBot
) -> None:
    room.resize(860, 500)
    qtbot.waitUntil(lambda: not room.waiting.isVisible())
    room.strip.waiting_button.click()
    assert room.waiting.isVisible()
    assert not room.strip.isVisible()
    QTest.keyClick(room.waiting, Qt.Key.Key_Escape)
    assert room.strip.isVisible()
