"""What Glimpse says about itself: the content; the form of it is the catalogue's business."""

import pytest

from doubles.block_kit import things
from services.engines import ENGINES
from services.jobs.asking import COMMANDS, USAGE
from services.jobs.queue import KEPT_SECONDS
from services.jobs.store import IMAGES_KEPT_SECONDS, ChannelSettings
from services.replies import about, notices
from services.replies.home import home_view
from services.settings import AutoReply
from services.vision import Feature

LOCALLY = ENGINES["local"].where_pictures_go
ON = ChannelSettings(AutoReply.ON, (Feature.FACES, Feature.CAPTION, Feature.TEXT), "es-MX")


def test_a_greeting_says_who_looks_what_is_kept_and_how_to_stop() -> None:
    text = notices.greeting(ENGINES["azure"].where_pictures_go, ON).text
    assert "images are answered in their thread with caption, text and faces, in Spanish." in text
    assert "sent to Microsoft Azure" in text
    assert "keeps no image" in text
    assert "/glimpse settings" in text


def test_a_greeting_of_the_local_engine_names_no_other_service() -> None:
    text = notices.greeting(LOCALLY, ON).text
    assert "sent to no other service" in text and "Azure" not in text


def test_what_is_said_to_be_kept_is_what_is_kept() -> None:
    assert KEPT_SECONDS == 24 * 3600
    assert "kept for a day" in about.what_is_kept()
    assert f"for {IMAGES_KEPT_SECONDS / 24 / 3600:.0f} days" in about.what_is_kept()


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (AutoReply.ON, "answered in their thread with what the operator chose."),
        (AutoReply.QUIET, "shown a suggested alt text, which nobody else sees."),
        (AutoReply.OFF, "not answered unless somebody asks."),
    ],
)
def test_saved_settings_are_told(mode: AutoReply, words: str) -> None:
    assert words in notices.saved(ChannelSettings(mode)).text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_every_usage_and_the_asked_command_first(command: str) -> None:
    lines = notices.help_text(command).text.replace("&amp;", "&").splitlines()
    assert lines[1].startswith(f"{command} ")
    assert all(any(line.endswith(usage) for line in lines) for usage in USAGE.values())


def test_help_explains_how_sure_is_meant() -> None:
    assert notices.help_text().text.endswith(
        "How sure Glimpse is: almost certain from 90 %, very likely from 75 %, likely from 50 %, "
        "possible from 25 %; a guess below that."
    )


def test_a_placeholder_says_that_a_machine_will_speak() -> None:
    lines = notices.placeholder(3).text.splitlines()
    assert lines == ["Machine-made description; it may be wrong.", "Looking at 3 images…"]


def test_no_image_is_told_with_the_usage() -> None:
    assert notices.no_images("/ocr").text.endswith(USAGE["/ocr"])


def test_a_copy_elsewhere_is_linked() -> None:
    link = "https://glimpse.slack.com/archives/D1/p1"
    reply = notices.copy_is_elsewhere(link)
    assert [one["url"] for one in things(reply.blocks) if "url" in one] == [link]
    assert reply.text.endswith(f"open the annotated copy {link}")


def test_every_feature_and_mode_has_words() -> None:
    assert set(about.FEATURES) == set(Feature)
    assert set(about.MODES) == set(AutoReply)


def said(view: dict[str, object]) -> str:
    return " ".join(str(one["text"]) for one in things(view) if isinstance(one.get("text"), str))


def test_home_tells_how_each_channel_has_it() -> None:
    channels = [("C1", ON), ("D1", ChannelSettings(AutoReply.OFF))]
    view = home_view(channels, 12, 7, LOCALLY, AutoReply.QUIET, (Feature.CAPTION, Feature.TEXT))
    shown = [one["channel_id"] for one in things(view) if "channel_id" in one]
    assert shown == ["C1"]
    text = said(view)
    assert "A direct message : images are not answered unless somebody asks." in text
    assert "/invite @Glimpse" in text
    assert "images seen: 12, answers: 7" in text
    assert "It finds caption and text." in text
    assert "sent to no other service" in text


def test_home_with_very_many_channels_says_how_many_more() -> None:
    channels = [(f"C{number}", ON) for number in range(53)]
    view = home_view(channels, 0, 0, LOCALLY, AutoReply.ON, ())
    assert sum("channel_id" in one for one in things(view)) == 50
    assert "And 3 more." in said(view)


def test_home_without_settings_says_so() -> None:
    assert "No channel has settings" in said(home_view([], 0, 0, LOCALLY, AutoReply.ON, ()))
