"""The words of the command line; loaded only when a command was given."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from unionoffice.sheets.reading.formats import spoken

Command = Callable[..., argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """Everything that can be said on the command line."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="只在标准输出打印一个 JSON 值",
    )
    whole = argparse.ArgumentParser(
        prog="unionoffice", description="工会办公：不带命令时打开窗口。"
    )
    whole.add_argument("--data", type=Path, metavar="DIR", help="数据文件夹")
    whole.add_argument("--json", action="store_true", help="打印 JSON")
    commands = whole.add_subparsers(dest="command", metavar="命令")

    def command(name: str, words: str, job: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=words, description=words, parents=[shared]
        )
        made.set_defaults(job=job or name)
        return made

    demo = command("demo", "用样例数据演示全部工作，打印每一种纸件")
    demo.add_argument("--out", type=Path, default=Path("demo-out"), metavar="DIR")
    demo.add_argument("--no-window", action="store_true", help="演示后不打开窗口")
    command("init", "建立新的空数据").add_argument("--name", required=True)
    command("registers", "列出台账")
    command("papers", "列出纸件")
    _import_command(command)
    _sheet_commands(command)
    _exchange_commands(command)
    _list_commands(command)
    _ledger_commands(command)
    _glyph_command(command)
    _notice_command(command)
    _poster_command(command)
    _certificate_command(command)
    _report_commands(command)
    proved = command("balance", "核对一次捐款活动的收支：期初 + 收入 − 支出 = 期末")
    proved.add_argument("campaign", metavar="活动", help="活动编号或名称")
    command("assess", "按标准输入的 JSON 核算一户的困难类别，并说明算法")
    sample = command("sample", "建立样例数据，用于试用和测量")
    sample.add_argument("--people", type=_count, required=True, metavar="N")
    sample.add_argument("--seed", type=int, default=1, metavar="S")
    command("check", "检查数据是否完整")
    command("screenshots", "把每个页面存成 PNG").add_argument("folder", type=Path)
    return whole


def _import_command(command: Command) -> None:
    import_ = command("import", "从表格导入；不加 --apply 只预览", "import_")
    import_.add_argument("register", help="台账名，见 registers")
    import_.add_argument("file", type=Path, help=f"{spoken()}，或者报送文件")
    import_.add_argument("--sheet", help="只读这一个工作表")
    import_.add_argument("--apply", action="store_true", help="写入")
    import_.add_argument(
        "--report", "--rejected", type=Path, metavar="OUT.xlsx", help="退回的行"
    )
    import_.add_argument(
        "--header",
        type=int,
        metavar="行号",
        help="表头（最后一行）在第几行；没有表头写 0，再用 --map A=项目 指明各列",
    )
    import_.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="文件列=项目",
        help="这一列填哪个项目；项目留空就不导入这一列；可以写多次",
    )
    import_.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="项目=内容",
        help="文件里没有的一项，每一行都填这个内容，如 捐款活动=2026-01；可以写多次",
    )
    import_.add_argument(
        "--policy",
        action="append",
        default=[],
        metavar="项目=规则",
        help="已有记录的这一项：fill 空白才填，keep 不改，overwrite 以文件为准",
    )
    import_.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="问题=选项",
        help="回答预览中的问题，如 1=2；或 1=new、1=empty、1=skip",
    )


def _sheet_commands(command: Command) -> None:
    undo = command("undo", "撤销一次操作")
    undo.add_argument("batch", help="操作编号")
    undo.add_argument("--look", action="store_true", help="只看会怎样，不写入")
    undo.add_argument(
        "--edited",
        choices=("keep", "return", "merge"),
        help="之后又改过的行：保留、整行退回、只退回这次改的；不写时遇到就不撤销",
    )
    export = command("export", "导出为表格")
    export.add_argument("register")
    export.add_argument(
        "out", type=Path, metavar="OUT.xlsx", help="表格；以 .csv 结尾的写成文本"
    )
    which = export.add_mutually_exclusive_group()
    which.add_argument("--all-columns", action="store_true", help="导出全部项目")
    which.add_argument(
        "--columns", default="", metavar="甲,乙", help="只导出这些项目，按这个顺序"
    )
    export.add_argument("--where", action="append", default=[], metavar="项目=内容")
    blank = command("blank", "把台账写成空白表格，填好后可以导入")
    blank.add_argument("register", help="台账名，见 registers")
    blank.add_argument("out", type=Path, metavar="OUT.xlsx")
    blank.add_argument("--usual", action="store_true", help="只要常用的项目")


def _exchange_commands(command: Command) -> None:
    pack = command("pack", "把台账的记录做成报送文件，用 U 盘交上去")
    pack.add_argument("register", help="台账名，见 registers")
    pack.add_argument(
        "-o", "--out", type=Path, required=True, metavar="OUT.baosong", help="写到哪里"
    )
    pack.add_argument("--sender", default="", metavar="姓名", help="报送人")
    pack.add_argument("--unit", default="", metavar="单位", help="报送单位；默认本单位")
    pack.add_argument("--period", default="", metavar="期间", help="如 2026年一季度")
    pack.add_argument("--note", default="", metavar="说明")
    pack.add_argument("--where", action="append", default=[], metavar="项目=内容")
    inspect = command("inspect", "查看报送文件，或文件夹（U 盘）里的全部报送文件")
    inspect.add_argument("place", type=Path, metavar="FILE|FOLDER")


def _list_commands(command: Command) -> None:
    find = command("find", "按姓名、拼音、首字母、尾号找人")
    find.add_argument("text")
    find.add_argument("--limit", type=_count, default=20, metavar="N")
    _merge_commands(command)
    rows = command("rows", "列出台账中的记录")
    rows.add_argument("register")
    rows.add_argument("--where", action="append", default=[], metavar="项目=内容")
    rows.add_argument("--limit", type=_count, metavar="N")
    print_ = command("print", "打印纸件为 PDF 或 Word 文件", "print_")
    print_.add_argument("paper", help="纸件名，见 papers")
    print_.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    print_.add_argument("--where", action="append", default=[], metavar="项目=内容")
    print_.add_argument("--set", action="append", default=[], metavar="名称=内容")
    print_.add_argument(
        "--data",
        dest="content",
        metavar="JSON",
        help="一次给出各项：JSON 对象、JSON 文件名，或 - 从标准输入读",
    )


def _merge_commands(command: Command) -> None:
    doubles = command("doubles", "找出可能重复登记的会员或单位，并说明理由")
    doubles.add_argument("--limit", type=_count, default=50, metavar="N")
    doubles.add_argument("--units", action="store_true", help="查单位，不查会员")
    doubles.add_argument(
        "--different", nargs=2, metavar=("甲", "乙"), help="记住这两条不是同一条"
    )
    merge = command("merge", "把两条记录合并成一条；不加 --apply 只预览")
    merge.add_argument("register", help="台账名，见 registers")
    merge.add_argument("kept", help="保留的：uid、身份证号或工号（单位用名称）")
    merge.add_argument("lost", help="并入的：同上")
    merge.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="项目=kept|lost|both",
        help="这一项取哪一方的",
    )
    merge.add_argument(
        "--choose",
        action="append",
        default=[],
        metavar="序号=kept|lost",
        help="第几处重复留哪一方的",
    )
    merge.add_argument("--apply", action="store_true", help="写入")


def _glyph_command(command: Command) -> None:
    glyphs = command("glyphs", "找出印不出来的字")
    glyphs.add_argument("file", type=Path, nargs="?", help="表格或文本文件")
    glyphs.add_argument("--register", metavar="台账", help="检查一个台账")


def _ledger_commands(command: Command) -> None:
    printed = command("printed", "列出打印登记中最近的纸件")
    printed.add_argument("--limit", type=_count, default=50, metavar="N")
    reprint = command("reprint", "按存底补打一份纸件")
    reprint.add_argument("number", help="编号，见 printed")
    reprint.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    reprint.add_argument("--reason", default="补打", help="补打的原因")
    void = command("void", "作废一份纸件，编号保留")
    void.add_argument("number", help="编号，见 printed")
    void.add_argument("--reason", required=True, help="作废的原因")
    series = command("series", "列出或设置纸件的编号形式")
    series.add_argument(
        "--set", metavar="编号名=形式", help="如 official=工字〔{year}〕{n}号"
    )
    series.add_argument("--digits", type=_count, metavar="N", help="序号至少几位")
    series.add_argument("--first", type=_count, metavar="N", help="每年从几号开始")


def _notice_command(command: Command) -> None:
    notice = command("notice", "把 JSON 写的通知印成公文")
    notice.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    notice.add_argument(
        *("--json-in",), required=True, metavar="FILE|-", help="通知内容，- 为标准输入"
    )


def _poster_command(command: Command) -> None:
    poster = command("poster", "把大字印成多张纸拼贴的横幅或海报")
    poster.add_argument("text", help="文字，用 \\n 分行")
    poster.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    poster.add_argument(
        "--sheets", default="", metavar="4x1", help="列数x行数；不写时按字数排成一行"
    )
    poster.add_argument("--paper", default="A4", metavar="A4|A3")
    poster.add_argument("--landscape", action="store_true", help="纸横放")
    poster.add_argument("--overlap", default="10", metavar="MM", help="重叠宽度")
    poster.add_argument("--ground", default="红底", metavar="红底|白底|不印")
    poster.add_argument("--ink", default="通常", metavar="黑|红|金|黄|白", help="字色")
    poster.add_argument("--no-map", action="store_true", help="不印拼贴示意图")


def _certificate_command(command: Command) -> None:
    made = command("certificates", "按名单打印荣誉证书、聘书、捐赠证书，每人一页")
    made.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf")
    made.add_argument(
        "--names",
        type=Path,
        required=True,
        metavar="NAMES.csv",
        help="名单：姓名,单位,称号,编号,金额；可以有表头，也可以是 .xlsx",
    )
    made.add_argument(
        "--kind", default="荣誉证书", metavar="种类", help="荣誉证书、聘书、捐赠证书"
    )
    made.add_argument("--set", action="append", default=[], metavar="名称=内容")


def _report_commands(command: Command) -> None:
    command("report-forms", "列出上级报表和内置样例", "report_forms")
    report = command("report", "填上级报表：填好、检查、登记报送、与上次比较")
    report.add_argument("form", help="报表名，见 report-forms")
    report.add_argument("-o", "--out", type=Path, metavar="OUT.xlsx")
    report.add_argument("--day", type=_day, metavar="2026-03-15", help="截至哪天")
    report.add_argument(
        "--source", type=Path, metavar="FILE", help="内容来自表格的报表：哪个表格"
    )
    report.add_argument("--check", action="store_true", help="按上级的要求检查")
    report.add_argument("--changes", action="store_true", help="列出与上次报送的不同")
    report.add_argument("--submit", metavar="期间", help="登记报送，如 2026年第一季度")
    report.add_argument("--force", action="store_true", help="有错误也登记报送")
    form = command("report-form", "新增、采用、导出上级报表", "report_form")
    deeds = ("add", "adopt", "replace", "export", "import", "discard")
    form.add_argument("deed", choices=deeds, help="做什么")
    form.add_argument("what", help="add replace import：文件；其余：报表名或样例名")
    form.add_argument("--register", metavar="台账", help="不写时内容来自表格")
    form.add_argument("--name", help="报表名")
    form.add_argument("-o", "--out", type=Path, metavar="OUT.json")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        message = "日期应写成 2026-03-15"
        raise argparse.ArgumentTypeError(message) from None


def _count(words: str) -> int:
    number = int(words)
    if number < 1:
        message = "应为正整数"
        raise argparse.ArgumentTypeError(message)
    return number
