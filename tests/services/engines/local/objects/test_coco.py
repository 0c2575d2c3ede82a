from services.engines.local.objects.coco import NAMES


def test_coco_has_eighty_names_and_no_two_alike() -> None:
    assert len(set(NAMES)) == len(NAMES) == 80
    assert NAMES[0] == "person"
    assert NAMES[16] == "dog"
    assert NAMES[79] == "toothbrush"
