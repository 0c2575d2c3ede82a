"""The engines, a folder each: `ENGINES` lists them, and nothing outside a folder knows its name.

To add one, declare it in its folder and add a line here. May import vision, pictures, reading,
the environment and logs; each folder knows `declaration` and `fallback` beside it, and no other
engine.
"""

from typing import Any

from services.engines.azure.declaration import AZURE
from services.engines.declaration import EngineDeclaration
from services.engines.local.declaration import LOCAL

ENGINES: dict[str, EngineDeclaration[Any]] = {one.name: one for one in (AZURE, LOCAL)}
"""By name; `auto` means the first that is configured."""

STAND_IN = LOCAL
"""Answers what an engine that needs a stand-in is refused; it is configured in any case."""
