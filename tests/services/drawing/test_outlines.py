from services.drawing.outlines import corners, spread
from services.vision import Box


def test_outlines_spread_evenly() -> None:
    assert spread(corners(Box(10, 20, 300, 4)), 2) == corners(Box(8, 18, 304, 8))
