"""The database's engine: which address is which, and what SQLite is made to do."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.errors import SettingsError
from services.jobs.database import BUSY_TIMEOUT_MS, create_engine, sqlite_file


def address(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    opened = create_engine(address(tmp_path / "a.db"))
    yield opened
    opened.dispose()


def asked(engine: sa.Engine, words: str) -> object:
    """Return the one value that a question is answered with."""
    with engine.connect() as connection:
        return connection.execute(sa.text(words)).scalar()


def test_the_file_of_an_address_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert sqlite_file("sqlite:///glimpse.db") == tmp_path / "glimpse.db"
    assert sqlite_file(address(tmp_path / "b" / "c.db")) == tmp_path / "b" / "c.db"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_the_driver_that_is_installed(scheme: str) -> None:
    engine = create_engine(f"{scheme}://u:p@db.example/glimpse")
    assert (engine.url.drivername, engine.url.database) == ("postgresql+psycopg", "glimpse")


def test_a_folder_that_is_not_there_is_a_setting_to_correct(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="folder of DATABASE_URL"):
        create_engine(address(tmp_path / "no" / "a.db"))


def test_sqlite_is_opened_for_several_threads(engine: sa.Engine) -> None:
    assert asked(engine, "PRAGMA journal_mode") == "wal"
    assert asked(engine, "PRAGMA busy_timeout") == BUSY_TIMEOUT_MS
    assert asked(engine, "PRAGMA foreign_keys") == 1


def test_the_clock_of_a_newer_sqlite_is_there(engine: sa.Engine) -> None:
    before = int(time.time())
    whole, fine = (asked(engine, f"SELECT unixepoch({how})") for how in ("'now'", "'subsec'"))
    after = time.time()
    assert isinstance(whole, int) and before <= whole <= after
    assert isinstance(fine, float) and before <= fine <= after


def test_threads_that_write_wait_for_each_other(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE counts (n INTEGER)"))
        connection.execute(sa.text("INSERT INTO counts VALUES (0)"))
    failed: list[Exception] = []

    def count_up() -> None:
        try:
            for _ in range(20):
                with engine.begin() as connection:
                    connection.execute(sa.text("UPDATE counts SET n = n + 1"))
        except sa.exc.OperationalError as error:
            failed.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (asked(engine, "SELECT n FROM counts"), failed) == (80, [])


def test_a_sqlite_that_is_too_old_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.34.1")
    with pytest.raises(SettingsError, match=r"SQLite 3\.34\.1 is too old"):
        create_engine(address(tmp_path / "a.db"))
