"""The command that prints certificates from a list of names; it needs no office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.clock import Clock
from unionoffice.commands.answer import Answer, opened, settings
from unionoffice.documents.awards import winners_in
from unionoffice.documents.certificates import WORDINGS, certificates_of, texts_of
from unionoffice.errors import InvalidInput
from unionoffice.office import UNION_NAME
from unionoffice.paths import data_folder, store_file
from unionoffice.printing import write_content

if TYPE_CHECKING:
    from argparse import Namespace

    from unionoffice.documents.award_words import Wording


def certificates(arguments: Namespace) -> Answer:
    """A certificate for each name of a list.

    Raises:
        InvalidInput: a setting is unknown or cannot be what was said.
        Refused: the list cannot be read or is empty, a row of it is wrong, a text
            does not fit or cannot be printed, or the file cannot be written.
    """
    wording = _wording(arguments.kind)
    day = Clock().today()
    told = texts_of(wording, settings(arguments.set), _union(arguments), day)
    people = winners_in(arguments.names)
    write_content(certificates_of(people, told, day), arguments.out)
    count = len(people)
    said = {"file": str(arguments.out), "pages": count}
    return Answer(said, (f"{wording.title}：{count} 页，{arguments.out}",))


def _wording(kind: str) -> Wording:
    for wording in WORDINGS:
        if kind in {wording.key, wording.title}:
            return wording
    known = "、".join(f"{wording.key}（{wording.title}）" for wording in WORDINGS)
    raise InvalidInput(f"没有“{kind}”这种证书。现有：{known}。")


def _union(arguments: Namespace) -> str:
    """The name of the union whose data lie in the folder, if there are any."""
    if not store_file(data_folder(arguments.data)).is_file():
        return ""
    with opened(arguments) as office:
        return office.fact(UNION_NAME)
