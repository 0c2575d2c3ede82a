"""The answer in plain words, one function per feature. Nothing here is escaped yet."""

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from services.replies import rare_words
from services.replies.code_words import codes_in
from services.replies.escaping import cleaned, one_line
from services.replies.face_words import faces_in
from services.replies.parts import Run
from services.replies.phrases import Sentence, listed, map_url, name_of, named, with_sureness
from services.vision import Analysis, Feature
from services.vision.wording import hedged

MOST_CANDIDATES = 2
"""Other captions that are told; chosen: each says nearly the same again."""

MOST_MAPPED = 3
"""Landmarks with a map: in the plain text each map is an address, which takes long to hear."""


def sentences_of(
    analysis: Analysis, besides: frozenset[Feature] = frozenset(), *, private: bool = False
) -> dict[Feature, Sentence]:
    """Return a sentence for each result but the recognised text, in the order of an answer.

    What is shown in another way, `besides`, is left out. `private`: only who asked reads it, and
    is told what codes hold even where that is secret.
    """
    said = {one: tell(analysis) for one, tell in _TELLING.items() if one not in besides}
    if private and Feature.CODES in said:
        said[Feature.CODES] = _plainly(lambda one: codes_in(one, private=True))(analysis)
    return {feature: sentence for feature, sentence in said.items() if sentence}


def described(analysis: Analysis) -> tuple[str, ...]:
    """Return `sentences_of` for who asked alone, in plain text; an address follows its words."""
    said = sentences_of(analysis, private=True).values()
    return tuple("".join(run.plain for run in sentence) for sentence in said)


def caption_of(analysis: Analysis) -> str:
    """Return the caption on one line, as a guess where the engine is unsure; empty without one."""
    caption = analysis.caption
    return hedged(one_line(caption.text), caption.confidence) if caption else ""


def numbered_text(analysis: Analysis) -> str:
    """Return the recognised text, a line each, keyed by number as in the annotated copy."""
    lines = _lines(analysis)
    if len(lines) < 2:
        return "".join(lines)
    wide = len(str(len(lines)))
    return "\n".join(f"{n:>{wide}}  {line}" for n, line in enumerate(lines, start=1))


def unnumbered_text(analysis: Analysis) -> str:
    """Return the recognised text as it stands in the picture, layout and all, for a .txt file."""
    if analysis.text is None or not analysis.text.plain:
        return "\n".join(_lines(analysis)) + "\n"
    lines = analysis.text.plain.split("\n")
    return "\n".join(cleaned(line).rstrip() for line in lines) + "\n"


def _lines(analysis: Analysis) -> list[str]:
    if analysis.text is None:
        return rare_words.printed_lines(analysis)
    return [one_line(line.text) for line in analysis.text.lines]


def _caption(analysis: Analysis) -> Sentence:
    caption, words = analysis.caption, caption_of(analysis)
    if caption is None or not words:
        return ()
    others = dict.fromkeys(one_line(other.text) for other in caption.candidates)
    others.pop(one_line(caption.text), None)
    also = "; ".join(list(filter(None, others))[:MOST_CANDIDATES])
    rest = with_sureness("", caption.confidence) + (f"; or: {also}" if also else "")
    return (Run(words, bold=True), *([Run(rest)] if rest else []))


def _landmarks(analysis: Analysis) -> Sentence:
    if analysis.landmarks is None:
        return ()
    found = [place for place in analysis.landmarks if name_of(place.name)]
    if not found:
        return (Run("No landmark recognised."),)
    runs = [Run("Landmark: " if len(found) == 1 else "Landmarks: ")]
    for place in found[:MOST_MAPPED]:
        name = name_of(place.name)
        runs += [Run(name, map_url(name)), Run(f"{with_sureness('', place.confidence)}; ")]
    more = [with_sureness(name_of(one.name), one.confidence) for one in found[MOST_MAPPED:]]
    rest = listed("", more).removeprefix(": ")
    runs[-1] = Run(runs[-1].text + rest if rest else runs[-1].text.removesuffix("; ") + ".")
    return tuple(runs)


def _objects(analysis: Analysis) -> str:
    if analysis.objects is None:
        return ""
    best: dict[str, float | None] = {}
    for thing in analysis.objects:
        both = best.get(thing.name), thing.confidence
        best[thing.name] = max(both, key=lambda one: -1.0 if one is None else one)
    counts = Counter(thing.name for thing in analysis.objects)
    each = []
    for name, confidence in best.items():
        count = f"{counts[name]} x " if counts[name] > 1 else ""
        each.append(with_sureness(f"{count}{name_of(name)}", confidence))
    return listed("Objects", each) or "No object is certain."


def _colors(analysis: Analysis) -> str:
    colors = analysis.colors
    if colors is None:
        return ""
    if colors.black_and_white:
        return "Black and white."
    return (
        f"Colours: {', '.join(colors.dominant) or colors.foreground}; "
        f"{colors.foreground} in front of {colors.background}; accent #{colors.accent}."
    )


def _celebrities(analysis: Analysis) -> str:
    return named("Celebrities", analysis.celebrities, "No celebrity recognised.")


def _brands(analysis: Analysis) -> str:
    return named("Brands", analysis.brands, "No brand recognised.")


def _tags(analysis: Analysis) -> str:
    return named("Tags", analysis.tags, "No tag is certain.")


def _plainly(tell: Callable[[Analysis], str]) -> Callable[[Analysis], Sentence]:
    def sentence(analysis: Analysis) -> Sentence:
        text = one_line(tell(analysis))
        return (Run(text),) if text else ()

    return sentence


_TELLING: Mapping[Feature, Callable[[Analysis], Sentence]] = MappingProxyType(
    {
        Feature.CAPTION: _caption,
        Feature.LANDMARKS: _landmarks,
        Feature.CODES: _plainly(codes_in),
        Feature.CELEBRITIES: _plainly(_celebrities),
        Feature.FACES: _plainly(faces_in),
        Feature.OBJECTS: _plainly(_objects),
        Feature.BRANDS: _plainly(_brands),
        Feature.TAGS: _plainly(_tags),
        Feature.COLORS: _plainly(_colors),
        **{feature: _plainly(tell) for feature, tell in rare_words.TELLING.items()},
    }
)
"""The order of an answer."""
