"""What is read in photographs without writing: `python -m bench.phantoms FOLDER`.

The photographs are those of `bench.captions`, fetched into FOLDER if they are not there. Those in
which somebody could read something are marked ``writing`` and left out. Printed for each set: how
many photographs there are, each line that is told of one, and each that is said to hold writing
that cannot be read. No line is right there.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from bench.captions import HERE, SETS, Pictures
from bench.truths import pictures
from services.engines.local.ocr.reader import TextReader


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what is read where nothing is written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the pictures are, or shall be")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    asked = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    reader = TextReader()
    for name in asked.sets:
        print(f"{name.upper()}\n")
        count(reader, pictures(asked.folder, HERE / f"captions_{name}.json"))


def count(reader: TextReader, truths: Pictures) -> None:
    """Print the lines that are read in photographs without writing, and how many there are."""
    photographs = lines = notes = 0
    for name, picture, truth in truths:
        if truth["kind"] != "photo" or truth.get("writing"):
            continue
        photographs += 1
        text = reader.read_text(picture.image)
        lines += len(text.lines)
        notes += text.unread
        if text.lines or text.unread:
            said = ", ".join(f"{line.text} ({line.confidence or 0:.2f})" for line in text.lines)
            print(f"{name}: {said or 'writing that cannot be read'}")
    print(f"{lines} lines and {notes} notes on {photographs} photographs without writing\n")


if __name__ == "__main__":
    main()
