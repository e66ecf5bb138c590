"""What the store can say no to; every sentence is Chinese and meant for the clerk."""


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
    """A constraint of the store forbids the write."""


class UndoRefused(StoreProblem):
    """A batch cannot be put back; the sentence names the rows that stand in the way."""
