"""What an engine says that always says it: places and confidences that are there."""

from services.vision import Caption, DetectedObject, Polygon, TextLine, Word


def polygon_of(seen: TextLine | Word) -> Polygon:
    """Return where it stands; an engine that does not tell fails the test."""
    assert seen.polygon is not None
    return seen.polygon


def confidence_of(seen: Caption | DetectedObject | TextLine | Word) -> float:
    """Return how sure the engine is; an engine that does not tell fails the test."""
    assert seen.confidence is not None
    return seen.confidence
