"""`unionoffice balance` proves the account of a campaign row by row."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.offices import opened
from tests.unionoffice.donations.giving import campaign, collected, gift, giver, payment
from unionoffice import cli
from unionoffice.donations.books.booking import reverse_gift
from unionoffice.paths import store_file

LATER = date(2026, 3, 15)


class Desk:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def say(self, *words: str, code: int = 0) -> str:
        assert cli.main(["--data", str(self.folder), "balance", *words]) == code
        said = self._capsys.readouterr()
        return said.out + said.err

    def proof(self, words: str) -> Any:  # noqa: ANN401  any JSON
        return json.loads(self.say(words, "--json"))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    assert cli.main(["--data", str(tmp_path), "init", "--name", "青石岭煤矿工会"]) == 0
    capsys.readouterr()
    return Desk(tmp_path, capsys)


def test_the_account_is_proved_row_by_row(desk: Desk) -> None:
    office = opened(store_file(desk.folder))
    key = collected(office, opening=10_000)
    payment(office, key)
    reverse_gift(office, giver(office, "丁一"), "重复登记", LATER)
    gift(office, key, 700, donor="other", name="路人", given_on=LATER)
    office.close()
    told = desk.proof("2026-01")
    assert desk.proof("为王德山同志献爱心捐款") == told
    assert list(told) == [
        *("opening_fen", "income_fen", "spent_fen"),
        *("closing_fen", "donors", "proof"),
    ]
    assert told["opening_fen"] == 10_000
    assert told["closing_fen"] == 10_000 + told["income_fen"] - told["spent_fen"]
    left = told["opening_fen"]
    for row in told["proof"]:
        left += row["income_fen"] - row["spent_fen"]
        assert row["balance_fen"] == left
    assert left == told["closing_fen"]
    assert sum(row["income_fen"] for row in told["proof"]) == told["income_fen"]
    numbers = [row["voucher"] for row in told["proof"] if row["voucher"]]
    assert numbers == [f"2026-{n:04}" for n in range(1, len(numbers) + 1)]
    last = told["proof"][-1]
    assert (last["voucher"], last["summary"], last["income_fen"]) == (
        "",
        "路人 捐款",
        700,
    )
    words = desk.say("2026-01")
    assert "期初 100.00 + 收入" in words
    assert "红冲 丁一 捐款" in words


def test_a_campaign_that_is_not_there_or_twice_is_said(desk: Desk) -> None:
    assert "还没有捐款活动" in desk.say("2026-01", code=1)
    office = opened(store_file(desk.folder))
    for number in ("2026-01", "2026-02"):
        campaign(office, campaign_no=number, title="一日捐")
    office.close()
    assert desk.proof("2026-02")["proof"] == []
    assert "请写活动编号：2026-02、2026-01" in desk.say("一日捐", code=1)
    assert "没有名为“慈善日”的捐款活动" in desk.say("慈善日", code=1)
    assert "请写明" in desk.say(" ", code=1)
