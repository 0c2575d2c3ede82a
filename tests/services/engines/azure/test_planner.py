import pytest

from services.engines.azure.planner import Api, Operation, Services, available, plan_calls
from services.vision import Feature

NO_FACE = Services(face=False)
AUTO_REPLY = "caption text landmarks faces"

O = Operation  # noqa: E741
CASES: list[tuple[str, Api, Services, str, list[tuple[Operation, str]]]] = [
    # The four features of an auto-reply.
    (
        AUTO_REPLY,
        Api.V32,
        Services(),
        "en",
        [(O.ANALYZE, "caption landmarks"), (O.READ, "text"), (O.FACE_DETECT, "faces")],
    ),
    (
        AUTO_REPLY,
        Api.V32,
        NO_FACE,
        "en",
        [(O.ANALYZE, "caption faces landmarks"), (O.READ, "text")],
    ),
    (
        AUTO_REPLY,
        Api.V40,
        Services(),
        "en",
        [
            (O.ANALYZE_40, "caption text"),
            (O.DOMAIN_MODEL, "landmarks"),
            (O.FACE_DETECT, "faces"),
        ],
    ),
    (
        AUTO_REPLY,
        Api.V40,
        NO_FACE,
        "en",
        [(O.ANALYZE_40, "caption text"), (O.ANALYZE, "faces landmarks")],
    ),
    # One thing alone has a call of its own.
    ("caption", Api.V32, Services(), "en", [(O.DESCRIBE, "caption")]),
    ("tags", Api.V32, Services(), "ja", [(O.TAG, "tags")]),
    ("objects", Api.V32, Services(), "en", [(O.DETECT, "objects")]),
    ("landmarks", Api.V32, Services(), "pt", [(O.DOMAIN_MODEL, "landmarks")]),
    ("celebrities", Api.V32, Services(), "en", [(O.DOMAIN_MODEL, "celebrities")]),
    ("text", Api.V32, Services(), "en", [(O.READ, "text")]),
    ("printed_text", Api.V32, Services(), "en", [(O.OCR, "printed_text")]),
    ("area_of_interest", Api.V32, Services(), "en", [(O.AREA_OF_INTEREST, "area_of_interest")]),
    ("adult", Api.V32, Services(), "en", [(O.ANALYZE, "adult")]),
    ("smart_crops", Api.V32, Services(), "en", [(O.ANALYZE_40, "smart_crops")]),
    # Faces alone are worth a second look: no detection model has every attribute.
    (
        "faces",
        Api.V32,
        Services(),
        "en",
        [(O.FACE_DETECT, "faces"), (O.FACE_DETECT_01, "faces")],
    ),
    ("faces", Api.V32, NO_FACE, "en", [(O.ANALYZE, "faces")]),
    (
        "faces",
        Api.V40,
        Services(vision=False),
        "en",
        [(O.FACE_DETECT, "faces"), (O.FACE_DETECT_01, "faces")],
    ),
    # What shares a call.
    ("landmarks celebrities", Api.V32, Services(), "en", [(O.ANALYZE, "celebrities landmarks")]),
    ("caption tags", Api.V32, Services(), "es", [(O.ANALYZE, "caption tags")]),
    (
        "landmarks text",
        Api.V32,
        Services(),
        "en",
        [(O.READ, "text"), (O.DOMAIN_MODEL, "landmarks")],
    ),
    (
        "caption tags objects text people dense_captions smart_crops",
        Api.V40,
        Services(),
        "en",
        [(O.ANALYZE_40, "caption tags objects text people dense_captions smart_crops")],
    ),
    # Only a part of 3.2 may be asked for in another language, and 4.0 describes in English only.
    (
        "caption objects brands",
        Api.V32,
        Services(),
        "ja",
        [(O.DESCRIBE, "caption"), (O.ANALYZE, "brands objects")],
    ),
    (
        "caption tags objects text",
        Api.V40,
        Services(),
        "zh",
        [(O.ANALYZE_40, "objects text"), (O.ANALYZE, "caption tags")],
    ),
    # A region of 4.0 that is known to have no captions.
    (
        "caption text dense_captions",
        Api.V40,
        Services(captions_40=False),
        "en",
        [(O.ANALYZE_40, "text"), (O.DESCRIBE, "caption")],
    ),
    # What cannot be asked for is in no call.
    ("caption", Api.V32, Services(vision=False), "en", []),
    ("thumbnail", Api.V32, Services(), "en", []),
    ("", Api.V32, Services(), "en", []),
]


@pytest.mark.parametrize(("asked", "api", "services", "language", "expected"), CASES)
def test_the_fewest_calls(
    asked: str,
    api: Api,
    services: Services,
    language: str,
    expected: list[tuple[Operation, str]],
) -> None:
    calls = plan_calls(features(asked), api, services, language)
    assert {(call.operation, call.features) for call in calls} == {
        (operation, features(names)) for operation, names in expected
    }
    assert len(calls) == len(expected)


@pytest.mark.parametrize(("api", "most"), [(Api.V32, 4), (Api.V40, 3)])
@pytest.mark.parametrize("services", [Services(), NO_FACE])
def test_what_an_auto_reply_costs(api: Api, most: int, services: Services) -> None:
    calls = plan_calls(features(AUTO_REPLY), api, services)
    assert sum(call.transactions for call in calls) <= most


@pytest.mark.parametrize("api", list(Api))
@pytest.mark.parametrize("services", [Services(), NO_FACE, Services(vision=False)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_that_can_be_asked_for_is_asked_for_once(
    api: Api, services: Services, language: str
) -> None:
    wanted = available(services) - {Feature.THUMBNAIL}
    calls = [
        c
        for c in plan_calls(wanted, api, services, language)
        if c.operation is not O.FACE_DETECT_01
    ]
    asked = [feature for call in calls for feature in call.features]
    assert sorted(asked) == sorted(wanted)


def test_only_what_may_be_spoken_is_asked_for_in_another_language() -> None:
    calls = plan_calls(available(Services()), Api.V32, Services(), "es")
    spanish = {feature for call in calls if call.language == "es" for feature in call.features}
    assert spanish == features("caption tags categories landmarks celebrities")


def features(names: str) -> frozenset[Feature]:
    return frozenset(Feature(name) for name in names.split())
