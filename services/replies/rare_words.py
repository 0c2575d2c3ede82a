"""Words for what only somebody who asks for it by name gets."""

from services.places import place_of
from services.replies.escaping import one_line
from services.replies.phrases import listed, percent
from services.vision import Analysis


def rarely_asked(analysis: Analysis) -> tuple[str, ...]:
    """Return a sentence for each result that only somebody who asks for it gets."""
    return (
        _categories(analysis),
        _adult(analysis),
        _image_type(analysis),
        _dense_captions(analysis),
        _people(analysis),
        _crops(analysis),
        _area_of_interest(analysis),
        _printed_text(analysis),
    )


def _categories(analysis: Analysis) -> str:
    each = [f"{one_line(c.name)} ({percent(c.score)})" for c in analysis.categories or ()]
    return listed("Categories", each)


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
        f"{'' if yes else 'not '}{word} ({percent(sure)})" for word, (yes, sure) in scores.items()
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
    each = [
        f"{one_line(one.text)} {place_of(one.box, analysis.width, analysis.height)}"
        f" ({percent(one.confidence)})"
        for one in analysis.dense_captions or ()
    ]
    return listed("In its parts", each)


def _people(analysis: Analysis) -> str:
    if analysis.people is None:
        return ""
    each = [
        f"{place_of(one.box, analysis.width, analysis.height)} ({percent(one.confidence)})"
        for one in analysis.people
    ]
    return listed(f"People: {len(each)}", each) if each else "No person found."


def _crops(analysis: Analysis) -> str:
    each = [
        f"{one.aspect_ratio:.2f} at {one.box.left:.0f}, {one.box.top:.0f}, "
        f"{one.box.width:.0f} x {one.box.height:.0f} pixels"
        for one in analysis.smart_crops or ()
    ]
    return listed("Crops", each)


def _area_of_interest(analysis: Analysis) -> str:
    if analysis.area_of_interest is None:
        return ""
    box = analysis.area_of_interest.box
    return (
        f"Area of interest: at {box.left:.0f}, {box.top:.0f}, "
        f"{box.width:.0f} x {box.height:.0f} pixels."
    )


def _printed_text(analysis: Analysis) -> str:
    printed = analysis.printed_text
    if printed is None:
        return ""
    lines = [one_line(line.text) for region in printed.regions for line in region.lines]
    return f"Printed text: {' / '.join(lines)}" if lines else "No printed text found."
