"""An engine of a test's own, declared as each engine is: it calls every picture a toy."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

from doubles.scripted_engine import SEEN, ScriptedEngine
from services.engines import ENGINES
from services.engines.declaration import Check, EngineDeclaration, Tell
from services.environment import Reader
from services.vision import Caption, Engine

SENTENCE = "Images are shown to a toy."
CAPTION = "A toy, as everything is."


@dataclass(frozen=True, slots=True)
class ToySettings:
    """`key` opens the toy box."""

    key: str = field(default="", repr=False)

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return what is set."""
        return cls(reader.text("TOY_KEY"))

    @property
    def configured(self) -> bool:
        """Return whether there is a key."""
        return bool(self.key)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the key."""
        return (self.key,)

    def gaps(self, *, chosen: bool) -> list[str]:
        """Return a sentence where the toy box cannot be opened."""
        return ["VISION_ENGINE is toy, TOY_KEY is not set."] if chosen and not self.key else []


def make_toy(_settings: ToySettings, _tell: Tell) -> Engine:
    """Return an engine that sees toys."""
    seen = replace(SEEN, engine="toy", caption=Caption(CAPTION, 0.9))
    return ScriptedEngine(seen, name="toy")


def check_toy(settings: ToySettings, _tell: Tell) -> Iterator[Check]:
    """Yield whether the key fits."""
    yield Check("toy box", settings.key == "open-sesame", "the box was tried")


TOY = EngineDeclaration(
    name="toy",
    where_pictures_go=SENTENCE,
    read=ToySettings.read,
    make=make_toy,
    check=check_toy,
)


if __name__ == "__main__":  # the command line, with the toy in the table
    ENGINES[TOY.name] = TOY
    import app

    sys.argv[0] = "app.py"
    app.main()
