"""One SQLAlchemy engine for a `DATABASE_URL`, made safe for several threads."""

import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from services.errors import SettingsError

BUSY_TIMEOUT_MS = 30_000  # as DBOS has it where it opens the file itself


def create_engine(url: str) -> sa.Engine:
    """Return an engine for a ``sqlite:///`` or ``postgresql://`` address.

    SQLite is opened in WAL mode with immediate transactions, and gets a `unixepoch` of our own
    where it is older than 3.42 (DBOS calls ``unixepoch('subsec')`` on Python 3.12 and later).

    Raises:
        SettingsError: the file's folder does not exist, or SQLite is too old for RETURNING.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    if sqlite3.sqlite_version_info < (3, 35):
        raise SettingsError((f"SQLite {sqlite3.sqlite_version} is too old; 3.35 is needed.",))
    file = sqlite_file(url)
    if not file.parent.is_dir():
        raise SettingsError(("The folder of DATABASE_URL does not exist.",))
    engine = sa.create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def sqlite_file(url: str) -> Path:
    """Return the file of a ``sqlite:///`` address."""
    return Path(sa.make_url(url).database or "").resolve()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    if sqlite3.sqlite_version_info < (3, 42):  # the first that takes `subsec`, which DBOS asks for
        connection.create_function("unixepoch", -1, _unixepoch)


def _unixepoch(*modifiers: str) -> float | int:
    """Answer for SQLite's `unixepoch()` of now; ``subsec`` gives fractions as 3.42 does."""
    now = time.time()
    return now if "subsec" in modifiers else int(now)
