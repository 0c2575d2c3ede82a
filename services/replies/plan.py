"""From what came of a message's files to the one message that answers it. Pure: data in, data out.

Slack keeps 40,000 characters of ``text``; Glimpse stops at 4,000, which is what people read and
what notifications show, and attaches longer text whole as a .txt file.
"""

from collections.abc import Iterable, Mapping, Sequence

from services.replies.blocks import as_blocks
from services.replies.escaping import clipped, one_line
from services.replies.files import alt_text, annotated_copy, shown_name, whole_text
from services.replies.fitting import MOST_TEXT, fitted, is_verbatim
from services.replies.notices import elsewhere
from services.replies.parts import Part, Piece, Style, as_text
from services.replies.phrases import Sentence
from services.replies.reply import Block, Outcome, Reply, Upload
from services.replies.seen_table import seen_table
from services.replies.words import numbered_text, sentences_of
from services.vision import Feature

__all__ = ["MOST_TEXT", "annotated_copy", "plan", "remark", "suggestion", "thumbnails"]

MOST_SENTENCE = 600
"""Characters; chosen so that a handful of endless sentences still fits into `MOST_TEXT`."""

NO_WORDS = "Glimpse has no words for this image."


def plan(
    outcomes: Sequence[Outcome],
    notes: Sequence[str] = (),
    buttons: Block | None = None,
    *,
    copy_at: str = "",
    private: bool = False,
    named: bool = False,
) -> Reply:
    """Return the answer to a message: one part for each of its images, in their order.

    `notes` are sentences about the whole answer, such as a missing scope. `buttons` come last and
    are no part of the text. `copy_at` is Slack's link to an annotated copy that is elsewhere.
    `private`: only who asked sees it, so that secrets in codes are told. `named`: they said what to
    look for, so that they hear that there is no code.
    """
    several = len(outcomes) > 1
    parts: list[Piece] = [Part.of(Style.LABEL, _label(outcomes))]
    for number, outcome in enumerate(outcomes, start=1):
        heading = f"{number}. {shown_name(outcome, number)}"
        parts += [Part.of(Style.HEADING, heading, number)] if several else []
        parts += _about(outcome, number, alone=not several, private=private, named=named)
    parts += [elsewhere(copy_at)] if copy_at else []
    parts += [Part.of(Style.NOTE, note) for note in _notes(outcomes, notes)]
    shown = fitted(parts)
    blocks = (*as_blocks(shown), *([buttons] if buttons else []))
    return Reply(as_text(shown), blocks, _whole_texts(outcomes, parts, shown))


def thumbnails(
    outcomes: Sequence[Outcome], size: tuple[int, int], notes: Sequence[str] = ()
) -> Reply:
    """Return the words that go with thumbnails of `size`, width and height in pixels."""
    which = "A thumbnail" if len(outcomes) == 1 else "Thumbnails"
    parts: list[Piece] = [Part.of(Style.SENTENCE, f"{which} of {size[0]} x {size[1]} pixels:")]
    for number, outcome in enumerate(outcomes, start=1):
        problem = f": {one_line(outcome.problem)}" if outcome.problem else ""
        line = clipped(f"{shown_name(outcome, number)}{problem}", MOST_SENTENCE)
        parts.append(Part.of(Style.ITEM, line))
    shown = fitted([*parts, *(Part.of(Style.NOTE, note) for note in _notes(outcomes, notes))])
    return Reply(as_text(shown), as_blocks(shown))


def suggestion(outcomes: Sequence[Outcome]) -> Reply:
    """Return what only the person who posted sees: a suggested alt text for each image."""
    parts: list[Piece] = [Part.of(Style.LABEL, f"{_label(outcomes)} Only you can see this.")]
    for number, outcome in enumerate(outcomes, start=1):
        heading = f"Suggested alt text for {shown_name(outcome, number)}:"
        text = alt_text(outcome.analysis) or NO_WORDS if outcome.analysis else outcome.problem
        parts += [Part.of(Style.HEADING, heading, number), *_sentences([text], number)]
    shown = fitted(parts)
    return Reply(as_text(shown), as_blocks(shown))


def remark(sentence: str) -> Reply:
    """Return a reply of one sentence of Glimpse's own."""
    parts = _sentences([sentence])
    return Reply(as_text(parts), as_blocks(parts))


def _label(outcomes: Sequence[Outcome]) -> str:
    engines = dict.fromkeys(one_line(one.analysis.engine) for one in outcomes if one.analysis)
    by = f" by the {' and the '.join(engines)} engine" if engines else ""
    return f"Machine-made description{by}; it may be wrong."


def _about(
    outcome: Outcome, number: int, *, alone: bool, private: bool, named: bool
) -> list[Piece]:
    """Return what is said of one image; a table is for one that is `alone` in its message."""
    analysis = outcome.analysis
    if analysis is None:
        return _sentences([outcome.problem], number)
    table = seen_table(analysis, number) if alone else None
    besides = {Feature.TAGS, Feature.OBJECTS} if table else set()
    besides |= {Feature.PRINTED_TEXT} if analysis.text is None else set()
    said = sentences_of(analysis, frozenset(besides), private=private)
    if analysis.codes == () and not named and (len(said) > 1 or analysis.text is not None):
        del said[Feature.CODES]  # few pictures have one, and nobody asked
    pieces: list[Piece] = [*_findings(said, number, whole=private)]
    text = numbered_text(analysis)
    if text.strip():
        pieces.append(Part.of(Style.SENTENCE, "Text:", number))
        pieces.append(Part.of(Style.VERBATIM, text, number))
    elif analysis.printed_text is not None or (analysis.text and not analysis.text.unread):
        pieces.append(Part.of(Style.SENTENCE, "No text found.", number))
    return [*pieces, table] if table else pieces


def _findings(said: Mapping[Feature, Sentence], number: int, *, whole: bool) -> list[Part]:
    """Return the caption as a sentence, and the rest as a list where there is more than one.

    No sentence is endless, but for what codes hold where it is told `whole`; the addresses in it do
    not count.
    """
    plain = len(said.keys() - {Feature.CAPTION}) < 2
    parts = []
    for feature, sentence in said.items():
        style = Style.SENTENCE if plain or feature is Feature.CAPTION else Style.ITEM
        part = Part(style, sentence, number)
        longest = MOST_TEXT if whole and feature is Feature.CODES else MOST_SENTENCE
        limit = longest + sum(len(run.url) for run in sentence)
        parts.append(part.clipped(limit) or part)
    return parts


def _sentences(sentences: Iterable[str], number: int = 0) -> list[Piece]:
    short = (clipped(one_line(sentence), MOST_SENTENCE) for sentence in sentences)
    return [Part.of(Style.SENTENCE, sentence, number) for sentence in short if sentence]


def _notes(outcomes: Sequence[Outcome], notes: Sequence[str]) -> list[str]:
    analyses = [outcome.analysis for outcome in outcomes if outcome.analysis]
    skipped = [why for one in analyses for why in (*one.skipped.values(), *one.notes)]
    said = [clipped(one_line(" ".join(dict.fromkeys([*skipped, *notes]))), 3 * MOST_SENTENCE)]
    if analyses:
        seconds = sum(analysis.seconds for analysis in analyses)
        engines = " and ".join(dict.fromkeys(analysis.engine for analysis in analyses))
        said.insert(0, f"Engine: {engines} · {seconds:.1f} s")
    return [note for note in said if note]


def _whole_texts(
    outcomes: Sequence[Outcome], pieces: Sequence[Piece], shown: Sequence[Piece]
) -> tuple[Upload, ...]:
    """Return a .txt file for each image whose text did not fit."""
    seen = {one.group: one.text for one in shown if is_verbatim(one)}
    whole = {one.group: one.text for one in pieces if is_verbatim(one)}
    cut = [number for number, text in whole.items() if seen.get(number) != text]
    return tuple(whole_text(outcomes[number - 1], number) for number in cut)
