"""How fast finished paper is written, beside a PDF written by hand and LibreOffice.

The certificates are those of an office: a border, three Chinese fonts, 120 to 145
characters each. The PDF by hand holds the same texts in the same fonts, a line at a
time, and nothing else: no program that writes these pages can take less.

Processes of their own, so that imports and opening the fonts count, are set against
LibreOffice, which converts the same certificates from a Word file; it is left out
where there is none. Run: `python -m tests.bench.bench_paper`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from statistics import median

from tests.bench.figures import Figure, show
from unionoffice.paper.certificate.certificate import Awarded, Certificates
from unionoffice.paper.document import Document, Text, texts
from unionoffice.paper.official.notice import Level, Notice, Paragraph
from unionoffice.paper.pdf.file import PdfFile
from unionoffice.paper.pdf.text import Fonts
from unionoffice.paper.pdf.writer import pdf_bytes, write_pdf
from unionoffice.paper.sizes import points
from unionoffice.paper.table.columns import TableColumn
from unionoffice.paper.table.sheet import TableSheet
from unionoffice.paper.typeset.fonts import FontBook
from unionoffice.paper.word.writer import write_docx

ROOT = Path(__file__).parent.parent.parent
RUNS = 5
CERTIFICATES, ROWS = 1000, 5000
CERTIFICATE_MS, ROSTER_PAGE_MS, NOTICE_MS, MOST_MB = 0.5, 4.0, 150.0, 200.0
SHARE_OF_LIBREOFFICE = 0.25
REFERENCE = "没有 LibreOffice；开工前测得 308 页/秒 (3.25 s)"
SOFFICE_SECONDS = 300
"""Longer than any conversion takes that is not stuck."""

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "建国志强秀英丽华桂兰海燕红梅玉珍文斌永刚春生满仓根旺𬭎䶮彧"
DEEDS = (
    "在2026年度安全生产劳动竞赛活动中，团结协作，刻苦钻研，带领班组",
    "连续三百六十五天无事故，超额完成掘进任务，",
    "为矿井安全高效生产作出了突出贡献，成绩优异，事迹感人，被评为",
    "“安全生产先进个人”。特发此证，以资鼓励，望再立新功。",
)
PLACES = ("综采一队", "掘进三区", "机电科", "通风区", "运搬工区", "选煤厂", "地测科")
OFTEN = ("认真排查隐患，", "坚持以老带新，", "积极提出合理化建议，")

CHILD = """
import sys
from tests.bench import bench_paper
bench_paper.child(sys.argv[1], sys.argv[2])
"""


def run() -> list[Figure]:
    """Every measurement, each with what it is held against."""
    book = FontBook(())
    return [*certificates(book), *roster(book), notice(book), *processes(book)]


def certificates(book: FontBook) -> list[Figure]:
    """Laying out, writing, and the same by hand."""
    content = some_certificates()
    document = content.layout(book)
    laid = milliseconds(lambda: content.layout(book))
    written = milliseconds(lambda: pdf_bytes(document, book))
    bare = milliseconds(lambda: by_hand(document, book))
    size = len(pdf_bytes(document, book)) // 1000
    limit = CERTIFICATES * CERTIFICATE_MS
    beside = f"{per_second(written)}, {written / bare:.1f} × by hand, {size} kB"
    return [
        Figure(f"{CERTIFICATES} certificates, layout", laid, "ms"),
        Figure(f"{CERTIFICATES} certificates, writer", written, "ms", limit, beside),
        Figure("the same texts by hand", bare, "ms", beside=per_second(bare)),
    ]


def roster(book: FontBook) -> list[Figure]:
    """A roster from its rows to the finished file."""
    content = some_roster()
    pages = len(content.layout(book).pages)
    took = milliseconds(lambda: pdf_bytes(content.layout(book), book))
    document = content.layout(book)
    written = milliseconds(lambda: pdf_bytes(document, book))
    bare = milliseconds(lambda: by_hand(document, book))
    words = f"{pages} pages, {pages / took * 1000:.0f} pages/s"
    writing = f"{pages / written * 1000:.0f} pages/s, {written / bare:.1f} × by hand"
    return [
        Figure(f"roster of {ROWS}, a page", took / pages, "ms", ROSTER_PAGE_MS, words),
        Figure("of which the writer", written / pages, "ms", beside=writing),
    ]


def notice(book: FontBook) -> Figure:
    """A notice from the call to the file on the disk, fonts open."""
    content = some_notice()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "通知.pdf"
        took = milliseconds(lambda: write_pdf(content.layout(book), path, book))
    return Figure("notice of a page, from call to file", took, "ms", NOTICE_MS)


def processes(book: FontBook) -> list[Figure]:
    """From the start of a process to its end: time, memory, LibreOffice beside."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, most = own_process("certificates", folder / "ours.pdf")
        _took, also = own_process("roster", folder / "roster.pdf")
        theirs = libreoffice(folder, book)
    start = f"{CERTIFICATES} certificates, whole process"
    if theirs is None:
        whole = Figure(start, ours, "s", beside=REFERENCE)
    else:
        words = f"{ours:.2f} s beside {theirs:.2f} s: {theirs / ours:.1f} × as fast"
        share = ours / theirs
        whole = Figure(
            f"{start} / LibreOffice", share, "×", SHARE_OF_LIBREOFFICE, words
        )
    figures = [whole]
    for what, megabytes in (("certificates", most), ("roster", also)):
        if megabytes:
            figures.append(Figure(f"peak memory, {what}", megabytes, "MB", MOST_MB))
    return figures


def own_process(what: str, path: Path) -> tuple[float, float]:
    """Seconds and peak MB of a process that makes one paper."""
    began = time.perf_counter()
    told = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", CHILD, what, str(path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - began, float(told.stdout)


def child(what: str, path: str) -> None:
    """Make one paper and tell how much memory it took, where that can be known."""
    content = some_certificates() if what == "certificates" else some_roster()
    book = FontBook(())
    write_pdf(content.layout(book), Path(path), book)
    print(peak_mb())


def peak_mb() -> float:
    """The most memory this process has held; 0 where the system does not tell.

    What `getrusage` tells on Linux includes the process that started this one.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    most = re.search(r"VmHWM:\s*(\d+) kB", status.read_text())
    return int(most[1]) / 1024 if most else 0.0


def libreoffice(folder: Path, book: FontBook) -> float | None:
    """Seconds that LibreOffice takes to convert the certificates; None without it."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        return None
    source = folder / "certificates.docx"
    write_docx(some_certificates().flow(), source, book)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    # The first start makes a profile, which is not what is measured.
    blank = folder / "blank.txt"
    blank.write_text("纸", encoding="utf-8")
    converted(command, blank)
    began = time.perf_counter()
    converted(command, source)
    return time.perf_counter() - began


def converted(command: list[str], source: Path) -> None:
    subprocess.run(  # noqa: S603  a program found on the path
        [*command, str(source)],
        check=True,
        capture_output=True,
        timeout=SOFFICE_SECONDS,
    )
    if not source.with_suffix(".pdf").is_file():
        raise AssertionError(f"LibreOffice wrote nothing for {source.name}")


def by_hand(document: Document, book: FontBook) -> bytes:
    """The texts of a document as a PDF, with no thought for anything else."""
    file, fonts = PdfFile(), Fonts(book)
    tree, resources = file.reserve(), file.reserve()
    pages = []
    for page in document.pages:
        high = points(page.height_mm)
        drawn = "\n".join(bare(text, fonts, high) for text in texts(page.items))
        packed = zlib.compress(f"BT\n{drawn}\nET".encode())
        stream = file.add_stream(packed, "/Filter /FlateDecode", packed=True)
        pages.append(
            file.add(
                f"<</Type /Page /Parent {tree} 0 R /Contents {stream} 0 R /MediaBox"
                f" [0 0 842 842] /Resources <</Font {resources} 0 R>>>>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in pages)
    file.put(tree, f"<</Type /Pages /Count {len(pages)} /Kids [{kids}]>>")
    file.put(resources, f"<<{fonts.write(file)}>>")
    return file.finished(file.add(f"<</Type /Catalog /Pages {tree} 0 R>>"), tree)


def bare(text: Text, fonts: Fonts, high: float) -> str:
    codes = fonts[text.role]
    shown = "".join(map(codes.__getitem__, text.text))
    place = f"1 0 0 1 {text.x:.1f} {high - text.y:.1f} Tm"
    return f"/{codes.resource} {text.size:g} Tf {place} <{shown}> Tj"


def some_certificates() -> Certificates:
    """Certificates of 120 to 145 characters, no two alike."""
    chance = Random(7)  # noqa: S311  names, no secret
    people = []
    for number in range(1, CERTIFICATES + 1):
        extra = "".join(chance.sample(OFTEN, chance.randrange(1, 4)))
        deed = DEEDS[0] + DEEDS[1] + extra + DEEDS[2] + DEEDS[3]
        name = a_name(chance)
        place = chance.choice(PLACES)
        people.append(
            Awarded(name, f"{place}{name}同志：", (deed,), f"工字〔2026〕{number}号")
        )
    union = "红星煤矿工会委员会"
    return Certificates("荣誉证书", people, (union,), "2026年11月21日")


def some_roster() -> TableSheet:
    """A roster of eight columns."""
    chance = Random(7)  # noqa: S311  names, no secret
    columns = (
        *(TableColumn("序号"), TableColumn("姓名", name=True), TableColumn("性别")),
        *(TableColumn("单位"), TableColumn("工号"), TableColumn("入会日期")),
        *(TableColumn("联系电话"), TableColumn("备注")),
    )
    rows = [
        (
            *(str(number), a_name(chance), chance.choice("男女")),
            *(chance.choice(PLACES), f"{10000 + number}", f"20{number % 26:02}年3月"),
            *(f"139{number:08}", chance.choice(("", "", "", "工会组长"))),
        )
        for number in range(1, ROWS + 1)
    ]
    return TableSheet("会员花名册", columns, rows)


def some_notice() -> Notice:
    """A notice that fills a page."""
    body = DEEDS[0] + DEEDS[1] + DEEDS[2] + "“安全生产先进个人”。"
    paragraphs = [
        Paragraph(body, Level.BODY),
        Paragraph("一、时间地点", Level.FIRST),
        Paragraph("12月3日（星期四）上午8时，矿工人文化宫一楼。", Level.BODY),
        Paragraph("二、有关要求", Level.FIRST),
        Paragraph("请各分会组织好人员，按时参加，不得迟到、早退。", Level.BODY),
    ]
    return Notice(
        "关于召开安全生产表彰大会的通知",
        "各基层分会",
        paragraphs,
        "红星煤矿工会委员会",
        date(2026, 11, 21),
    )


def a_name(chance: Random) -> str:
    return chance.choice(SURNAMES) + "".join(
        chance.sample(GIVEN, chance.choice((1, 2)))
    )


def per_second(took_ms: float) -> str:
    return f"{CERTIFICATES / took_ms * 1000:.0f} pages/s"


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several runs, after one that warms up."""
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times) * 1000


if __name__ == "__main__":
    sys.exit(0 if show("paper", run()) else 1)
