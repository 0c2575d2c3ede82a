"""What Glimpse says about itself, in one place: what it can do, who looks, and what is kept."""

from collections.abc import Iterable
from types import MappingProxyType

from services.channels import IMAGES_KEPT_SECONDS, AutoReply, ChannelSettings
from services.replies.languages import language_name
from services.vision import Feature

INVITE = "/invite @Glimpse"
DAYS_KEPT = round(IMAGES_KEPT_SECONDS / 86400)

FEATURES = MappingProxyType(
    {
        Feature.CAPTION: ("Caption", "A sentence about the whole image"),
        Feature.TEXT: ("Text", "What is written in it, line by line"),
        Feature.CODES: ("QR and bar codes", "What they hold; secrets for who asks alone"),
        Feature.LANDMARKS: ("Landmarks", "Well-known places, with a map"),
        Feature.FACES: ("Faces", "Where faces are, numbered; never who they are"),
        Feature.TAGS: ("Tags", "Words for what is in it"),
        Feature.OBJECTS: ("Objects", "Things, and where they are"),
        Feature.COLORS: ("Colours", "The colours that stand out"),
        Feature.BRANDS: ("Brands", "Logos of known brands"),
        Feature.CELEBRITIES: ("Celebrities", "People known to everybody, by name"),
        Feature.PEOPLE: ("People", "Where people are, with no name"),
        Feature.DENSE_CAPTIONS: ("Captions of parts", "A sentence about each part"),
        Feature.CATEGORIES: ("Categories", "Its place in a fixed list of kinds"),
        Feature.IMAGE_TYPE: ("Kind of image", "Whether it is clip art or a line drawing"),
        Feature.ADULT: ("Fitness for work", "Whether it is adult, racy or gory"),
        Feature.PRINTED_TEXT: ("Printed text", "What is printed, read in the older way"),
        Feature.SMART_CROPS: ("Crops", "The part to keep at another shape"),
        Feature.AREA_OF_INTEREST: ("Area of interest", "The part that matters most"),
        Feature.THUMBNAIL: ("Thumbnail", "A small copy that keeps what matters"),
    }
)
"""A name and a few words (at most 75 characters each) for every feature, those asked most first."""

MODES = MappingProxyType(
    {
        AutoReply.ON: ("Answer in the thread", "Everybody sees it, under the image"),
        AutoReply.QUIET: ("Only suggest an alt text", "Seen by who posted the image alone"),
        AutoReply.OFF: ("Do not answer", "Commands and shortcuts still work"),
    }
)
"""A name and a few words for every mode, from much to little."""


def in_order(features: Iterable[Feature]) -> tuple[Feature, ...]:
    """Return `features` in the order of `FEATURES`, each once."""
    wanted = set(features)
    return tuple(feature for feature in FEATURES if feature in wanted)


def names_of(features: Iterable[Feature]) -> str:
    """Return such as ``caption, text and faces``, in the order of `FEATURES`."""
    names = [FEATURES[feature][0].lower() for feature in in_order(features)]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def what_happens(settings: ChannelSettings) -> str:
    """Return a phrase for how a channel's images are answered."""
    if settings.mode is AutoReply.OFF:
        return "images are not answered unless somebody asks"
    what = names_of(settings.features) or "what the operator chose"
    language = f", in {language_name(settings.language)}" if settings.language else ""
    if settings.mode is AutoReply.QUIET:
        return f"who posts an image is shown a suggested alt text, which nobody else sees{language}"
    return f"images are answered in their thread with {what}{language}"


def what_is_kept() -> str:
    """Return the sentences on what Glimpse remembers."""
    return (
        "Glimpse keeps no image. What it recognised is kept for a day, so that a restart loses no "
        f"answer; which images it saw and answered (ids and times) for {DAYS_KEPT} days. "
        "Delete an image, and its answer goes too."
    )
