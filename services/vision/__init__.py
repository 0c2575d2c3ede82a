"""The vocabulary of seeing: what can be asked of an engine, and what it answers with.

All coordinates are pixels of the upright original (EXIF orientation applied), floats, origin top
left, x to the right and y down, clipped to the picture. All confidences are from 0 to 1; one that
is None the engine does not say.

It knows only the `Picture` that an engine is given (`services.pictures`).
"""

from services.vision.codes import (
    Code,
    CodeKind,
)
from services.vision.engine import (
    LARGEST_THUMBNAIL,
    Analysis,
    AnalysisOptions,
    Engine,
    Feature,
    Thumbnail,
    WarmingUp,
)
from services.vision.geometry import (
    Box,
    Point,
    Polygon,
)
from services.vision.people import (
    Celebrity,
    Face,
    HeadPose,
    Person,
)
from services.vision.scene import (
    Adult,
    AreaOfInterest,
    Caption,
    Category,
    Colors,
    DenseCaption,
    DetectedObject,
    ImageType,
    Landmark,
    Named,
    SmartCrop,
    Tag,
)
from services.vision.text import (
    PrintedLine,
    PrintedRegion,
    PrintedText,
    PrintedWord,
    Text,
    TextLine,
    Word,
)

__all__ = [
    "LARGEST_THUMBNAIL",
    "Adult",
    "Analysis",
    "AnalysisOptions",
    "AreaOfInterest",
    "Box",
    "Caption",
    "Category",
    "Celebrity",
    "Code",
    "CodeKind",
    "Colors",
    "DenseCaption",
    "DetectedObject",
    "Engine",
    "Face",
    "Feature",
    "HeadPose",
    "ImageType",
    "Landmark",
    "Named",
    "Person",
    "Point",
    "Polygon",
    "PrintedLine",
    "PrintedRegion",
    "PrintedText",
    "PrintedWord",
    "SmartCrop",
    "Tag",
    "Text",
    "TextLine",
    "Thumbnail",
    "WarmingUp",
    "Word",
]
