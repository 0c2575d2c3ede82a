"""Azure's Vision 3.2, Image Analysis 4.0 and Face on loopback, as strict as the real ones.

Public: `AzureService`, the `Scene` it sees and the log it keeps. Written from the published
protocol; where that is silent, the choice is a switch or said in a comment.
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
