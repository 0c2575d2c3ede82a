"""Every message, file and view that Glimpse can send, each in its usual and its extreme forms."""

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType
from typing import Any

from services import errors
from services.channels import AutoReply, ChannelSettings
from services.engines import ENGINES
from services.jobs.asking import COMMANDS
from services.replies import buttons, files, home, modals, notices, plan
from services.replies.buttons import Reference
from services.replies.reply import Block, Outcome, Reply, Upload
from services.vision import (
    Adult,
    Analysis,
    AreaOfInterest,
    Box,
    Caption,
    Category,
    Celebrity,
    Code,
    CodeKind,
    Colors,
    DenseCaption,
    DetectedObject,
    Face,
    Feature,
    ImageType,
    Landmark,
    Person,
    Polygon,
    PrintedLine,
    PrintedRegion,
    PrintedText,
    SmartCrop,
    Tag,
    Text,
    TextLine,
    Thumbnail,
)

CORNERS: Polygon = ((0, 0), (9, 0), (9, 9), (0, 9))
BOX = Box(0, 0, 30, 30)


def text_of(*lines: str) -> Text:
    """Return lines that were read."""
    return Text(tuple(TextLine(line, 0.9, CORNERS) for line in lines))


def printed(*lines: str) -> PrintedText:
    """Return lines that the older OCR read."""
    found = tuple(PrintedLine(line, BOX, CORNERS) for line in lines)
    return PrintedText("en", "Up", 0.0, (PrintedRegion(BOX, CORNERS, found),))


def seeing(**found: object) -> Analysis:
    """Return what was seen in a picture of 300 by 200 pixels."""
    return Analysis("azure", 300, 200, **found)  # type: ignore[arg-type]


def answer(*analyses: Analysis) -> Reply:
    """Return the answer to a message with an image for each of `analyses`."""
    return plan.plan([Outcome(f"{n}.png", f"F{n}", one) for n, one in enumerate(analyses, start=1)])


PHOTO = Analysis(
    "local",
    300,
    200,
    1.25,
    caption=Caption("A photo of two people.", 0.8),
    text=text_of("Tourist information", "Castle"),
    faces=(Face(BOX, 0.93), Face(Box(260, 160, 30, 30))),
)
"""What an automatic answer usually has."""

EVERYTHING = Analysis(
    "azure",
    300,
    200,
    2.5,
    caption=Caption("a man at a castle", 0.41, (Caption("a man outdoors", 0.4),)),
    tags=(Tag("outdoor", 0.99), Tag("castle", 0.6)),
    objects=(DetectedObject("dog", 0.77, BOX), DetectedObject("dog", 0.2, BOX)),
    text=text_of("Tourist information"),
    codes=(
        Code(CodeKind.QR, "https://example.org/?a=1&b=<2>", CORNERS),
        Code(CodeKind.QR, "otpauth://totp/Ada?secret=JBSWY3DPEHPK3PXP", CORNERS),
    ),
    landmarks=(Landmark("Eiffel Tower", 0.99), Landmark("大阪城", 0.3)),
    faces=(Face(BOX, 0.93, glasses="reading glasses", occlusion={"mouth": True}, blur="high"),),
    colors=Colors("black", "white", ("white", "red"), "aa1122", black_and_white=False),
    categories=(Category("people_group", 0.6),),
    celebrities=(Celebrity("Ada Lovelace", 0.97, BOX),),
    brands=(DetectedObject("Lego", 0.9, BOX),),
    adult=Adult(False, True, False, 0.02, 0.8, 0.0),
    image_type=ImageType(3, 1),
    printed_text=printed("TOURIST INFORMATION"),
    dense_captions=(DenseCaption("a dog", 0.8, BOX),),
    people=(Person(0.9, BOX),),
    smart_crops=(SmartCrop(1.5, BOX),),
    area_of_interest=AreaOfInterest(BOX),
    notes=("Azure speaks English only here.",),
)

NOTHING = Analysis(
    "azure",
    300,
    200,
    caption=Caption("A photo; Glimpse is not certain what it shows.", None),
    tags=(),
    objects=(),
    text=Text(()),
    codes=(),
    landmarks=(),
    faces=(),
    colors=Colors("grey", "grey", (), "", black_and_white=True),
    categories=(),
    celebrities=(),
    brands=(),
    dense_captions=(),
    people=(),
    smart_crops=(),
    skipped={Feature.LANDMARKS: "Landmarks need Azure."},
)

FAR_TOO_MUCH = Analysis(
    "azure",
    6000,
    4000,
    caption=Caption("very " * 900, 0.9),
    tags=tuple(Tag(f"tag {n} {'long ' * 40}", n / 300) for n in range(300)),
    objects=tuple(DetectedObject(f"thing {n}", 0.5, BOX) for n in range(300)),
    text=text_of(*(f"<line> {n} & {'words ' * 20}" for n in range(400))),
    codes=tuple(Code(kind, f"<!channel> {kind} & " * 300, CORNERS) for kind in CodeKind),
    landmarks=tuple(Landmark(f"{n} 東京タワー" * 30, 0.5) for n in range(40)),
    faces=tuple(Face(BOX, 0.9) for _ in range(300)),
    skipped=dict.fromkeys(Feature, "It is not here. " * 60),
    notes=("A note. " * 100,) * 20,
)

SAYS_LITTLE = Analysis(
    "terse",
    300,
    200,
    caption=Caption("a man at a castle", None, (Caption("a man outdoors", None),)),
    tags=(Tag("outdoor", None), Tag("castle", None)),
    objects=(DetectedObject("dog", None, BOX), DetectedObject("dog", None, BOX)),
    text=Text((TextLine("Tourist information", None, None), TextLine("Castle", None, CORNERS))),
    landmarks=(Landmark("Eiffel Tower", None), Landmark("大阪城", None)),
    faces=(Face(BOX),),
    celebrities=(Celebrity("Ada Lovelace", None),),
    brands=(DetectedObject("Lego", None, BOX),),
    dense_captions=(DenseCaption("a dog", None, BOX),),
    people=(Person(None, BOX),),
)
"""By an engine that tells neither how sure it is nor, of some lines, where they stand."""

RIGHT_TO_LEFT = Analysis("local", 300, 200, text=text_of("مرحبا بالعالم", "שלום עולם", "אבג (12)"))

ANALYSES = MappingProxyType(
    {
        "a photo": PHOTO,
        "everything": EVERYTHING,
        "nothing": NOTHING,
        "far too much": FAR_TOO_MUCH,
        "says little": SAYS_LITTLE,
        "right to left": RIGHT_TO_LEFT,
        "printed text only": Analysis("azure", 9, 9, printed_text=printed("ONE", "TWO")),
        "not asked anything": Analysis("local", 9, 9),
    }
)

PERMALINK = "https://glimpse.slack.com/archives/D0123ABCD/p1732104000000100"
REFERENCE = Reference("C0123ABCD", "1732104000.000100", ("F0123ABCDEF",), "", (Feature.CAPTION,))
MANY_FILES = Reference(
    "C0123ABCDEF",
    "1732104000.000100",
    tuple(f"F{n:010}" for n in range(10)),
    features=tuple(Feature),
    language="zh-Hant",
)
WEB = Reference(url=f"https://images.example/{'a' * 1500}?a=1&b=<2>".replace("<2>", "2"))
REFERENCES = (REFERENCE, MANY_FILES, WEB)

SETTINGS = tuple(
    ChannelSettings(mode, features, language)
    for mode, features, language in product(
        AutoReply, ((), (Feature.CAPTION, Feature.TEXT)), ("", "fr")
    )
)


def all_buttons() -> list[Block]:
    """Return the buttons for every state of an answer."""
    made = [
        buttons.answer_buttons(
            reference,
            shareable=shareable,
            deletable=deletable,
            has_text=has_text,
            has_faces=has_faces,
            has_copy=has_copy,
            holds_back_codes=holds_back_codes,
        )
        for reference in REFERENCES
        for shareable, deletable, has_text, has_faces, has_copy, holds_back_codes in product(
            (True, False), repeat=6
        )
    ]
    return [block for block in made if block]


def replies() -> dict[str, Reply]:
    """Return every message, under the name of the function that makes it and a word on how."""
    return {**_answers(), **_notices(), **_problems()}


def views() -> dict[str, Mapping[str, Any]]:
    """Return every view, as `replies` does."""
    channels = [(f"C{n:09}", one) for n, one in enumerate(SETTINGS * 4)]
    some = (Feature.CAPTION, Feature.TEXT)
    made: dict[str, Mapping[str, Any]] = {}
    for features in (some, tuple(Feature)):
        made[f"describe_modal: {len(features)}"] = modals.describe_modal(features, chosen=some)
    for number, (ceiling, current) in enumerate(product(AutoReply, SETTINGS)):
        made[f"settings_modal: {number}"] = modals.settings_modal(
            "C0123ABCD", current, ceiling, tuple(Feature), channel_name="x" * (number * 3)
        )
    for engine, shown in product(ENGINES.values(), ([], channels[:3], channels)):
        made[f"home_view: {engine.name}, {len(shown)} channels"] = home.home_view(
            [*shown, ("D0123ABCD", SETTINGS[0])] if shown else [],
            12_345,
            0,
            engine.where_pictures_go,
            AutoReply.QUIET,
            tuple(Feature),
        )
    return made


def uploads() -> dict[str, Upload]:
    """Return every file, as `replies` does."""
    small = Thumbnail(b"x", "JPEG", 150, 100)
    named = [
        (f"{name}, {file!r}", Outcome(file, "F1", analysis))
        for name, analysis in ANALYSES.items()
        for file in ("photo.jpg", "", "../..", "n" * 300 + ".png", "<!channel>\n.jpg")
    ]
    made: dict[str, Upload] = {}
    for name, outcome in named:
        made[f"annotated_copy: {name}"] = files.annotated_copy(outcome, 1, b"x", ".png")
        made[f"thumbnail_copy: {name}"] = files.thumbnail_copy(outcome, 2, small)
        made[f"whole_text: {name}"] = files.whole_text(outcome, 10)
    return made


def _answers() -> dict[str, Reply]:
    made: dict[str, Reply] = {}
    last = all_buttons()[0]
    for name, analysis in ANALYSES.items():
        one = Outcome("photo.jpg", "F1", analysis)
        made[f"plan: {name}"] = plan.plan([one], ["A scope is missing."], last, copy_at=PERMALINK)
        made[f"plan: {name}, ten times"] = plan.plan([one] * 10, buttons=last)
        made[f"plan: {name}, in private"] = plan.plan([one] * 2, private=True, named=True)
        made[f"suggestion: {name}"] = plan.suggestion([one])
        made[f"suggestion: {name}, ten times"] = plan.suggestion([one] * 10)
    both = [Outcome("<a>.png", "F1", PHOTO), Outcome("b & c.png", "F2", problem="It is empty.")]
    made["plan: one is broken"] = plan.plan(both)
    made["plan: all are broken"] = plan.plan(both[1:])
    made["plan: only a note"] = plan.plan([], ["Glimpse may not read files here."])
    made["thumbnails: one"] = plan.thumbnails(both[:1], (150, 100))
    made["thumbnails: ten"] = plan.thumbnails(both * 5, (1024, 1), ["A note."])
    return made


def _notices() -> dict[str, Reply]:
    made = {
        "placeholder: one": notices.placeholder(),
        "placeholder: several": notices.placeholder(3),
        "not_allowed: deleting": notices.not_allowed(),
        "not_allowed: settings": notices.not_allowed(notices.ONLY_MEMBERS),
        "copy_is_elsewhere: linked": notices.copy_is_elsewhere(PERMALINK),
        "copy_is_elsewhere: unlinked": notices.copy_is_elsewhere("", "thumbnail"),
        "no_images: anywhere": notices.no_images(),
        "help_text: nothing": notices.help_text(),
    }
    for command in COMMANDS:
        made[f"help_text: {command}"] = notices.help_text(command)
        made[f"no_images: {command}"] = notices.no_images(command)
    for number, settings in enumerate(SETTINGS):
        made[f"saved: {number}"] = notices.saved(settings)
    for (number, settings), one in product(enumerate(SETTINGS), ENGINES.values()):
        made[f"greeting: {one.name} {number}"] = notices.greeting(one.where_pictures_go, settings)
    return made


def _problems() -> dict[str, Reply]:
    """Return a remark for every error that is told to a user."""
    return {
        f"remark: {name}": plan.remark(error.sentence)
        for name, error in vars(errors).items()
        if isinstance(error, type) and issubclass(error, errors.GlimpseError)
    }


def said_at_once() -> dict[str, str]:
    """Return the plain strings that commands are acknowledged with."""
    return {f"looking: {one}": notices.looking(one) for one in [*COMMANDS, "/unknown"]}
