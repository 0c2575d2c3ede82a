import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import hostile
from services.channels import AutoReply, ChannelSettings
from services.errors import RequestError
from services.replies.modals import (
    describe_from,
    describe_modal,
    settings_from,
    settings_modal,
)
from services.vision import Feature

View = dict[str, Any]
CHOSEN = ChannelSettings(AutoReply.QUIET, (Feature.CAPTION, Feature.ADULT), "ja")


def submitted(view: View, files: Any = None) -> View:
    """Return the view as Slack sends it back when nothing was changed; shapes of block_actions."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state = {"type": element["type"]} | _state(element, files)
            values[block["block_id"]] = {element["action_id"]: state}
    return {**view, "state": {"values": values}}


def _state(element: View, files: Any) -> View:
    if element["type"] == "file_input":
        return {"files": files}
    if element["type"] == "checkboxes":
        return {"selected_options": element.get("initial_options", [])}
    return {"selected_option": element.get("initial_option")}


def element(view: View, name: str) -> View:
    found: View = next(one["element"] for one in view["blocks"] if one.get("block_id") == name)
    return found


def modes(ceiling: AutoReply, mode: AutoReply = AutoReply.ON) -> tuple[list[str], str]:
    view = settings_modal("C1", ChannelSettings(mode), ceiling, ())
    radio = element(view, "mode")
    offered = [option["value"] for option in radio["options"]]
    return offered, str(radio["initial_option"]["value"])


@pytest.mark.parametrize(
    "settings",
    [
        CHOSEN,
        ChannelSettings(AutoReply.ON),
        ChannelSettings(AutoReply.OFF, (Feature.TEXT,), "es-MX"),
    ],
)
def test_settings_left_alone_come_back_as_they_were(settings: ChannelSettings) -> None:
    view = settings_modal("C0123ABCD", settings, AutoReply.ON, tuple(Feature))
    assert settings_from(submitted(view)) == ("C0123ABCD", settings)


def test_no_more_than_the_operator_allows_is_offered() -> None:
    assert modes(AutoReply.ON) == (["on", "quiet", "off"], "on")
    assert modes(AutoReply.QUIET) == (["quiet", "off"], "quiet")
    assert modes(AutoReply.QUIET, AutoReply.OFF) == (["quiet", "off"], "off")
    assert modes(AutoReply.OFF) == (["off"], "off")


def test_more_than_the_operator_allows_is_refused() -> None:
    view = submitted(settings_modal("C1", ChannelSettings(AutoReply.ON), AutoReply.ON, ()))
    with pytest.raises(RequestError):
        settings_from(view, AutoReply.QUIET)


def test_all_features_but_thumbnails_can_be_ticked() -> None:
    view = settings_modal("C1", CHOSEN, AutoReply.ON, tuple(Feature))
    boxes = [one["element"] for one in view["blocks"] if "features" in one.get("block_id", "")]
    offered = [option["value"] for one in boxes for option in one["options"]]
    assert set(offered) == set(Feature) - {Feature.THUMBNAIL}
    assert len(offered) == len(set(offered))
    assert all(len(one["options"]) <= 10 for one in boxes)


def test_what_the_engine_cannot_do_is_not_offered() -> None:
    view = settings_modal("C1", CHOSEN, AutoReply.ON, (Feature.CAPTION,))
    assert [one["value"] for one in element(view, "features_0")["options"]] == ["caption"]


def test_the_channel_is_named_where_its_name_is_known() -> None:
    named = settings_modal("C1", CHOSEN, AutoReply.ON, (), channel_name="photos")
    assert named["blocks"][0]["text"]["text"] == "#photos"
    for name in ("", "directmessage", "privategroup", "mpdm-ada--grace-1"):
        view = settings_modal("C1", CHOSEN, AutoReply.ON, (), channel_name=name)
        assert view["blocks"][0]["type"] == "input"


def test_images_to_be_described_come_with_what_was_ticked() -> None:
    view = describe_modal(tuple(Feature), chosen=(Feature.TEXT, Feature.CAPTION))
    files = [{"id": "F0123ABCD", "name": "a.png"}, {"id": "F0123ABCE"}]
    assert describe_from(submitted(view, files)) == (
        tuple(files),
        (Feature.CAPTION, Feature.TEXT),
        "",
    )


@pytest.mark.parametrize(
    "files",
    [
        None,
        [],
        "F1",
        [None],
        [{}],
        [{"id": ""}],
        [{"id": "../F1"}],
        [{"id": f"F{n}"} for n in range(11)],
    ],
)
def test_strange_files_are_refused(files: object) -> None:
    with pytest.raises(RequestError):
        describe_from(submitted(describe_modal((Feature.TEXT,)), files))


anything = st.recursive(
    hostile.texts | st.none() | st.integers(),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["selected_option", "selected_options", "files", "value", "id", "text"]
            ),
            inside,
            max_size=3,
        )
    ),
    max_leaves=10,
)
READERS: list[tuple[View, Callable[[View], object]]] = [
    (submitted(settings_modal("C1", CHOSEN, AutoReply.ON, tuple(Feature))), settings_from),
    (submitted(describe_modal((Feature.TEXT,)), [{"id": "F1"}]), describe_from),
]


@given(st.sampled_from(READERS), st.data())
def test_a_form_with_anything_in_it_is_read_or_refused(
    form: tuple[View, Callable[[View], object]], data: st.DataObject
) -> None:
    good, read = form
    values = good["state"]["values"]
    bad = data.draw(anything | anything.map(lambda one: {"value": one}))
    name = data.draw(st.sampled_from([*values, "private_metadata", "state", "nothing"]))
    inside = {**good, "state": {"values": {**values, name: bad}}}
    with suppress(RequestError):
        assert_harmless(read({**good, name: bad} if name in good else inside))


def assert_harmless(what: object) -> None:
    """Demand that no string that was read can be markup, a path or an address."""
    if isinstance(what, ChannelSettings):
        what = (what.mode, what.features, what.language)
    if isinstance(what, Mapping):
        what = what["id"]
    if isinstance(what, str):
        assert re.fullmatch(r"[A-Za-z0-9_-]*", what, re.ASCII)
    elif isinstance(what, tuple):
        for one in what:
            assert_harmless(one)


@pytest.mark.parametrize("channel", ["", "U1", "C1\n", "<!channel>", None, {}])
def test_settings_of_no_channel_are_refused(channel: object) -> None:
    with pytest.raises(RequestError):
        settings_from({**READERS[0][0], "private_metadata": channel})
