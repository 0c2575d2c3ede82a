"""Azure, as the table of engines lists it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from services.engines.azure.settings import AzureSettings
from services.engines.declaration import Check, EngineDeclaration, Tell

if TYPE_CHECKING:
    from services.engines.azure.engine import AzureEngine


def make_azure(settings: AzureSettings, _tell: Tell) -> "AzureEngine":
    """Return the engine that asks Azure and nobody else."""
    from services.engines.azure.engine import AzureEngine, Resource
    from services.engines.azure.planner import Api

    return AzureEngine(
        Resource(settings.vision_endpoint, settings.vision_key, settings.vision_rate),
        Resource(settings.face_endpoint, settings.face_key, settings.face_rate),
        api=Api(settings.vision_api),
    )


def check_azure(settings: AzureSettings, tell: Tell) -> Iterator[Check]:
    """Yield what each of Azure's services says of the key; each costs one transaction."""
    from services.engines.azure.check import accesses

    with make_azure(settings, tell) as engine:
        for access in accesses(engine):
            yield Check(access.api, access.works, access.sentence)


AZURE = EngineDeclaration(
    name="azure",
    where_pictures_go=(
        "Images are sent to Microsoft Azure (Computer Vision and Face), which looks at them; "
        "what Azure cannot do is done on the server Glimpse runs on."
    ),
    read=AzureSettings.read,
    make=make_azure,
    check=check_azure,
    needs_stand_in=True,
)
