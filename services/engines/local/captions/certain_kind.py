"""When the kind of picture may be told: when more than its pixels speak for it."""

from collections.abc import Sequence

from services.engines.local.captions.kind import Kind
from services.engines.local.scenes.impression import Impression
from services.vision import DetectedObject, Text

SCENE_OF_A_PHOTO = 0.75
"""A painted church or field is one to the network too, but with a smaller share."""
OBJECT_OF_A_PHOTO = 0.85
"""The same for the detector and what is painted."""
SCREEN = 0.5
"""The share of ImageNet's ``web site`` from which on what looks like a window is one; a drawn sign
has 0.45."""


def certain_kind(
    looks: Kind, impression: Impression, objects: Sequence[DetectedObject], text: Text | None
) -> Kind:
    """Return the kind it `looks` like by its pixels where that is certain, else `Kind.IMAGE`."""
    if looks is Kind.PHOTO:
        shown = [tag.confidence or 0 for tag in (impression.thing, impression.scene) if tag]
        known = [thing.confidence or 0 for thing in objects]
        is_photo = max(shown, default=0) >= SCENE_OF_A_PHOTO
        certain = is_photo or max(known, default=0) >= OBJECT_OF_A_PHOTO
    elif looks is Kind.SCREENSHOT:
        certain = impression.on_screen >= SCREEN
    else:  # a page, a receipt or a chart is drawn by the same means, and is no drawing
        certain = not (text and text.lines)
    return looks if certain else Kind.IMAGE
