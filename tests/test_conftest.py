"""The guards around every test, each proved by a test that breaks it."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.fixture
def run_test(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with this project's conftest, to run a bad test in."""
    pytester.makeconftest(CONFTEST.read_text("utf-8"))
    pytester.makeini("[pytest]\nmarkers = expects_log\n")
    return pytester


def test_a_test_that_connects_to_another_machine_fails(
    run_test: pytest.Pytester,
) -> None:
    run_test.makepyfile(
        """
        import socket

        def test_bad():
            with socket.socket() as opened:
                try:
                    opened.connect(("192.0.2.1", 80))
                except Exception:
                    pass
        """
    )
    result = run_test.runpytest_inprocess("-p", "no:xdist")
    result.assert_outcomes(failed=1)


@pytest.mark.expects_log
def test_a_test_that_logs_a_warning_fails_unless_it_says_so(
    run_test: pytest.Pytester,
) -> None:
    run_test.makepyfile(
        """
        import logging
        import pytest

        def test_bad():
            logging.getLogger("somewhere").warning("odd")

        @pytest.mark.expects_log
        def test_good(caplog):
            logging.getLogger("somewhere").warning("odd")
            assert caplog.messages == ["odd"]
        """
    )
    result = run_test.runpytest_inprocess("-p", "no:xdist")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*WARNING somewhere: odd*"])


def test_the_user_folder_of_a_test_is_empty_and_its_own(user_folder: Path) -> None:
    folder = platformdirs.user_data_path("unionoffice")
    assert folder.is_relative_to(user_folder)
    assert not folder.exists()
