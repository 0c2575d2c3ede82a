"""What Glimpse says about itself: each promise beside what keeps it."""

import pytest

from services.channels import IMAGES_KEPT_SECONDS, AutoReply, ChannelSettings
from services.jobs.queue import KEPT_SECONDS
from services.replies import about
from services.vision import Feature


def test_what_is_said_to_be_kept_is_what_is_kept() -> None:
    assert KEPT_SECONDS == 24 * 3600
    assert "kept for a day" in about.what_is_kept()
    assert f"for {IMAGES_KEPT_SECONDS / 24 / 3600:.0f} days" in about.what_is_kept()


def test_every_feature_and_mode_has_words() -> None:
    assert set(about.FEATURES) == set(Feature)
    assert set(about.MODES) == set(AutoReply)


def test_features_are_named_in_one_order_each_once() -> None:
    asked = [Feature.TEXT, Feature.CAPTION, Feature.TEXT]
    assert about.in_order(asked) == (Feature.CAPTION, Feature.TEXT)
    assert about.names_of([Feature.FACES, *asked]) == "caption, text and faces"
    assert about.names_of([Feature.TEXT]) == "text"
    assert about.names_of([]) == ""


def test_words_for_features_and_modes_fit_into_options() -> None:
    for name, words in [*about.FEATURES.values(), *about.MODES.values()]:
        assert 0 < len(name) <= 75 and 0 < len(words) <= 75


@pytest.mark.parametrize(
    ("settings", "happens"),
    [
        (
            ChannelSettings(AutoReply.ON, (Feature.CAPTION,), "ja"),
            "images are answered in their thread with caption, in Japanese",
        ),
        (
            ChannelSettings(AutoReply.QUIET, (Feature.CAPTION,), "fr"),
            "who posts an image is shown a suggested alt text, which nobody else sees, in fr",
        ),
        (
            ChannelSettings(AutoReply.OFF, (Feature.CAPTION,), "ja"),
            "images are not answered unless somebody asks",
        ),
        (
            ChannelSettings(AutoReply.ON),
            "images are answered in their thread with what the operator chose",
        ),
    ],
)
def test_what_happens_to_images_is_told_for_every_mode(
    settings: ChannelSettings, happens: str
) -> None:
    assert about.what_happens(settings) == happens
