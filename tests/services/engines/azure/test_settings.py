"""What the environment says of Azure."""

import pytest

from services.engines.azure.settings import AzureSettings
from services.environment import Reader

KEYED = {
    "COMPUTER_VISION_ENDPOINT": "https://eyes.example/",
    "COMPUTER_VISION_SUBSCRIPTION_KEY": "fake-vision",
}


def test_face_has_visions_endpoint_and_key_where_it_has_none() -> None:
    found = AzureSettings.read(Reader(KEYED))
    assert (found.face_endpoint, found.face_key) == ("https://eyes.example", "fake-vision")
    own = {"FACE_ENDPOINT": "https://faces.example", "FACE_SUBSCRIPTION_KEY": "fake-face"}
    apart = AzureSettings.read(Reader(KEYED | own))
    assert (apart.face_endpoint, apart.face_key) == ("https://faces.example", "fake-face")
    assert apart.secrets == ("fake-vision", "fake-face")
    assert not [secret for secret in apart.secrets if secret in repr(apart)]


@pytest.mark.parametrize(
    ("environ", "chosen", "word"),
    [
        (KEYED, True, None),
        ({}, False, None),
        ({}, True, "VISION_ENGINE is azure"),
        ({"COMPUTER_VISION_SUBSCRIPTION_KEY": "x"}, False, "COMPUTER_VISION_ENDPOINT is not"),
    ],
)
def test_what_is_missing_is_a_sentence(
    environ: dict[str, str], chosen: bool, word: str | None
) -> None:
    settings = AzureSettings.read(Reader(environ))
    said = " ".join(settings.gaps(chosen=chosen))
    assert word in said if word else said == ""
    assert settings.configured is ("COMPUTER_VISION_SUBSCRIPTION_KEY" in environ)
