"""套打格式 as text: the JSON of a form, for the store and for another office."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from unionoffice.errors import InvalidInput, Refused
from unionoffice.paper.align import Align
from unionoffice.paper.certificate.overprint import Field, OverprintForm
from unionoffice.paper.images import read_image
from unionoffice.paper.typeset.fonts import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unionoffice.paper.document import Image

SCAN_PX = 2400
"""The longer side of a scan as it is shown: about 200 dots to the inch of A4."""

_MOST_CHARACTERS = 40 * 1024 * 1024
_VERSION = 1


def form_text(form: OverprintForm) -> str:
    """A form as JSON, picture and all, for another office."""
    said: dict[str, Any] = {
        "version": _VERSION,
        "name": form.name,
        "width_mm": form.width_mm,
        "height_mm": form.height_mm,
        "fields": [field_facts(field) for field in form.fields],
    }
    if form.background is not None:
        said["background"] = base64.b64encode(form.background.content).decode("ascii")
    return json.dumps(said, ensure_ascii=False, indent=1)


def form_in(text: str) -> OverprintForm:
    """The form in a JSON text that another office wrote.

    Raises:
        Refused: it is no such text, or the form makes no sense.
    """
    try:
        form = _form_in(json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise Refused("这不是套打格式文件，或者已损坏。") from problem
    try:
        form.check()
    except InvalidInput as problem:
        raise Refused(f"套打格式不能用：{problem.sentence}") from problem
    return form


def field_facts(field: Field) -> dict[str, Any]:
    """A place of a form as JSON knows it."""
    said = asdict(field)
    return {**said, "role": str(field.role), "align": str(field.align)}


def field_of(said: Mapping[str, Any]) -> Field:
    """The place that JSON tells of.

    Raises:
        ValueError, KeyError, TypeError: it tells of none.
    """
    return Field(
        str(said["key"]),
        float(said["x_mm"]),
        float(said["y_mm"]),
        float(said["width_mm"]),
        float(said["height_mm"]),
        Role(said["role"]),
        float(said["size"]),
        Align(said["align"]),
        int(said["lines"]),
        int(said["indent"]),
    )


def _form_in(said: Mapping[str, Any]) -> OverprintForm:
    if said["version"] > _VERSION:
        raise Refused("这个套打格式来自更新的程序，请先升级本程序。")
    return OverprintForm(
        str(said["name"])[:100],
        float(said["width_mm"]),
        float(said["height_mm"]),
        tuple(map(field_of, said["fields"])),
        _picture_in(said.get("background")),
    )


def _picture_in(words: str | None) -> Image | None:
    if not words:
        return None
    if len(words) > _MOST_CHARACTERS:
        raise Refused("套打格式里的扫描件太大。")
    try:
        content = base64.b64decode(words, validate=True)
    except binascii.Error as problem:
        raise Refused("套打格式里的扫描件已损坏。") from problem
    return read_image(content, longest_px=SCAN_PX)
