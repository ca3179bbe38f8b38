"""What tests of several folders share: logs to test on, and (by a plugin) a browser with a JupyterLab."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import effort  # noqa: F401 - before any test: it chooses the profile
import pytest
from postgres import Server, serving

# Not a conftest of its own folder: to mypy two modules of one name are one too many.
pytest_plugins = ["browsing"]

MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30


def pytest_configure() -> None:
    """Keep what the tests write in memory, if it has the room: each commit of a log waits for a disk."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """An empty folder that every user can enter, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="claimcheck-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The one server of a process's tests; whoever stops it starts it again."""
    try:
        with serving(["fsync=off"]) as server:
            yield server
    except LookupError as absent:
        if os.environ.get("CI"):
            pytest.fail(str(absent))
        pytest.skip(str(absent))


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def any_log(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a log can be made, once on either database: the path of a file or the address of a database."""
    if request.param == "sqlite":
        return str(tmp_path / "claimcheck.db")
    url: str = request.getfixturevalue("postgres_url")
    return url
