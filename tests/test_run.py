"""run.py: what it asks of a machine, and what it says when something is missing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parent.parent


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"))
    names = {
        a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
    }
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["no-such-command"], 2), (["--help"], 0)]
)
def test_a_wrong_call_shows_the_commands(arguments: list[str], code: int) -> None:
    answer = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == code
    assert "run.py demo" in answer.stdout


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_another_python_is_refused_with_a_sentence(version: tuple[int, int]) -> None:
    with pytest.raises(run.SetupProblem, match=r"please use Python 3\.11 to 3\.13"):
        run.require_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_the_pythons_of_the_project_are_taken(version: tuple[int, int]) -> None:
    run.require_python(version)


def test_a_changed_lock_file_asks_for_a_new_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run.lock_stamp()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(run.LOCK.read_bytes() + b"# more\n")
    monkeypatch.setattr(run, "LOCK", changed)
    assert run.lock_stamp() != before


def test_only_the_libraries_that_ldconfig_lacks_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = [name for name in run.QT_LIBRARIES if "dbus" not in name]
    monkeypatch.setattr(run, "known_libraries", lambda: "\n".join(there))
    monkeypatch.delenv("DISPLAY", raising=False)
    assert "libdbus-1-3" in run.missing_packages()
    assert not set(run.missing_packages()) & {"libgl1", "libegl1", "libxcb-cursor0"}


def test_a_screen_asks_for_the_libraries_of_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "known_libraries", lambda: "\n".join(run.QT_LIBRARIES))
    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor0" in run.missing_packages()


def test_a_machine_without_ldconfig_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "known_libraries", lambda: "")
    assert run.missing_packages() == []


def test_check_looks_at_everything_and_hands_arguments_to_pytest() -> None:
    steps = dict(run.check_steps(["-k", "one"], "papers"))
    assert list(steps) == ["format", "lint", "types", "imports", "tests", "demo"]
    assert steps["tests"][-2:] == ["-k", "one"]
    assert steps["demo"][-3:] == ["--no-window", "--out", "papers"]


def test_check_stops_at_the_first_step_that_fails_and_names_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def steps(_arguments: object, papers: str) -> list[tuple[str, list[str]]]:
        assert Path(papers).is_dir()
        return [
            ("first", [sys.executable, "-c", "print('one')"]),
            ("second", [sys.executable, "-c", "raise SystemExit(3)"]),
            ("third", [sys.executable, "-c", "print('never')"]),
        ]

    monkeypatch.setattr(run, "check_steps", steps)
    assert run.check([]) == 3
    shown = capfd.readouterr()
    assert "the step 'second' failed" in shown.err
    assert "one" in shown.out
    assert "never" not in shown.out


def test_programs_run_in_utf_8_with_the_project_importable(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = "import sys, run; print('工会', sys.flags.utf8_mode, run.__name__)"
    assert run.run([sys.executable, "-c", program], folder=tmp_path) == 0
    assert capfd.readouterr().out.split() == ["工会", "1", "run"]
