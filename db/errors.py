"""What the store can say no to; every sentence is Chinese and meant for the clerk."""

from collections.abc import Sequence


class StoreProblem(Exception):
    """The store cannot be used as asked; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence that will be shown, word for word."""
        super().__init__(sentence)
        self.sentence = sentence


class StoreBusy(StoreProblem):
    """Another program holds the store."""


class StoreTooNew(StoreProblem):
    """The store was written by a newer program."""


class StaleRow(StoreProblem):
    """The row was changed by somebody else since it was read."""


class RowRefused(StoreProblem):
    """A constraint of the store forbids the write.

    The store knows no words for its columns: whoever does says them by `naming`.

    Attributes:
        table: the table that refused, if it is known.
        columns: the columns it is about, if they are known.
    """

    def __init__(
        self, sentence: str, *, table: str = "", columns: tuple[str, ...] = ()
    ) -> None:
        """Keep the sentence; `{}` in it is where the columns may be named."""
        super().__init__(sentence.replace("{}", ""))
        self._open = sentence
        self.table, self.columns = table, columns

    def naming(self, labels: Sequence[str]) -> str:
        """The sentence with the columns named."""
        words = f"（{'、'.join(labels)}）" if labels else ""
        return self._open.replace("{}", words)


class UndoRefused(StoreProblem):
    """A batch cannot be put back; the sentence names the rows that stand in the way."""
