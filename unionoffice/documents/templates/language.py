"""What a template may say: fields in {{ }}, conditions, and a few filters.

Templates come from people and from USB sticks. They are Jinja2 in its sandbox, and of
its language only what cannot run long or reach into the program: no loops, no calls, no
attributes, no arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from unionoffice import money
from unionoffice.dates import certificate, official
from unionoffice.errors import InvalidInput, Refused

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Template

LONGEST = 20_000
"""Characters of a template; two pages are 1 200."""
DEEPEST = 60
"""Brackets within each other."""
MOST_TAGS = 100
"""Tags in a template: if, elif, else and endif."""

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const),
    *(nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Filter, nodes.CondExpr),
)
_KEYWORDS = frozenset(
    (
        *("if", "elif", "else", "endif", "and", "or", "not", "in", "is"),
        *("true", "false", "none", "True", "False", "None"),
    )
)
_FULL_WIDTH = ("｛｛", "｝｝", "{ {", "} }")


class Value(str):
    """A field's words as they are shown, with the value itself for filters."""

    __slots__ = ("raw",)
    raw: object

    def __new__(cls, words: str, raw: object = None) -> Value:
        """The words, and the value they stand for."""
        made = super().__new__(cls, words)
        made.raw = raw
        return made

    def __bool__(self) -> bool:
        """Whether there is anything: 0, 否 and an empty field count as nothing."""
        return bool(self.raw) if self.raw is not None else bool(str(self))


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a template that is wrong: from `start` up to `end`, and why."""

    start: int
    end: int
    sentence: str


def faults(text: str, known: Collection[str]) -> list[Fault]:
    """Everything that is wrong with a template, in the order of the text.

    Args:
        text: the template.
        known: the names of the fields there are.
    """
    if len(text) > LONGEST:
        return [Fault(LONGEST, len(text), f"模板太长，最多 {LONGEST} 个字。")]
    if (deep := _too_deep(text)) is not None:
        return [Fault(deep, len(text), "括号或条件太多，看不懂，请写简单些。")]
    found = [*_full_width(text), *_unknown(text, known)]
    found += _grammar(text)
    return sorted(found, key=lambda fault: (fault.start, fault.end))


def fields(text: str) -> list[str]:
    """The names a template speaks of, each once, in the order of the text."""
    return list(dict.fromkeys(name for _, name in _names(text)))


def render(text: str, values: Mapping[str, str]) -> str:
    """The text with every field filled in.

    Raises:
        Refused: the template is wrong, or speaks of something that is not there.
    """
    wrong = faults(text, values)
    if wrong:
        raise Refused(f"模板有错，没有生成：{wrong[0].sentence}")
    return compiled(text).render(values)


@lru_cache(maxsize=64)
def compiled(text: str) -> Template:
    """A template that `faults` has found nothing wrong with, ready to be filled."""
    return _ENVIRONMENT.from_string(text)


def _too_deep(text: str) -> int | None:
    """Where brackets or conditions stand deeper in each other than anybody writes."""
    if text.count("{%") > MOST_TAGS:
        return 0
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth > DEEPEST:
            return place
    return None


def _full_width(text: str) -> list[Fault]:
    found = []
    for mark in _FULL_WIDTH:
        start = text.find(mark)
        if start >= 0:
            words = f"“{mark}”应写成半角的 {{{{ 和 }}}}，中间不留空格。"
            found.append(Fault(start, start + len(mark), words))
    return found


def _unknown(text: str, known: Collection[str]) -> list[Fault]:
    found = []
    for start, name in _names(text):
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.4)
            hint = f"，是不是“{near[0]}”" if near else ""
            words = f"没有“{name}”这个字段{hint}。"
            found.append(Fault(start, start + len(name), words))
    return found


def _names(text: str) -> list[tuple[int, str]]:
    """The names of fields and where they stand; none where the text cannot be cut."""
    found: list[tuple[int, str]] = []
    place, after_bar = 0, False
    try:
        tokens = list(_ENVIRONMENT.lexer.tokeniter(text, None))
    except TemplateSyntaxError:
        return []
    for _line, kind, value in tokens:
        if kind == "name" and not after_bar and value not in _KEYWORDS:
            found.append((place, value))
        if kind != "whitespace":
            after_bar = kind == "operator" and value == "|"
        place += len(value)
    return found


def _grammar(text: str) -> list[Fault]:
    """What Jinja cannot read, and what it could but a template may not say.

    Its parser is asked itself: `Environment.parse` ties an error into a ring with the
    frames it passed through, so that pieces of the window would be freed by whichever
    thread tidies up next.
    """
    try:
        tree = Parser(_ENVIRONMENT, text).parse()
    except TemplateSyntaxError as error:
        start, end = _line(text, error.lineno)
        return [Fault(start, end, _explained(error))]
    except RecursionError:
        return [Fault(0, len(text), "模板写得太复杂，看不懂。")]
    found = []
    for node in tree.find_all(nodes.Node):
        start, end = _line(text, node.lineno)
        if not isinstance(node, _ALLOWED):
            words = "这里只能写字段、条件（if）和约定的格式，不能写循环和计算。"
            found.append(Fault(start, end, words))
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            known = "、".join(FILTERS)
            words = f"没有“{node.name}”这种格式，可以用：{known}。"
            found.append(Fault(start, end, words))
    return found[:1]


def _line(text: str, number: int | None) -> tuple[int, int]:
    """Where a line begins and ends."""
    lines = text.split("\n")
    number = min(max(number or 1, 1), len(lines))
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return start, start + len(lines[number - 1])


def _explained(error: TemplateSyntaxError) -> str:
    said = error.message or ""
    if "unexpected end" in said or "Unexpected end" in said:
        return "少了结尾：{{ 要有 }}，{% if %} 要有 {% endif %}。"
    if "unknown tag" in said:
        return "不认识这条指令，只能用 if、elif、else、endif。"
    if "No filter" in said:
        return f"没有这种格式，可以用：{'、'.join(FILTERS)}。"
    return f"第 {error.lineno} 行的大括号里看不懂，请检查 {{{{ }}}} 是否成对。"


def _capitals(value: object) -> str:
    """月应缴会费|大写: an amount as 人民币…元整."""
    raw = getattr(value, "raw", None)
    if raw is None and not str(value).strip():
        return str(value)
    try:
        fen = raw if isinstance(raw, int) else money.parse(str(value))
        return money.capitals(fen)
    except InvalidInput as problem:
        raise Refused(f"“{value}”不能写成大写金额：{problem.sentence}") from problem


def _dated(write: Callable[[date], str]) -> Callable[[object], str]:
    from datetime import date as day_type

    def filled(value: object) -> str:
        raw = getattr(value, "raw", None)
        if isinstance(raw, day_type):
            return write(raw)
        if not str(value).strip():
            return str(value)
        raise Refused(f"“{value}”不是日期，不能按日期的格式写。")

    return filled


def _comrade(value: object) -> str:
    """姓名|同志: 张三同志."""
    return f"{value}同志" if str(value) else ""


def _otherwise(value: object, words: str = "") -> str:
    """手机号|默认('无'): other words where the field is empty."""
    return str(value) or words


FILTERS: dict[str, Callable[..., str]] = {
    "大写": _capitals,
    "公文日期": _dated(official),
    "证书日期": _dated(certificate),
    "同志": _comrade,
    "默认": _otherwise,
}
"""What may stand behind a bar, as in {{ 金额|大写 }}."""


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja2 in its sandbox, with nothing but the filters of this module."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        extensions=(),
    )
    made.globals.clear()
    made.filters.clear()
    made.filters.update(FILTERS)
    made.tests.clear()
    return made


_ENVIRONMENT = environment()
