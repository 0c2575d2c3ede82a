"""Words for what only somebody who asks for it by name gets."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from services.replies.escaping import one_line
from services.replies.phrases import listed, name_of, percent, whereabouts, with_sureness
from services.vision import Analysis, Feature


def printed_lines(analysis: Analysis) -> list[str]:
    """Return the lines that the older OCR read."""
    regions = analysis.printed_text.regions if analysis.printed_text else ()
    return [one_line(line.text) for region in regions for line in region.lines]


def _categories(analysis: Analysis) -> str:
    if analysis.categories is None:
        return ""
    each = [with_sureness(name_of(one.name), one.score) for one in analysis.categories]
    return listed("Categories", each) or "No category fits."


def _adult(analysis: Analysis) -> str:
    adult = analysis.adult
    if adult is None:
        return ""
    scores = {
        "adult": (adult.is_adult, adult.adult_score),
        "racy": (adult.is_racy, adult.racy_score),
        "gory": (adult.is_gory, adult.gore_score),
    }
    said = [
        f"{'' if yes else 'not '}{word} (score {percent(score) or 'unknown'})"
        for word, (yes, score) in scores.items()
    ]
    return f"Fitness for work: {', '.join(said)}."


def _image_type(analysis: Analysis) -> str:
    kind = analysis.image_type
    if kind is None:
        return ""
    clip_art = ("no clip art", "perhaps clip art", "clip art", "good clip art")
    drawing = "a line drawing" if kind.line_drawing else "no line drawing"
    return f"Kind of image: {clip_art[min(max(kind.clip_art, 0), 3)]}, {drawing}."


def _dense_captions(analysis: Analysis) -> str:
    if analysis.dense_captions is None:
        return ""
    each = [
        with_sureness(
            f"{name_of(one.text)} {whereabouts(one.box, analysis)}",
            one.confidence,
        )
        for one in analysis.dense_captions
    ]
    return listed("In its parts", each) or "No part has words of its own."


def _people(analysis: Analysis) -> str:
    if analysis.people is None:
        return ""
    each = [
        with_sureness(whereabouts(one.box, analysis), one.confidence) for one in analysis.people
    ]
    people = "One person" if len(each) == 1 else f"{len(each)} people"
    return listed(people, each) or "No person found."


def _crops(analysis: Analysis) -> str:
    if analysis.smart_crops is None:
        return ""
    each = [
        f"{one.aspect_ratio:.2f} at {one.box.left:.0f}, {one.box.top:.0f}, "
        f"{one.box.width:.0f} x {one.box.height:.0f} pixels"
        for one in analysis.smart_crops
    ]
    return listed("Crops", each) or "No crop found."


def _area_of_interest(analysis: Analysis) -> str:
    if analysis.area_of_interest is None:
        return ""
    box = analysis.area_of_interest.box
    return (
        f"Area of interest: at {box.left:.0f}, {box.top:.0f}, "
        f"{box.width:.0f} x {box.height:.0f} pixels."
    )


def _printed_text(analysis: Analysis) -> str:
    if analysis.printed_text is None:
        return ""
    lines = printed_lines(analysis)
    return f"Printed text: {' / '.join(lines)}" if lines else "No printed text found."


TELLING: Mapping[Feature, Callable[[Analysis], str]] = MappingProxyType(
    {
        Feature.CATEGORIES: _categories,
        Feature.ADULT: _adult,
        Feature.IMAGE_TYPE: _image_type,
        Feature.DENSE_CAPTIONS: _dense_captions,
        Feature.PEOPLE: _people,
        Feature.SMART_CROPS: _crops,
        Feature.AREA_OF_INTEREST: _area_of_interest,
        Feature.PRINTED_TEXT: _printed_text,
    }
)
"""A sentence for each result that only somebody who asks for it gets."""
