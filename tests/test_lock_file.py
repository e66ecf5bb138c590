"""The lock file: exact, hashed, complete, silent about where packages come from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "requirements.lock").read_text("utf-8")
PYTHONS = ("3.11", "3.12", "3.13")

WITH_WINDOWS_WHEELS = {
    "ast-serialize",
    "cffi",
    "charset-normalizer",
    "cryptography",
    "fonttools",
    "grimp",
    "hypothesis",
    "librt",
    "lxml",
    "markupsafe",
    "mypy",
    "orjson",
    "pillow",
    "pypdfium2",
    "pyside6-essentials",
    "python-calamine",
    "rl-accel",
    "ruff",
    "shiboken6",
    "sqlalchemy",
    "zxing-cpp",
}
"""Compiled packages; each has win_amd64 wheels for every Python of `PYTHONS`.

Looked up when a package joins the list; the rest is pure Python.
"""


@dataclass(frozen=True)
class Pin:
    """One package of the lock file."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> Version:
        return Version(str(self.requirement.specifier).removeprefix("=="))


def pins(text: str) -> list[Pin]:
    """Every package with its hashes."""
    joined = text.replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if re.match(r"\w", line)]
    return [
        Pin(
            Requirement(line.split("--hash")[0]), tuple(re.findall(r"sha256:\w+", line))
        )
        for line in lines
    ]


PINS = {pin.name: pin for pin in pins(TEXT)}


@pytest.mark.parametrize("word", ["://", "--index", "--find", "--trusted", " @ ", "/"])
def test_the_lock_names_no_host_and_no_folder(word: str) -> None:
    assert [line for line in TEXT.splitlines() if word in line] == []


@pytest.mark.parametrize("name", PINS)
def test_a_package_is_pinned_exactly_and_by_hash(name: str) -> None:
    pin = PINS[name]
    assert re.fullmatch(r"==[\w.]+", str(pin.requirement.specifier))
    assert all(len(digest) == len("sha256:") + 64 for digest in pin.hashes)
    assert pin.hashes


@pytest.mark.parametrize("name", PINS)
def test_a_package_is_pure_python_or_known_to_exist_for_windows(name: str) -> None:
    try:
        wheel = distribution(name).read_text("WHEEL") or ""
    except PackageNotFoundError:
        assert PINS[name].requirement.marker is not None, "locked but not installed"
        return
    pure = re.findall(r"^Tag: .*-none-any$", wheel, re.MULTILINE)
    assert pure or name in WITH_WINDOWS_WHEELS


@pytest.mark.parametrize("python", PYTHONS)
def test_everything_the_project_asks_for_is_locked_for_windows(python: str) -> None:
    machine = {"sys_platform": "win32", "python_version": python, "extra": ""}
    for wanted in wanted_requirements():
        pin = PINS[canonicalize_name(wanted.name)]
        marker = pin.requirement.marker
        assert pin.version in wanted.specifier, f"{wanted}: the lock is out of date"
        assert marker is None or marker.evaluate(machine), wanted


def test_pyside_stays_below_the_release_that_aborts() -> None:
    assert PINS["pyside6-essentials"].version < Version("6.12")
    assert PINS["shiboken6"].version == PINS["pyside6-essentials"].version


def wanted_requirements() -> list[Requirement]:
    """What pyproject.toml asks for, the tools included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]
