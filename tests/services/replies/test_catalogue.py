"""Every message and view Glimpse can send, before Slack's rules."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from inspect import getmembers, isfunction, signature
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doubles import catalogue, hostile
from doubles.block_kit import SCHEMA, message_problems, readable, things, view_problems
from services.replies import files, home, modals, notices, plan
from services.replies.escaping import escaped
from services.replies.phrases import MAP, map_url
from services.replies.reply import Outcome, Reply
from services.vision import Analysis

REPLIES, VIEWS, UPLOADS = catalogue.replies(), catalogue.views(), catalogue.uploads()
ATTACKS = (*hostile.ATTACKS, "x\r\ny", "<&>" * 3000)
MAKERS: Mapping[ModuleType, tuple[str, ...]] = {
    plan: ("Reply",),
    notices: ("Reply", "str"),
    modals: ("View",),
    home: ("View",),
    files: ("Upload",),
}


def assert_sound(reply: Reply) -> None:
    """Demand what holds for every message, whatever it says."""
    assert message_problems(reply.blocks) == []
    assert 0 < len(reply.text) <= 4000
    assert not set(reply.text) & set("<>\r\t\x0b\x00\u202e\u2028\ufeff\ud83d")
    assert not re.search(r"&(?!amp;|lt;|gt;)", reply.text)
    shown = [line for block in reply.blocks for line in readable(block)]
    assert "\n".join(shown) == unescape(reply.text)
    assert_nothing_is_parsed(reply.blocks)
    for upload in reply.attachments:
        assert 0 < len(upload.alt_txt) <= 1000


def assert_nothing_is_parsed(value: Any) -> None:
    """Demand that there is no text Slack reads for markup, and no mention of a person."""
    for thing in things(value):
        assert thing.get("type") not in {"mrkdwn", "markdown", "user", "usergroup", "broadcast"}
        if thing.get("type") == "plain_text":
            assert thing["emoji"] is False


def links(value: Any) -> list[str]:
    return [thing["url"] for thing in things(value) if "url" in thing]


@pytest.mark.parametrize("name", REPLIES)
def test_every_message_is_sound(name: str) -> None:
    assert_sound(REPLIES[name])


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_sound(name: str) -> None:
    assert view_problems(VIEWS[name]) == []
    assert_nothing_is_parsed(VIEWS[name])


@pytest.mark.parametrize("name", UPLOADS)
def test_every_file_has_a_name_a_title_and_an_alt_text(name: str) -> None:
    upload = UPLOADS[name]
    assert re.fullmatch(r"[^/\\\x00-\x1f]{1,120}\.(png|jpg|txt)", upload.filename)
    assert upload.title and "\n" not in upload.title
    assert 0 < len(escaped(upload.alt_txt)) <= 1000
    assert upload.alt_txt.startswith(("Annotated copy of", "Thumbnail of", "The whole text of"))


def test_every_set_of_buttons_is_sound() -> None:
    for block in catalogue.all_buttons():
        assert message_problems([block]) == []
        for element in block["elements"]:
            assert element.get("accessibility_label") or element["type"] == "static_select"


def test_what_commands_are_acknowledged_with_has_no_markup() -> None:
    for sentence in catalogue.said_at_once().values():
        assert sentence == escaped(sentence) and 0 < len(sentence) < 100


@pytest.mark.parametrize("module", MAKERS, ids=lambda module: module.__name__)
def test_the_catalogue_has_all_that_is_made(module: ModuleType) -> None:
    catalogued = [*REPLIES, *VIEWS, *UPLOADS, *catalogue.said_at_once()]
    made = {
        name
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if getattr(signature(function).return_annotation, "__name__", "") in MAKERS[module]
        or signature(function).return_annotation == modals.View
    }
    assert made and made <= {name.partition(":")[0] for name in catalogued}


def test_slacks_own_schema_takes_part_where_it_is() -> None:
    if not SCHEMA.exists():
        pytest.skip("no copy of Slack's schema on this machine")
    unknown = [{"type": "header", "text": {"type": "plain_text", "text": "x"}, "colour": "red"}]
    assert message_problems(unknown)


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section", "text": {"type": "mrkdwn", "text": ""}},
        {"type": "context", "elements": [{"type": "plain_text", "text": "x"}] * 11},
        {"type": "image", "image_url": "https://a.example/b.png", "alt_text": ""},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101},
        {"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]},
        {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}},
    ],
    ids=["empty", "eleven", "no alt text", "rows", "empty cell", "long header"],
)
def test_the_judge_sees_faults(block: dict[str, Any]) -> None:
    assert message_problems([block])


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("count", [1, 3])
def test_no_field_of_an_analysis_lets_an_attack_through(attack: str, count: int) -> None:
    found = [Outcome(attack, "F1", hostile.saying(attack))] * count
    assert_harmless(found, [attack])


outcomes = st.builds(Outcome, hostile.texts, st.just("F1"), hostile.analyses())


MAY_BE_LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]
answered = st.lists(outcomes, min_size=1, max_size=2)


@settings(max_examples=25, deadline=None, suppress_health_check=MAY_BE_LARGE)
@given(answered, st.lists(hostile.texts, max_size=2))
def test_nothing_in_a_picture_becomes_markup_or_breaks_a_limit(
    found: list[Outcome], notes: list[str]
) -> None:
    assert_harmless(found, notes)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=MAY_BE_LARGE)
@given(answered, st.lists(hostile.texts, max_size=2))
def test_nothing_in_many_pictures_becomes_markup_or_breaks_a_limit(
    found: list[Outcome], notes: list[str]
) -> None:
    assert_harmless(found, notes)


def assert_harmless(found: list[Outcome], notes: list[str]) -> None:
    reply = plan.plan(found, notes, catalogue.all_buttons()[0], copy_at=catalogue.PERMALINK)
    for said in (reply, plan.suggestion(found)):
        assert_sound(said)
    assert set(links(reply.blocks)) <= {catalogue.PERMALINK, *maps(found)}
    for upload in (plan.annotated_copy(found[0], 1, b"x", ".png"), *reply.attachments):
        assert 0 < len(escaped(upload.alt_txt)) <= 1000
        assert not set(upload.alt_txt + upload.title + upload.filename) & set("\x00\n\u202e")


def maps(found: Sequence[Outcome]) -> set[str]:
    """Return the maps of the landmarks, each a query of the one server."""
    analyses: list[Analysis] = [one.analysis for one in found if one.analysis]
    urls = {map_url(place.name) for one in analyses for place in one.landmarks or ()}
    assert all(re.fullmatch(rf"{re.escape(MAP)}[\w.~%-]+", url, re.ASCII) for url in urls - {""})
    return urls


@settings(max_examples=60, deadline=None)
@given(hostile.texts, hostile.texts)
def test_no_file_name_or_problem_becomes_markup(name: str, problem: str) -> None:
    if problem.strip():
        assert_sound(plan.plan([Outcome(name, "F1", problem=problem)] * 2))
    assert_sound(plan.thumbnails([Outcome(name, "F1", problem=problem)], (150, 100)))
