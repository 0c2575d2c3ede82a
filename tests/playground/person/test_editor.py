"""What Slack's message box makes of typed words."""

from doubles.asked import Asked
from playground.person.editor import to_mrkdwn, to_rich_text
from playground.workspace.state import ADA, GRACE


def test_text_is_escaped_where_the_manifest_says_so(asked: Asked) -> None:
    texts = []
    for name in ("/caption", "/ocr"):
        heard = asked.listen(asked.app.command(name))
        asked.playground.command(name, " <b> @ada #general https://a.example/?x=1&y ")
        texts.append(heard[0]["text"])
    assert texts == [
        "<b> @ada #general https://a.example/?x=1&y",
        "&lt;b&gt; <@U0ADA|ada> <#C0GENERAL|general> <https://a.example/?x=1&amp;y>",
    ]


def test_mentions_are_made_of_names_that_exist() -> None:
    people = [ADA, GRACE]
    assert to_mrkdwn("@ada, @nobody <@U0ADA>", people) == "<@U0ADA>, @nobody &lt;@U0ADA&gt;"
    elements = to_rich_text("hi <@U0ADA> &lt;b&gt;")[0]["elements"][0]["elements"]
    assert elements == [
        {"type": "text", "text": "hi "},
        {"type": "user", "user_id": "U0ADA"},
        {"type": "text", "text": " <b>"},
    ]
    assert to_rich_text("") == []


def test_addresses_become_links_and_names_of_emoji_emoji() -> None:
    text = to_mrkdwn("see https://a.example/?x=1&y, :eyes: at 10:30:00", [])
    assert text == "see <https://a.example/?x=1&amp;y>, :eyes: at 10:30:00"
    assert to_rich_text(f"{text} <https://b.example|b> <#C0GENERAL>")[0]["elements"][0][
        "elements"
    ] == [
        {"type": "text", "text": "see "},
        {"type": "link", "url": "https://a.example/?x=1&y"},
        {"type": "text", "text": ", "},
        {"type": "emoji", "name": "eyes"},
        {"type": "text", "text": " at 10:30:00 "},
        {"type": "link", "url": "https://b.example", "text": "b"},
        {"type": "text", "text": " "},
        {"type": "channel", "channel_id": "C0GENERAL"},
    ]
