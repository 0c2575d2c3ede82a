"""What Glimpse says about itself: the content; the form of it is the catalogue's business."""

import pytest

from doubles.block_kit import things
from services.channels import AutoReply, ChannelSettings
from services.engines import ENGINES
from services.jobs.asking import COMMANDS, USAGE
from services.replies import notices
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
