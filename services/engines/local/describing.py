"""What follows from what was seen: the caption, the tags, the parts to keep of a picture."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from services.engines.local.captions.captioning import NOTHING_SEEN, compose, tags_from
from services.engines.local.captions.certain_kind import certain_kind
from services.engines.local.captions.kind import Kind
from services.engines.local.colors import plain_color
from services.engines.local.scenes.impression import Impression
from services.engines.local.thumbnails import smart_crop, subjects_of
from services.vision import Analysis, AnalysisOptions, Feature, SmartCrop

if TYPE_CHECKING:
    from PIL.Image import Image

NO_SCREEN = 0.001
"""The share of ``web site`` below which it is no screenshot, even if it has hard edges; the least
that a screenshot has, of a page full of photographs, is 0.0014."""

_ENGLISH_ONLY = "Captions are in English; the local engine writes no other language."


def described(
    seen: Analysis,
    image: "Image",
    asked: frozenset[Feature],
    looks: Kind,
    impression: Impression,
) -> Analysis:
    """Add the caption and the tags that are `asked`; `looks` is what its pixels say it is."""
    objects, faces = seen.objects or (), seen.faces or ()
    kind = certain_kind(looks, impression, objects, seen.text)
    no_screen = looks is Kind.SCREENSHOT and impression.on_screen < NO_SCREEN
    # A screenshot or a drawing has no scene: of what is not soft nothing is told but its kind.
    shown = impression if looks is Kind.PHOTO or no_screen else NOTHING_SEEN
    if looks is Kind.IMAGE:  # such as a thing before a white wall
        shown = Impression(
            thing=impression.thing,
            broad_thing=impression.broad_thing,
            doubted=impression.doubted,
        )
    if Feature.CAPTION in asked:
        size, color = (seen.width, seen.height), partial(plain_color, image)
        caption = compose(kind, *size, objects, faces, seen.text, shown, color)
        seen = replace(seen, caption=caption)
    if Feature.TAGS in asked:
        seen = replace(seen, tags=tags_from(kind, objects, faces, seen.text, shown))
    return seen


def with_notes(seen: Analysis, options: AnalysisOptions) -> Analysis:
    """Say of what is `described` that it is in English, where another language was asked for."""
    if options.language.lower().split("-")[0] == "en":
        return seen
    return replace(seen, notes=(*seen.notes, _ENGLISH_ONLY))


def cropped(seen: Analysis, image: "Image", options: AnalysisOptions) -> Analysis:
    """Add smart crops that keep the faces, objects and text that were seen."""
    ratios = options.aspect_ratios or (image.width / image.height,)
    subjects = subjects_of(seen)
    crops = tuple(SmartCrop(ratio, smart_crop(image, ratio, subjects)) for ratio in ratios)
    return replace(seen, smart_crops=crops)
