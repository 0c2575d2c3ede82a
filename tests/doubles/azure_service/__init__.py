"""Azure's Vision 3.2, Image Analysis 4.0 and Face on loopback, as strict as the real ones.

Public: `AzureService`, the `Scene` it sees and the log it keeps. Written from the published
protocol and recorded answers. What neither of them tells is a switch of the service where both
ways are plausible (what retired versions answer, how Read words its errors, what unapproved
subscriptions hear of celebrities, the frame of ``/ocr``'s boxes). For the rest the stricter way
was taken: unknown or repeated query parameters are refused, names are compared letter by letter,
details hang on categories only where Categories was asked for, the image is never turned by EXIF
except for Face. Not here: PDF, images by URL (there is no network), tokens instead of keys.
"""

from doubles.azure_service.model import Call, Operation, Product
from doubles.azure_service.scene import (
    Adult,
    Caption,
    Category,
    Colors,
    Face,
    Landmark,
    Line,
    Person,
    Region,
    Scene,
    Tag,
    Thing,
)
from doubles.azure_service.service import KEY, AzureService
from doubles.azure_service.street import STREET

__all__ = [
    "KEY",
    "STREET",
    "Adult",
    "AzureService",
    "Call",
    "Caption",
    "Category",
    "Colors",
    "Face",
    "Landmark",
    "Line",
    "Operation",
    "Person",
    "Product",
    "Region",
    "Scene",
    "Tag",
    "Thing",
]
