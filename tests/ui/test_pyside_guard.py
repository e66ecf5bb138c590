"""PySide6 6.12 on Python 3.11 drops a reference to None with every void call."""

from __future__ import annotations

import sys
from importlib.metadata import version

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5000


def test_a_call_without_an_answer_costs_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("工会")
    lost = before - sys.getrefcount(None)
    assert lost < CALLS // 10, f"PySide6 {version('PySide6-Essentials')} loses None"
