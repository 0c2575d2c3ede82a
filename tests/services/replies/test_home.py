from doubles.block_kit import things
from services.channels import AutoReply, ChannelSettings
from services.engines import ENGINES
from services.replies.home import home_view
from services.vision import Feature

LOCALLY = ENGINES["local"].where_pictures_go
ON = ChannelSettings(AutoReply.ON, (Feature.FACES, Feature.CAPTION, Feature.TEXT), "es-MX")


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
