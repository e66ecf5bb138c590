"""The forms of the office above: listed, kept, filled, checked and handed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionoffice.atomic import replacing
from unionoffice.commands.answer import Answer, opened
from unionoffice.errors import Refused
from unionoffice.reporting import filling, store
from unionoffice.reporting.form import FROM_SHEET
from unionoffice.reporting.proposing import propose
from unionoffice.reporting.submissions import changes_since, submissions, submit
from unionoffice.sheets.reading.read import read_workbook

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from unionoffice.office import Office
    from unionoffice.reporting.filled import Difference, Filled, FormComplaint
    from unionoffice.reporting.form import Form

_OWN_SHEET = "（表格）"


def report_forms(arguments: Namespace) -> Answer:
    """The forms that are kept, with their last submission; then the examples."""
    with opened(arguments) as office:
        kept = store.forms(office)
        last = [next(iter(submissions(office, form)), None) for form in kept]
    examples = [sample.form for sample in store.samples()]
    said = [
        {
            **_told(form),
            "submitted": found.period if found else None,
            "rows": found.rows if found else None,
        }
        for form, found in zip(kept, last, strict=True)
    ]
    lines = [
        f"{form.name}\t{form.register or _OWN_SHEET}\t"
        + (f"上次报送：{found.period}（{found.rows} 条）" if found else "还没有报送过")
        for form, found in zip(kept, last, strict=True)
    ]
    lines += [f"内置样例\t{form.name}\t{form.note}" for form in examples]
    return Answer(
        {"forms": said, "samples": [_told(form) for form in examples]}, (*lines,)
    )


def report(arguments: Namespace) -> Answer:
    """Fill a form, or only check it; keep it as handed in if asked to."""
    with opened(arguments) as office:
        form = store.form(office, arguments.form)
        day = arguments.day or office.clock.today()
        source = read_workbook(arguments.source) if arguments.source else None
        if arguments.check and arguments.out is None and not arguments.submit:
            found = filling.check(office, form, day, source)
            return Answer(_complaints(found), _lines(found), not _errors(found))
        if arguments.out is None and not arguments.submit and not arguments.changes:
            raise Refused("请用 -o 写明填好的表格保存到哪里，或用 --check 只检查。")
        period = arguments.submit or ""
        filled = filling.fill(office, form, day, source, period=period)
        difference = changes_since(office, filled)
        if arguments.submit:
            submit(office, filled, period, despite_errors=arguments.force)
    if arguments.out is not None:
        _write(arguments.out, filled.content)
    return _answer(arguments, filled, difference)


def report_form(arguments: Namespace) -> Answer:
    """Keep a form, adopt an example, carry one away or throw one away."""
    with opened(arguments) as office:
        return _DEEDS[arguments.deed](office, arguments)


def _add(office: Office, arguments: Namespace) -> Answer:
    content, path = _content(arguments.what), Path(arguments.what)
    register = arguments.register or FROM_SHEET
    mapping = propose(office, register, content)
    name = arguments.name or path.stem
    store.add(office, content, path.name, name=name, register=register, mapping=mapping)
    return _kept(
        office, name, f"已新增上级报表“{name}”，对上 {len(mapping.columns)} 栏"
    )


def _adopt(office: Office, arguments: Namespace) -> Answer:
    found = {sample.form.name: sample for sample in store.samples()}
    if arguments.what not in found:
        raise Refused(f"没有名为“{arguments.what}”的样例。现有：{'、'.join(found)}。")
    name = store.free_name(office, arguments.what)
    store.adopt(office, found[arguments.what])
    return _kept(office, name, f"已采用样例“{name}”")


def _replace(office: Office, arguments: Namespace) -> Answer:
    if not arguments.name:
        raise Refused("请用 --name 写明给哪张上级报表换表样。")
    form, path = store.form(office, arguments.name), Path(arguments.what)
    _, lost = store.replace_file(office, form, _content(arguments.what), path.name)
    words = f"，这些没有对上：{'、'.join(lost)}" if lost else ""
    said = _kept(office, form.name, f"已更换“{form.name}”的表样{words}")
    return Answer({**said.said, "lost": list(lost)}, said.lines)


def _export(office: Office, arguments: Namespace) -> Answer:
    if arguments.out is None:
        raise Refused("请用 -o 写明导出的文件保存到哪里。")
    form = store.form(office, arguments.what)
    _write(arguments.out, store.exported(office, form))
    words = f"已导出“{form.name}”：{arguments.out}"
    return Answer({**_told(form), "file": str(arguments.out)}, (words,))


def _import(office: Office, arguments: Namespace) -> Answer:
    content = _content(arguments.what)
    wanted = store.read(content, arguments.what).form.name
    name = store.free_name(office, wanted)
    store.import_(office, content, arguments.what)
    return _kept(office, name, f"已读入上级报表“{name}”")


def _discard(office: Office, arguments: Namespace) -> Answer:
    form = store.form(office, arguments.what)
    store.discard(office, form)
    return Answer(_told(form), (f"“{form.name}”已移入回收站",))


_DEEDS: dict[str, Callable[[Office, Namespace], Answer]] = {
    "add": _add,
    "adopt": _adopt,
    "replace": _replace,
    "export": _export,
    "import": _import,
    "discard": _discard,
}


def _kept(office: Office, name: str, words: str) -> Answer:
    return Answer(_told(store.form(office, name)), (f"{words}。",))


def _told(form: Form) -> dict[str, Any]:
    return {
        "name": form.name,
        "register": form.register or None,
        "columns": len(form.mapping.columns),
        "file_name": form.file_name,
    }


def _answer(arguments: Namespace, filled: Filled, difference: Difference) -> Answer:
    said = {
        "form": filled.form.name,
        "rows": len(filled.rows),
        "file": str(arguments.out) if arguments.out else None,
        "submitted": arguments.submit or None,
        "complaints": _complaints(filled.complaints),
        "changes": _changes(difference),
    }
    lines = [f"已填好 {len(filled.rows)} 条：{arguments.out}"] if arguments.out else []
    lines += _lines(filled.complaints)
    if arguments.changes or arguments.submit:
        lines.append(difference.sentence())
    if arguments.changes:
        lines += _change_lines(difference)
    if arguments.submit:
        lines.append(f"已登记报送：{arguments.submit}（{len(filled.rows)} 条）")
    return Answer(said, tuple(lines), not (arguments.check and filled.errors))


def _lines(found: Sequence[FormComplaint]) -> tuple[str, ...]:
    lines = ["\t".join(_spoken(item)) for item in found]
    errors = len(_errors(found))
    count = f"错误 {errors} 处，提醒 {len(found) - errors} 处" if found else "没有问题"
    return (*lines, f"检查结果：{count}。")


def _spoken(item: FormComplaint) -> tuple[str, ...]:
    word = "错误" if item.is_error else "提醒"
    return word, item.title, item.column, item.sentence


def _errors(found: Sequence[FormComplaint]) -> list[FormComplaint]:
    return [item for item in found if item.is_error]


def _complaints(found: Sequence[FormComplaint]) -> list[dict[str, str]]:
    return [
        {
            "record": item.title,
            "column": item.column,
            "level": str(item.level),
            "problem": item.sentence,
        }
        for item in found
    ]


def _changes(difference: Difference) -> dict[str, Any]:
    since = difference.since
    return {
        "since": since.period if since else None,
        "added": [title for _, title in difference.added],
        "left": [title for _, title in difference.left],
        "changed": [
            {
                "record": record.title,
                "fields": {was.column: [was.old, was.new] for was in record.fields},
            }
            for record in difference.changed
        ],
    }


def _change_lines(difference: Difference) -> list[str]:
    lines = [f"新增\t{title}" for _, title in difference.added if difference.since]
    lines += [f"减少\t{title}" for _, title in difference.left]
    for record in difference.changed:
        fields = "；".join(
            f"{was.column}：{was.old or '（空）'} → {was.new or '（空）'}"
            for was in record.fields
        )
        lines.append(f"变化\t{record.title}\t{fields}")
    return lines


def _content(words: str) -> bytes:
    try:
        return Path(words).read_bytes()
    except (OSError, ValueError) as problem:
        raise Refused(f"不能读文件“{words}”，请检查文件名和权限。") from problem


def _write(path: Path, content: bytes) -> None:
    with replacing(path) as draft:
        draft.write_bytes(content)
