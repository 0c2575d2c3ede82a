"""From what came of a message's files to the one message that answers it. Pure: data in, data out.

Slack keeps 40,000 characters of ``text``; Glimpse stops at 4,000, which is what people read and
what notifications show, and attaches longer text whole as a .txt file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from services.replies.blocks import Part, Style, as_blocks, as_text
from services.replies.escaping import clipped, escaped, one_line
from services.replies.reply import Outcome, Reply, Upload
from services.replies.words import described, recognised, unnumbered
from services.vision import Analysis

MOST_TEXT = 4000
MOST_SENTENCE = 600
MOST_NAME = 80
LEAST_VERBATIM = 120
ALT_LIMIT = 1000


def plan(outcomes: Sequence[Outcome], notes: Sequence[str] = ()) -> Reply:
    """Return the answer to a message: one part for each of its images, in their order.

    `notes` are sentences about the whole answer, such as a missing scope.
    """
    several = len(outcomes) > 1
    parts = [Part(Style.LABEL, _label(outcomes))]
    for number, outcome in enumerate(outcomes, start=1):
        heading = f"{number}. {_shown(outcome.name, number)}"
        parts += [Part(Style.HEADING, heading, number)] if several else []
        parts += _about(outcome, number)
    parts += [Part(Style.NOTE, note) for note in _notes(outcomes, notes)]
    fitted = _fitted(parts)
    return Reply(as_text(fitted), as_blocks(fitted), _whole_texts(outcomes, parts, fitted))


def suggestion(outcomes: Sequence[Outcome]) -> Reply:
    """Return what only the person who posted sees: a suggested alt text for each image."""
    parts = [Part(Style.LABEL, f"{_label(outcomes)} Only you can see this.")]
    for number, outcome in enumerate(outcomes, start=1):
        heading = f"Suggested alt text for {_shown(outcome.name, number)}:"
        text = alt_text(outcome.analysis) if outcome.analysis else outcome.problem
        parts += [Part(Style.HEADING, heading, number), *_sentences([text], number)]
    fitted = _fitted(parts)
    return Reply(as_text(fitted), as_blocks(fitted))


def remark(sentence: str) -> Reply:
    """Return a reply of one sentence of Glimpse's own."""
    parts = _sentences([sentence])
    return Reply(as_text(parts), as_blocks(parts))


def annotated_copy(outcome: Outcome, number: int, data: bytes, suffix: str) -> Upload:
    """Return the upload of the annotated copy of the `number`-th image of a message, from 1."""
    name = _shown(outcome.name, number)
    stem = PurePath(name).stem if number == 1 else f"{PurePath(name).stem}-{number}"
    title = f"Annotated copy of {name}"
    described = alt_text(outcome.analysis, f"{title}.") if outcome.analysis else title
    return Upload(f"{stem}.glimpse{suffix}", data, title, described)


def alt_text(analysis: Analysis, before: str = "") -> str:
    """Return a description for ``alt_txt``: `before`, the caption, then the text; one line."""
    words = [before, analysis.caption.text if analysis.caption else ""]
    if analysis.text and analysis.text.lines:
        words.append("Text: " + " / ".join(line.text for line in analysis.text.lines))
    return clipped(one_line(" ".join(filter(None, words))), ALT_LIMIT)


def _label(outcomes: Sequence[Outcome]) -> str:
    engines = dict.fromkeys(one.analysis.engine for one in outcomes if one.analysis)
    by = f" by the {' and the '.join(engines)} engine" if engines else ""
    return f"Machine-made description{by}; it may be wrong."


def _shown(name: str, number: int) -> str:
    return clipped(one_line(name), MOST_NAME) or f"image {number}"


def _about(outcome: Outcome, number: int) -> list[Part]:
    if outcome.analysis is None:
        return _sentences([outcome.problem], number)
    parts = _sentences(described(outcome.analysis), number)
    text = recognised(outcome.analysis)
    if text.strip():
        parts += [Part(Style.SENTENCE, "Text:", number), Part(Style.VERBATIM, text, number)]
    elif outcome.analysis.text is not None:
        parts.append(Part(Style.SENTENCE, "No text found.", number))
    return parts


def _sentences(sentences: Iterable[str], number: int = 0) -> list[Part]:
    short = (clipped(one_line(sentence), MOST_SENTENCE) for sentence in sentences)
    return [Part(Style.SENTENCE, sentence, number) for sentence in short if sentence]


def _notes(outcomes: Sequence[Outcome], notes: Sequence[str]) -> list[str]:
    analyses = [outcome.analysis for outcome in outcomes if outcome.analysis]
    skipped = [why for one in analyses for why in (*one.skipped.values(), *one.notes)]
    said = [clipped(one_line(" ".join(dict.fromkeys([*skipped, *notes]))), 3 * MOST_SENTENCE)]
    if analyses:
        seconds = sum(analysis.seconds for analysis in analyses)
        engines = " and ".join(dict.fromkeys(analysis.engine for analysis in analyses))
        said.insert(0, f"Engine: {engines} · {seconds:.1f} s")
    return [note for note in said if note]


def _fitted(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` with the recognised text cut so that all of it stays below `MOST_TEXT`."""
    verbatim = sum(part.style is Style.VERBATIM for part in parts)
    fixed = sum(len(escaped(p.text)) + 1 for p in parts if p.style is not Style.VERBATIM)
    room, fitted = MOST_TEXT - fixed, []
    for part in parts:
        if part.style is Style.VERBATIM:
            share = max(room // verbatim - 1, LEAST_VERBATIM)
            part = replace(part, text=clipped(part.text, share))
            room, verbatim = room - len(escaped(part.text)) - 1, verbatim - 1
        fitted.append(part)
    return _within(fitted)


def _within(parts: list[Part]) -> list[Part]:
    """Return as many `parts` as `MOST_TEXT` holds, the last of them cut; the label always is."""
    room, kept = MOST_TEXT, []
    for part in parts:
        text = clipped(part.text, room)
        if not text:
            break
        kept.append(replace(part, text=text))
        room -= len(escaped(text)) + 1
    return kept


def _whole_texts(
    outcomes: Sequence[Outcome], parts: Sequence[Part], fitted: Sequence[Part]
) -> tuple[Upload, ...]:
    """Return a .txt file for each image whose text did not fit."""
    shown = {part.group: part.text for part in fitted if part.style is Style.VERBATIM}
    whole = {part.group: part.text for part in parts if part.style is Style.VERBATIM}
    cut = [number for number, text in whole.items() if shown.get(number) != text]
    return tuple(_text_file(outcomes[number - 1], number) for number in cut)


def _text_file(outcome: Outcome, number: int) -> Upload:
    stem = PurePath(_shown(outcome.name, number)).stem
    text = unnumbered(outcome.analysis) if outcome.analysis else ""
    return Upload(f"{stem}.txt", text.encode(), f"The whole text of {outcome.name}"[:MOST_NAME])
