"""Attachments: bytes under their own fingerprint, noted in the trail."""

from __future__ import annotations

import pytest

from db import files
from db.audit import transaction
from db.engine import Store
from db.errors import StoreProblem
from tests.offices import dump, occasion

PICTURE = b"\x89PNG and more"


def kept(store: Store, content: bytes, name: str = "照片.png") -> str:
    with transaction(store, occasion()) as writer:
        return files.keep(writer, store.folder, content, name, "image/png")


def rows(store: Store) -> list[tuple[object, ...]]:
    return dump(store.path)["attachment"]


def test_what_was_kept_comes_back(store: Store) -> None:
    assert files.load(store.folder, kept(store, PICTURE)) == PICTURE


def test_the_file_lies_under_its_own_fingerprint(store: Store) -> None:
    digest = kept(store, PICTURE)
    assert digest == files.fingerprint(PICTURE)
    assert (store.folder / "files" / digest[:2] / digest).read_bytes() == PICTURE


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    assert kept(store, PICTURE) == kept(store, PICTURE, "另一个名字.png")
    assert len(rows(store)) == 1


def test_a_cut_off_file_is_written_again(store: Store) -> None:
    digest = kept(store, PICTURE)
    (store.folder / "files" / digest[:2] / digest).write_bytes(b"cut")
    kept(store, PICTURE)
    assert files.load(store.folder, digest) == PICTURE


def test_a_file_that_is_gone_is_said_so(store: Store) -> None:
    with pytest.raises(StoreProblem, match="不见了"):
        files.load(store.folder, "ab" * 32)


def test_a_file_that_was_changed_is_not_given_out(store: Store) -> None:
    digest = kept(store, PICTURE)
    (store.folder / "files" / digest[:2] / digest).write_bytes(b"other bytes!")
    with pytest.raises(StoreProblem, match="损坏"):
        files.load(store.folder, digest)


def test_a_folder_that_cannot_be_written_keeps_the_store_as_it_was(
    store: Store,
) -> None:
    (store.folder / "files").write_text("in the way", "utf-8")
    with pytest.raises(StoreProblem, match="没有保存"):
        kept(store, PICTURE)
    assert rows(store) == []


def test_no_half_written_file_is_left(store: Store) -> None:
    kept(store, PICTURE)
    left = [path.name for path in (store.folder / "files").rglob("*.tmp")]
    assert left == []
