from doubles.block_kit import readable, things
from doubles.catalogue import answer, seeing
from services.replies.blocks import as_blocks, plain_text, rich_text
from services.replies.parts import Part, Run, Style, Table
from services.vision import Analysis, Caption


def test_findings_are_a_list_and_a_single_one_is_a_sentence() -> None:
    def lists(analysis: Analysis) -> int:
        return sum(one.get("type") == "rich_text_list" for one in things(answer(analysis).blocks))

    assert lists(seeing(caption=Caption("a dog", 0.9), faces=())) == 0
    assert lists(seeing(faces=(), landmarks=())) == 1


def test_pieces_of_one_image_stand_together_in_their_order() -> None:
    shown = as_blocks(
        [
            Part.of(Style.LABEL, "a machine"),
            Part.of(Style.HEADING, "1. a.png", 1),
            Part.of(Style.SENTENCE, "a dog", 1),
            Part.of(Style.SENTENCE, "a cat", 2),
            Table((("What", "Name"), ("Tag", "sky")), 2),
            Part.of(Style.NOTE, "a note"),
            Part.of(Style.NOTE, "another"),
        ]
    )
    assert [(block["type"], readable(block)) for block in shown] == [
        ("context", ["a machine"]),
        ("rich_text", ["1. a.png", "a dog"]),
        ("rich_text", ["a cat"]),
        ("table", ["What · Name", "Tag · sky"]),
        ("context", ["a note", "another"]),
    ]


def test_each_style_is_shown_in_its_own_way() -> None:
    block = rich_text(
        [
            Part.of(Style.HEADING, "1. a.png"),
            Part.of(Style.ITEM, "one"),
            Part.of(Style.ITEM, "two"),
            Part.of(Style.SENTENCE, "Text:"),
            Part.of(Style.VERBATIM, "1  Meet me"),
        ]
    )
    assert [one["type"] for one in block["elements"]] == [
        "rich_text_section",
        "rich_text_list",
        "rich_text_section",
        "rich_text_preformatted",
    ]
    heading, items, *_ = block["elements"]
    assert heading["elements"] == [{"type": "text", "text": "1. a.png", "style": {"bold": True}}]
    assert [one["type"] for one in items["elements"]] == ["rich_text_section"] * 2


def test_words_with_an_address_are_a_link_and_bold_ones_are_bold() -> None:
    runs = (Run("Here: ", bold=True), Run(""), Run("a map", "https://m.example/a"), Run("."))
    (section,) = rich_text([Part(Style.SENTENCE, runs)])["elements"]
    assert section["elements"] == [
        {"type": "text", "text": "Here: ", "style": {"bold": True}},
        {"type": "link", "url": "https://m.example/a", "text": "a map"},
        {"type": "text", "text": "."},
    ]


def test_cells_of_a_table_are_raw_and_wrapped() -> None:
    (table,) = as_blocks([Table((("What", "Name"), ("Tag", "<!channel>")))])
    assert table["rows"][1] == [
        {"type": "raw_text", "text": "Tag"},
        {"type": "raw_text", "text": "<!channel>"},
    ]
    assert table["column_settings"] == [{"align": "left", "is_wrapped": True}] * 2


def test_plain_text_turns_no_colons_into_emoji() -> None:
    assert plain_text(":tada:") == {"type": "plain_text", "text": ":tada:", "emoji": False}
