"""All deliveries on a stick at a glance: whose, of what, when, and whether whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.errors import OfficeError, Refused
from unionoffice.exchange.envelope import ENDING
from unionoffice.exchange.opening import look, refuse_other_register
from unionoffice.exchange.received import Freshness, Standing, standings
from unionoffice.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unionoffice.exchange.manifest import Manifest
    from unionoffice.office import Office
    from unionoffice.progress import Progress

DEEPEST = 3
MOST_FILES = 500
STATE_WORDS = {
    Freshness.NEW: "未导入",
    Freshness.TAKEN: "已导入",
    Freshness.OVERTAKEN: "较旧",
    Freshness.AHEAD: "时间不对",
}
DAMAGED = "不能用"


@dataclass(frozen=True, slots=True)
class Found:
    """A delivery on a stick; `problem` says why it cannot be taken, if so."""

    path: Path
    manifest: Manifest | None
    standing: Standing | None
    problem: str = ""

    @property
    def state(self) -> str:
        """Whether it can be taken in, in a word or two."""
        if self.problem or self.standing is None:
            return DAMAGED
        return STATE_WORDS[self.standing.freshness]

    @property
    def told(self) -> str:
        """What there is to say about its state; empty if nothing."""
        if self.standing is None:
            return self.problem
        return self.problem or self.standing.sentence


def deliveries(
    office: Office, folder: Path, progress: Progress = SILENT
) -> list[Found]:
    """Every delivery in a folder and a little beneath it, newest first.

    Those that cannot be read stand at the end.

    Raises:
        Refused: the folder cannot be read, or holds far too many files.
        Cancelled: the person asked to stop.
    """
    looked: list[Found] = []
    paths = _in(folder)
    for path in paths:
        progress.report(len(looked) / len(paths), f"查看“{path.name}”")
        progress.check()
        looked.append(_looked(office, path))
    known = [found.manifest for found in looked if found.manifest is not None]
    answers = iter(standings(office, known))
    told = [
        found
        if found.manifest is None
        else Found(found.path, found.manifest, next(answers), found.problem)
        for found in looked
    ]
    return sorted(told, key=_order)


def _looked(office: Office, path: Path) -> Found:
    try:
        manifest = look(path)
    except OfficeError as problem:
        return Found(path, None, None, problem.sentence)
    try:
        refuse_other_register(office, manifest, path.name)
    except OfficeError as problem:
        return Found(path, manifest, None, problem.sentence)
    return Found(path, manifest, None)


def _in(folder: Path) -> list[Path]:
    """The files that end like deliveries, in a steady order.

    Raises:
        Refused: the folder cannot be read, or there are too many.
    """
    try:
        os.scandir(folder).close()
    except OSError as problem:
        raise Refused(
            f"打不开文件夹“{folder}”。U 盘是不是拔下来了？请插好后再试。"
        ) from problem
    found: list[Path] = []
    for path in _walk(folder):
        found.append(path)
        if len(found) > MOST_FILES:
            raise Refused(
                f"“{folder}”里的报送文件超过 {MOST_FILES} 个，"
                "请选小一些的文件夹，例如某个月的。"
            )
    return sorted(found)


def _walk(folder: Path) -> Iterator[Path]:
    top = len(folder.parts)
    for place, folders, files in os.walk(folder):
        here = Path(place)
        if len(here.parts) - top >= DEEPEST:
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            ours = name.casefold().endswith(f".{ENDING}")
            if ours and not name.startswith("."):
                yield here / name


def _order(found: Found) -> tuple[bool, float, str]:
    made = found.manifest.made_at.timestamp() if found.manifest else 0.0
    return found.manifest is None, -made, found.path.name
