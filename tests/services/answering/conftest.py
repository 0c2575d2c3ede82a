from collections.abc import Iterator
from pathlib import Path

import pytest

from services.jobs.database import create_engine
from services.jobs.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    engine = create_engine(f"sqlite:///{(tmp_path / 'store.db').as_posix()}")
    yield Store(engine)
    engine.dispose()
