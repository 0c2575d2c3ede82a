"""The JSON of people and faces: what the engine did not say is absent."""

import json

from services.jobs.records import from_json, to_json
from services.vision import Box, Celebrity, Face, HeadPose, Person, Tag

BOX = Box(1, 2, 3, 4)
AT = {"left": 1, "top": 2, "width": 3, "height": 4}


def test_of_a_face_only_what_was_said_is_there() -> None:
    assert to_json(Face(BOX)) == {"box": AT}
    assert from_json({"box": AT}, Face) == Face(BOX)


def test_a_face_with_everything_comes_back_as_it_was() -> None:
    face = Face(
        BOX,
        0.9,
        {"nose": (2.0, 3.0)},
        HeadPose(1, -2, 3.5),
        "sunglasses",
        {"eye": True, "mouth": False},
        (Tag("headwear", None),),
        "low",
        "good exposure",
        "high",
        "face mask",
        "medium",
    )
    plain = json.loads(json.dumps(to_json(face)))
    assert list(plain) == [
        "box", "confidence", "points", "head_pose", "glasses", "occlusion", "accessories",
        "blur", "exposure", "noise", "mask", "quality",
    ]  # fmt: skip
    assert plain["head_pose"] == {"pitch": 1, "roll": -2, "yaw": 3.5}
    assert plain["points"] == {"nose": [2.0, 3.0]}
    assert from_json(plain, Face) == face


def test_people_are_written_and_read() -> None:
    assert to_json(Person(0.9, BOX)) == {"confidence": 0.9, "box": AT}
    known = Celebrity("Ada Lovelace", 0.9, BOX)
    assert to_json(known) == {"name": "Ada Lovelace", "confidence": 0.9, "box": AT}
    assert from_json(to_json(known), Celebrity) == known
    assert to_json(Celebrity("Ada Lovelace", 0.9)) == {"name": "Ada Lovelace", "confidence": 0.9}
