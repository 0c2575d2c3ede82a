"""What Glimpse says about itself in messages: greetings, help, progress, refusals."""

from types import MappingProxyType

from services.channels import ChannelSettings
from services.jobs.asking import COMMANDS, USAGE
from services.replies import about
from services.replies.blocks import as_blocks
from services.replies.parts import Part, Run, Style, as_text
from services.replies.phrases import scale
from services.replies.reply import Reply

ONLY_THE_SHARER = "Only who shared the image can delete the answer to it."
ONLY_MEMBERS = "Only members of a channel can change how its images are answered."

_DOING = MappingProxyType(
    {
        "/caption": "Looking at the image…",
        "/ocr": "Reading the text…",
        "/landmarks": "Looking for landmarks…",
        "/faces": "Looking for faces…",
        "/thumbnail": "Making the thumbnail…",
    }
)
COMMANDS_DO = MappingProxyType(
    {
        "/caption": "says in a sentence what is in an image",
        "/ocr": "reads the text in it",
        "/landmarks": "names well-known places, with a map",
        "/faces": "finds faces and numbers them",
        "/thumbnail": "makes a small copy that keeps what matters",
        "/glimpse": "asks for anything, or for everything",
    }
)


def placeholder(images: int = 1) -> Reply:
    """Return what stands in the thread until the answer is known."""
    which = "the image" if images == 1 else f"{images} images"
    label = Part.of(Style.LABEL, "Machine-made description; it may be wrong.")
    return _reply(label, Part.of(Style.SENTENCE, f"Looking at {which}…"))


def looking(command: str) -> str:
    """Return what a command is acknowledged with, in plain words."""
    return _DOING.get(command, "Looking…")


def greeting(who_looks: str, settings: ChannelSettings) -> Reply:
    """Return what Glimpse says once when it joins a channel: who looks, what is kept, how to stop.

    `who_looks` says who gets to see the images, `settings` what holds for the channel now.
    """
    happens = about.what_happens(settings)
    return _reply(
        Part.of(Style.HEADING, "Hello, I am Glimpse. I describe images."),
        Part.of(Style.SENTENCE, f"In this channel, {happens}."),
        Part.of(Style.ITEM, who_looks),
        Part.of(Style.ITEM, about.what_is_kept()),
        Part.of(
            Style.ITEM,
            "To turn this off or change it: /glimpse settings. What else I can do: /glimpse help.",
        ),
    )


def help_text(command: str = "/glimpse") -> Reply:
    """Return how every command is used; `command`, where it is one, comes first."""
    first = [command] if command in COMMANDS else []
    commands = dict.fromkeys([*first, *COMMANDS])
    items = [
        Part(Style.ITEM, (Run(one, bold=True), Run(f" {COMMANDS_DO[one]}: {USAGE[one]}")))
        for one in commands
    ]
    return _reply(
        Part.of(Style.HEADING, "What to ask Glimpse"),
        *items,
        Part.of(
            Style.SENTENCE,
            "With nothing after it, a command looks at the newest image in the channel. Only you "
            "see its answer unless you add “here”. Commands do not work in threads: there, use "
            "the message shortcut “Describe this image”, or mention @Glimpse.",
        ),
        Part.of(Style.SENTENCE, scale()),
    )


def not_allowed(sentence: str = ONLY_THE_SHARER) -> Reply:
    """Return the refusal of something that is not for everybody."""
    return _reply(Part.of(Style.SENTENCE, sentence))


def saved(settings: ChannelSettings) -> Reply:
    """Return what tells that a channel's settings were changed."""
    happens = about.what_happens(settings)
    return _reply(Part.of(Style.SENTENCE, f"Saved. From now on, {happens}."))


def no_images(command: str = "") -> Reply:
    """Return what tells that there is no image to look at, and how to name one."""
    usage = f" Usage: {USAGE[command]}" if command in USAGE else ""
    return _reply(
        Part.of(
            Style.SENTENCE,
            "I found no image here. Share one, or say which: a link to a message or a file, or "
            f"the https address of an image.{usage}",
        )
    )


def copy_is_elsewhere(permalink: str, what: str = "annotated copy") -> Reply:
    """Return what tells where the annotated copy is, or another picture that was asked for.

    `permalink` is Slack's; it may be empty.
    """
    return _reply(elsewhere(permalink, what))


def elsewhere(permalink: str, what: str = "annotated copy") -> Part:
    """Return the sentence with the link to a picture that could not be where the answer is."""
    lead = f"The {what} is in your direct messages with Glimpse"
    if not permalink:
        return Part.of(Style.SENTENCE, f"{lead}.")
    return Part(Style.SENTENCE, (Run(f"{lead}: "), Run(f"open the {what}", permalink)))


def _reply(*parts: Part) -> Reply:
    return Reply(as_text(parts), as_blocks(parts))
