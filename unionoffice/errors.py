"""The two ways the office says no; anything else that is raised is a bug.

`InvalidInput` belongs beside a field, `Refused` in a banner. Both carry one Chinese
sentence for the clerk.
"""


class OfficeError(Exception):
    """A refusal that has a sentence for the clerk."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence that will be shown, word for word."""
        super().__init__(sentence)
        self.sentence = sentence


class InvalidInput(OfficeError):
    """A value cannot be understood or breaks a rule; shown beside its field."""


class Refused(OfficeError):
    """A rule or the world says no to the whole action; shown in a banner."""
