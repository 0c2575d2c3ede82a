from services.jobs.records import from_json, to_json
from services.vision import Analysis, Code, CodeKind
from services.vision.wording import name_of_code


def test_a_code_is_told_in_json_by_kind_text_and_polygon() -> None:
    code = Code(CodeKind.MICRO_QR, "<b>\u202e", ((0, 0), (1, 0), (1, 1), (0, 1)))
    seen = Analysis("local", 9, 9, codes=(code,))
    plain = to_json(seen)["codes"]
    assert plain[0]["kind"] == "micro_qr" and plain[0]["text"] == code.text
    assert [tuple(one) for one in plain[0]["polygon"]] == list(code.polygon)
    assert from_json(to_json(seen), Analysis) == seen


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({name_of_code(kind) for kind in CodeKind}) == len(CodeKind)
