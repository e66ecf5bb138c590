"""Papers and templates."""

from db.vocabulary.word import Word


class PrintWay(Word):
    """How a paper leaves the office."""

    PRINT = "print", "打印"
    PDF = "pdf", "存为PDF"
    DOCX = "docx", "存为Word"


class TemplateKind(Word):
    """What a template is made of."""

    TEXT = "text", "文字"
    WORD = "word", "Word 文件"
