"""The local engine, as the table of engines lists it."""

from collections.abc import Iterator, Sequence

from services.engines.declaration import Check, EngineDeclaration, Tell
from services.engines.local.settings import LocalSettings
from services.errors import GlimpseError
from services.vision import Engine


def make_local(settings: LocalSettings, tell: Tell) -> Engine:
    """Return the engine that runs on this machine's CPU."""
    from services.engines.local.engine import LocalEngine
    from services.engines.local.languages import second_readers
    from services.engines.local.weights.weights import Weights

    weights = Weights(settings.models_dir, tell)
    return LocalEngine(weights, second_readers(settings, weights), settings.runtime)


def fetch_weights(settings: LocalSettings, tell: Tell) -> bool:
    """Fetch what is not here yet, and tell how it goes; return whether all of it is here now."""
    from services.engines.local.weights.table import ALL
    from services.engines.local.weights.weights import Weights

    weights = Weights(settings.models_dir, tell)
    complete = True
    for weight in ALL:
        try:
            weights.path(weight)
        except GlimpseError as error:
            tell(f"{error.sentence} The other features work.")
            complete = False
    return complete


def fetch_languages(settings: LocalSettings, codes: Sequence[str], tell: Tell) -> bool:
    """Fetch what reading these languages needs; see `services.engines.local.languages`."""
    from services.engines.local import languages
    from services.engines.local.weights.weights import Weights

    return languages.fetch_languages(Weights(settings.models_dir, tell), codes, tell)


def check_weights(settings: LocalSettings, tell: Tell) -> Iterator[Check]:
    """Yield where each weight is, fetched if need be, and what scripts can be read."""
    from services.engines.local.languages import readable_here
    from services.engines.local.weights.table import ALL
    from services.engines.local.weights.weights import Weights

    weights = Weights(settings.models_dir, tell)
    for weight in ALL:
        name = f"weight {weight.name}"
        try:
            yield Check(name, works=True, sentence=str(weights.path(weight)))
        except GlimpseError as error:
            yield Check(name, works=False, sentence=error.sentence)
    yield Check("scripts", works=True, sentence=readable_here(settings, weights))


LOCAL = EngineDeclaration(
    name="local",
    where_pictures_go=(
        "Images are looked at by a program on the server Glimpse runs on; "
        "they are sent to no other service."
    ),
    read=LocalSettings.read,
    make=make_local,
    check=check_weights,
    prepare=fetch_weights,
    fetch_languages=fetch_languages,
)
