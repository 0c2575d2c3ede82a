from doubles.block_kit import things
from doubles.catalogue import answer, seeing
from services.vision import Analysis, Caption


def test_findings_are_a_list_and_a_single_one_is_a_sentence() -> None:
    def lists(analysis: Analysis) -> int:
        return sum(one.get("type") == "rich_text_list" for one in things(answer(analysis).blocks))

    assert lists(seeing(caption=Caption("a dog", 0.9), faces=())) == 0
    assert lists(seeing(faces=(), landmarks=())) == 1
