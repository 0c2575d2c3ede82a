"""Ask an Azure engine for features by their names."""

from collections.abc import Callable

from services.engines.azure.engine import AzureEngine
from services.pictures.opening import Picture
from services.vision import Analysis, AnalysisOptions, Feature

MakeEngine = Callable[..., AzureEngine]
PLAIN = AnalysisOptions()
AUTO_REPLY = "caption text landmarks faces"


def look(
    engine: AzureEngine, picture: Picture, names: str, options: AnalysisOptions = PLAIN
) -> Analysis:
    return engine.analyze(picture, frozenset(Feature(name) for name in names.split()), options)
