import pytest

from services.errors import RequestError
from services.replies import forms
from services.replies.about import FEATURES
from services.vision import Feature


def state(**values: object) -> dict[str, object]:
    return {"state": {"values": {name: {forms.VALUE: value} for name, value in values.items()}}}


def ticked(*values: object) -> dict[str, object]:
    return {"selected_options": [{"value": value} for value in values]}


def test_what_is_chosen_already_is_chosen_in_the_form() -> None:
    options = [forms.option("on", "Yes"), forms.option("off", "No", "Never")]
    assert forms.menu(options, "off")["initial_option"] == options[1]
    assert forms.radio_buttons(options, "on")["initial_option"] == options[0]


def test_what_is_no_option_is_not_chosen() -> None:
    options = [forms.option("on", "Yes")]
    assert "initial_option" not in forms.menu(options, "gone")
    assert "initial_option" not in forms.radio_buttons(options, "")


def test_an_empty_description_or_hint_is_left_out() -> None:
    assert "description" not in forms.option("on", "Yes")
    assert forms.option("on", "Yes", "Always")["description"]["text"] == "Always"
    assert "hint" not in forms.input_block("a", "A", {})
    assert forms.input_block("a", "A", {}, hint="Why")["hint"]["text"] == "Why"


def test_boxes_come_in_the_order_of_the_features_ten_to_a_group() -> None:
    groups = forms.feature_boxes(reversed(Feature), (), hint="None: all.")
    offered = [[option["value"] for option in block["element"]["options"]] for block in groups]
    choices = [one for one in FEATURES if one is not Feature.THUMBNAIL]
    assert offered == [choices[:10], choices[10:]]
    assert [block["block_id"] for block in groups] == ["features_0", "features_1"]
    assert [block["label"]["text"] for block in groups] == [
        "What to look for",
        "More to look for",
    ]
    assert ["hint" in block for block in groups] == [False, True]


def test_exactly_ten_boxes_are_one_group_with_its_hint() -> None:
    ten = [one for one in FEATURES if one is not Feature.THUMBNAIL][:10]
    (group,) = forms.feature_boxes(ten, (), hint="None: all.")
    assert group["hint"]["text"] == "None: all."
    assert forms.feature_boxes([Feature.THUMBNAIL], (), hint="None: all.") == []


def test_only_what_is_chosen_is_ticked() -> None:
    first, second = forms.feature_boxes(Feature, (Feature.TEXT, Feature.THUMBNAIL), hint="")
    assert [one["value"] for one in first["element"]["initial_options"]] == ["text"]
    assert "initial_options" not in second["element"]


def test_ticks_of_all_groups_are_read_in_the_order_of_the_features() -> None:
    view = state(features_0=ticked("text", "caption"), features_1=ticked("adult"), mode=None)
    assert forms.features_in(view) == (Feature.CAPTION, Feature.TEXT, Feature.ADULT)
    assert forms.features_in(state(features_0={"selected_options": None})) == ()


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"state": None},
        {"state": {"values": []}},
        state(features_0=None),
        state(features_0=ticked("everything")),
        state(features_0={"selected_options": "caption"}),
        state(features_0={"selected_options": [None]}),
    ],
)
def test_a_strange_form_has_no_features(view: dict[str, object]) -> None:
    with pytest.raises(RequestError):
        forms.features_in(view)


def test_the_chosen_option_is_read() -> None:
    assert forms.chosen_in(state(mode={"selected_option": {"value": "on"}}), "mode") == "on"
    for chosen in (None, {}, {"value": 7}, "on"):
        with pytest.raises(RequestError):
            forms.chosen_in(state(mode={"selected_option": chosen}), "mode")
    with pytest.raises(RequestError):
        forms.chosen_in(state(), "mode")
