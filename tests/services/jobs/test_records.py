"""Records to JSON and back: what is in the database is read by the next process as it was."""

import json

import pytest
from cattrs import BaseValidationError
from hypothesis import given
from hypothesis import strategies as st

from services.answering.chores import Chore, ChoreKind
from services.jobs.asking import Ask
from services.jobs.job import Access, Delivery, FileRef, Job
from services.jobs.records import from_json, to_json
from services.vision import Feature

WORDS = st.text(max_size=12)
FILES = st.builds(FileRef, WORDS, WORDS, WORDS, st.sampled_from(Access), st.booleans())
SIZES = st.tuples(st.integers(1, 1024), st.integers(1, 1024))
FEATURES = st.lists(st.sampled_from(Feature), max_size=4).map(tuple)
ASKS = st.builds(
    Ask,
    features=FEATURES,
    last=st.integers(1, 10),
    file_id=WORDS,
    message=st.none() | st.tuples(WORDS, WORDS),
    url=WORDS,
    language=WORDS,
    here=st.booleans(),
    size=st.none() | SIZES,
)
JOBS = st.builds(
    Job,
    *[WORDS] * 6,
    st.lists(FILES, max_size=3).map(tuple),
    FEATURES,
    WORDS,
    st.floats(0, 2e9),
    delivery=st.sampled_from(Delivery),
    ask=st.none() | ASKS,
    here=st.booleans(),
    wants_copy=st.booleans(),
)


@given(JOBS)
def test_a_job_comes_back_as_it_was(job: Job) -> None:
    written = json.dumps(to_json(job))
    assert from_json(json.loads(written), Job) == job


def test_what_was_not_asked_for_is_left_out() -> None:
    chore = Chore("T1:C1:greet", ChoreKind.GREET, "T1", "C1")
    assert to_json(chore) == {"id": "T1:C1:greet", "kind": "greet", "team": "T1", "channel": "C1"}
    assert from_json(to_json(chore), Chore) == chore


@pytest.mark.parametrize(
    "plain", [{}, {"id": "1", "kind": "dance", "team": "T1"}, {"id": "1", "kind": "greet"}]
)
def test_what_is_no_such_record_is_refused(plain: dict[str, str]) -> None:
    with pytest.raises(BaseValidationError):
        from_json(plain, Chore)
