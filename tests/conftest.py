"""What all tests share: where the reference texts are, and a run that allows no skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
REAL_TEXT = REFERENCE / "khm-reply-2022.txt"
NO_REFERENCE = (
    "the reference texts are not on this machine (../shared/gold); README says where the original is published"
)


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of the real text, its gold annotation and the scorer; the test is skipped where it is absent."""
    if not REAL_TEXT.is_file():
        pytest.skip(NO_REFERENCE)
    return REFERENCE


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With KRAMA_NO_SKIPS a skipped test fails the run: on the machine that checks everything, everything is there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("KRAMA_NO_SKIPS") and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"KRAMA_NO_SKIPS: {len(skipped)} skipped", red=True)
