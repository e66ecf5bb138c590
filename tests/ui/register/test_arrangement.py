from __future__ import annotations

import pytest

from ui.register import arrangement
from ui.register.arrangement import Arrangement
from ui.register.column_chooser import can_be_shown
from unionoffice.catalogue import REGISTERS

REGISTER = REGISTERS[0]


def test_what_is_kept_comes_back() -> None:
    settings: dict[str, str] = {}
    arranged = Arrangement({"phone": 90, "name": 120}, "name", True, (400, 500))
    arrangement.keep(settings, REGISTER, arranged)
    assert arrangement.read(settings, REGISTER) == arranged


def test_without_settings_the_register_decides() -> None:
    columns = [column.key for column in REGISTER.columns]
    assert list(arrangement.read({}, REGISTER).columns) == columns


@pytest.mark.parametrize(
    "kept", ["no json", "[]", "3", '{"columns": 7}', '{"columns": {"name": "wide"}}']
)
def test_broken_settings_are_as_none(kept: str) -> None:
    settings = {arrangement.place(REGISTER): kept}
    assert arrangement.read(settings, REGISTER) == arrangement.at_first(REGISTER)


def test_a_column_that_is_no_more_is_left_out() -> None:
    settings: dict[str, str] = {}
    arrangement.keep(settings, REGISTER, Arrangement({"gone": 1, "name": 2}, "gone"))
    read = arrangement.read(settings, REGISTER)
    assert (dict(read.columns), read.sort) == ({"name": 2}, "")


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.key)
def test_every_register_can_be_arranged(register: object) -> None:
    assert arrangement.read({}, register).columns  # type: ignore[arg-type]  # of the catalogue


def test_what_is_sensitive_stands_in_no_list() -> None:
    for register in REGISTERS:
        shown = can_be_shown(register)
        assert {column.key for column in register.columns} <= set(shown)
        for key in ("health", "illness", "bank_account", "head_illness", "family"):
            assert key not in shown
    assert "id_number" in can_be_shown(REGISTERS[0])
