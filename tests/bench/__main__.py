"""Measures everything in one go: `python -m tests.bench [PEOPLE]`.

Exit 1 if a limit is not kept. Nothing of this runs in CI: figures belong to a quiet
machine.
"""

from __future__ import annotations

import os
import platform
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import (
    bench_doubles,
    bench_export,
    bench_gifts,
    bench_hardship,
    bench_import,
    bench_list,
    bench_paper,
    bench_reporting,
    bench_search,
    bench_start,
)
from tests.bench.figures import Figure, show


def main() -> int:
    """Run every measurement and print its table."""
    people = int(sys.argv[1]) if sys.argv[1:] else bench_import.PEOPLE
    sys.stdout.write(
        f"{platform.platform()}, Python {platform.python_version()},"
        f" {os.cpu_count()} cores, {people} people\n"
    )
    kept = [
        show("start", bench_start.run()),
        show("import", bench_import.run(people)),
        show("export", bench_export.run(people)),
        show("search", _search(people)),
        show("list", _list(people)),
        show("doubles", bench_doubles.run(people)),
        show("hardship", bench_hardship.run(people)),
        show("paper", bench_paper.run()),
        show("reporting", bench_reporting.run()),
        show("gifts", bench_gifts.run()),
    ]
    return 0 if all(kept) else 1


def _search(people: int) -> list[Figure]:
    return [
        Figure(row.what, row.p95_ms, "ms", row.limit_ms, f"p50 {row.median_ms:.2f}")
        for row in bench_search.run(people)
    ]


def _list(people: int) -> list[Figure]:
    return [
        Figure(words, took, "ms", limit)
        for words, took, limit in bench_list.run(people)
    ]


if __name__ == "__main__":
    sys.exit(main())
