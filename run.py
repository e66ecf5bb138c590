"""Sets the project up and runs it: the same on Linux and on Windows.

    python3 run.py demo [arguments]      the main job on sample data
    python3 run.py check [arguments]     every check; arguments go to pytest
    python3 run.py window [arguments]    the window
    python3 run.py bench [arguments]     the measurements of tests/bench

Standard library only. Packages go into .venv in this folder, in the versions and with
the hashes of requirements.lock; nothing outside the folder is touched, except that on
Debian root gets the few system libraries Qt wants. Python itself is never fetched.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = ENVIRONMENT / "installed-lock"
ON_WINDOWS = sys.platform == "win32"
PROGRAMS = ENVIRONMENT / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if ON_WINDOWS else "python")

OLDEST, NEWEST = (3, 11), (3, 13)

TYPED = ("unionoffice", "ui", "db", "tests", "run.py")
"""What mypy looks at."""

IN_PARALLEL = ("-n", "auto", "--dist=worksteal")
"""Neighbours run together, so that what a module shares is made once."""

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads even without a screen, and the Debian package that brings it."""

SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt wants on top of that to open a window on an X screen."""


class SetupProblem(Exception):
    """The machine lacks something; the text says what, and what cures it."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; 2 for a wrong call."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments[:1] in (["--help"], ["-h"]) else 2
    command, *rest = arguments
    try:
        require_python(sys.version_info[:2])
        provide_system_libraries()
        prepare_environment()
        return COMMANDS[command](rest)
    except SetupProblem as problem:
        print(f"run.py: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# --- the commands ---------------------------------------------------------------


def demo(arguments: Sequence[str]) -> int:
    """Show the main job on sample data, in a throwaway store."""
    return run([PYTHON, "-m", "unionoffice", "demo", *arguments])


def window(arguments: Sequence[str]) -> int:
    """Open the window."""
    return run([PYTHON, "-m", "unionoffice", *arguments])


def bench(arguments: Sequence[str]) -> int:
    """Measure; takes minutes, so it is no part of `check`."""
    return run([PYTHON, "-m", "tests.bench", *arguments], folder=ROOT)


def check(arguments: Sequence[str]) -> int:
    """Run every check in turn and stop at the first that fails."""
    with tempfile.TemporaryDirectory(prefix="unionoffice-") as papers:
        for name, step in check_steps(arguments, papers):
            print(f"\n=== {name}", flush=True)
            began = time.monotonic()
            code = run(step, folder=ROOT)
            if code:
                print(f"\nrun.py: the step '{name}' failed.", file=sys.stderr)
                return code if 0 < code < 256 else 1
            print(f"    {name}: {time.monotonic() - began:.0f} s", flush=True)
    print("\nEvery check passed.")
    return 0


def check_steps(
    pytest_arguments: Sequence[str], papers: str
) -> list[tuple[str, list[str | Path]]]:
    """Name and command line of every step of `check`, in order."""
    demo_call = ["-m", "unionoffice", "demo", "--no-window", "--out", papers]
    return [
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        ("lint", [PYTHON, "-m", "ruff", "check", "."]),
        ("types", [PYTHON, "-m", "mypy", *TYPED]),
        ("imports", [PROGRAMS / "lint-imports"]),
        ("tests", [PYTHON, "-m", "pytest", *IN_PARALLEL, *pytest_arguments]),
        ("demo", [PYTHON, *demo_call]),
    ]


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "check": check,
    "window": window,
    "bench": bench,
}


# --- the environment ------------------------------------------------------------


def require_python(version: tuple[int, int]) -> None:
    """Refuse a Python the packages are not locked for."""
    if not OLDEST <= version <= NEWEST:
        message = "this is Python {}.{}; please use Python {}.{} to {}.{}."
        raise SetupProblem(message.format(*version, *OLDEST, *NEWEST))


def prepare_environment() -> None:
    """Make .venv and fill it, unless it already holds what the lock file asks for."""
    wanted = lock_stamp()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return
    if not environment_runs():
        make_environment()
    print("Installing the packages of requirements.lock into .venv ...", flush=True)
    if not (install_with_uv() or install_with_pip()):
        raise SetupProblem(
            "the packages could not be installed. The lines above say why; the usual "
            "cause is that no package registry can be reached from here."
        )
    STAMP.write_text(wanted, "utf-8")


def lock_stamp() -> str:
    """What the environment depends on: the lock file and the Python that runs it."""
    major, minor = sys.version_info[:2]
    return f"{major}.{minor} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n"


def environment_runs() -> bool:
    """Whether .venv has a working Python, of the version that runs this file."""
    if not PYTHON.exists():
        return False
    question = "import pip, sys; print(*sys.version_info[:2])"
    answer = subprocess.run(
        [PYTHON, "-c", question],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make_environment() -> None:
    """Make an empty .venv."""
    if missing_parts_of_python():
        raise SetupProblem(
            "this Python cannot make environments (its venv or ensurepip is missing). "
            f"On Debian or Ubuntu: apt-get install {venv_package()}"
        )
    print("Making .venv ...", flush=True)
    if run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT]):
        raise SetupProblem(f"the environment {ENVIRONMENT} could not be made.")


def missing_parts_of_python() -> bool:
    """Whether venv or ensurepip is missing, as on Debian without python3-venv."""
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def venv_package() -> str:
    """The Debian package that completes the Python that runs this file."""
    return f"python3.{sys.version_info.minor}-venv"


def install_with_uv() -> bool:
    """Install with uv, which is several times faster; False if it cannot be had."""
    fetch = ["-m", "pip", "install", "--quiet", "uv>=0.8,<1"]
    install = ["-m", "uv", "pip", "install", "--quiet", "--require-hashes"]
    if run([PYTHON, *fetch]) or run([PYTHON, *install, "--python", PYTHON, "-r", LOCK]):
        print("uv did not do it; trying pip.", flush=True)
        return False
    return True


def install_with_pip() -> bool:
    """Install with pip alone."""
    install = ["-m", "pip", "install", "--quiet", "--require-hashes"]
    return run([PYTHON, *install, "-r", LOCK]) == 0


# --- the machine ----------------------------------------------------------------


def provide_system_libraries() -> None:
    """Install what a bare Debian lacks, or say what is missing; Linux only."""
    packages = missing_packages()
    if not packages:
        return
    if may_install():
        print(f"Installing {' '.join(packages)} ...", flush=True)
        if install_packages(packages):
            return
    print(
        "run.py: Qt or Python will miss these system libraries here (names as Debian "
        f"has them): {' '.join(packages)}",
        file=sys.stderr,
    )


def missing_packages() -> list[str]:
    """Debian packages whose libraries this machine does not have."""
    known = known_libraries()
    if not known:
        return []
    wanted = QT_LIBRARIES | (SCREEN_LIBRARIES if os.environ.get("DISPLAY") else {})
    packages = [package for name, package in wanted.items() if name not in known]
    if Path(sys.executable).parent == Path("/usr/bin") and missing_parts_of_python():
        packages.append(venv_package())
    return packages


def known_libraries() -> str:
    """What ldconfig lists; empty where there is no ldconfig."""
    if not sys.platform.startswith("linux"):
        return ""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/sbin", "/usr/sbin"])
    program = shutil.which("ldconfig", path=places)
    if program is None:
        return ""
    answer = subprocess.run(
        [program, "-p"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout


def may_install() -> bool:
    """Whether this is root on a Debian kind of system."""
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: Sequence[str]) -> bool:
    """Install with apt-get, refreshing its lists if they turn out to be stale."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if run(install, quiet=True) == 0:
        return True
    run(["apt-get", "update", "-qq"])
    return run(install) == 0


def run(
    command: Sequence[str | Path], *, folder: Path | None = None, quiet: bool = False
) -> int:
    """Run a program in UTF-8 with this project importable; its exit code.

    Nothing ever reads standard input, so it may be closed.
    """
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    surroundings = os.environ | {
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
    }
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
