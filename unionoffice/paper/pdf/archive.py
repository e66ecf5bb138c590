"""What makes a PDF one that is kept for ever: PDF/A-2b (ISO 19005-2).

All fonts are embedded, every colour is RGB or grey with a meaning (sRGB), nothing is
transparent, and the file says what it is.
"""

from unicodedata import category
from xml.sax.saxutils import escape

from unionoffice.paper.document import Document
from unionoffice.paper.pdf.file import PdfFile, text_string
from unionoffice.paper.sizes import points
from unionoffice.paths import resources

PROGRAM = "工会办公"
_SMALLEST_PT, _LARGEST_PT = 3, 14_400
"""Sides of a page (ISO 19005-2, 6.1.13)."""
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
_SRGB = "sRGB IEC61966-2.1"


def archivable(document: Document) -> bool:
    """Whether the pages allow PDF/A: a banner may be longer than the standard."""
    return all(
        _SMALLEST_PT <= points(side) <= _LARGEST_PT
        for page in document.pages
        for side in (page.width_mm, page.height_mm)
    )


def add_properties(file: PdfFile, document: Document) -> int:
    """Title, author and program as the readers of today show them; gives the number."""
    entries = {"Title": _plain(document.title), "Author": _plain(document.author)}
    entries |= {"Creator": PROGRAM, "Producer": PROGRAM}
    words = [f"/{key} {text_string(text)}" for key, text in entries.items() if text]
    return file.add(f"<<{' '.join(words)}>>")


def add_archive(file: PdfFile, document: Document) -> str:
    """Put what an archive wants into the file; gives the entries of the catalogue."""
    claim = archivable(document)
    about = file.add_stream(
        _packet(document, claim=claim).encode("utf-8"),
        "/Type /Metadata /Subtype /XML",
        packed=True,
    )
    entries = f"/Lang (zh-CN) /Metadata {about} 0 R"
    return f"{entries} /OutputIntents [{_intent(file)}]" if claim else entries


def _intent(file: PdfFile) -> str:
    profile = (resources() / "paper" / "srgb.icc").read_bytes()
    meaning = file.add_stream(profile, "/N 3 /Alternate /DeviceRGB")
    return (
        f"<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier ({_SRGB})"
        f" /Info ({_SRGB}) /DestOutputProfile {meaning} 0 R>>"
    )


def _packet(document: Document, *, claim: bool) -> str:
    """The same properties as XMP, and what kind of archive file this is."""
    title, author = _plain(document.title), _plain(document.author)
    parts = [f"<pdf:Producer>{PROGRAM}</pdf:Producer>"]
    parts.append(f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>")
    if title:
        words = f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li>'
        parts.append(f"<dc:title><rdf:Alt>{words}</rdf:Alt></dc:title>")
    if author:
        words = f"<rdf:li>{escape(author)}</rdf:li>"
        parts.append(f"<dc:creator><rdf:Seq>{words}</rdf:Seq></dc:creator>")
    if claim:
        parts.append("<pdfaid:part>2</pdfaid:part>")
        parts.append("<pdfaid:conformance>B</pdfaid:conformance>")
    spaces = " ".join(f'xmlns:{key}="{uri}"' for key, uri in _SPACES.items())
    body = "\n".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>\n'
        f'<rdf:Description rdf:about="">\n{body}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _plain(text: str) -> str:
    """What XML can hold: no control characters, no half characters."""
    return "".join(" " if category(one)[0] == "C" else one for one in text).strip()
