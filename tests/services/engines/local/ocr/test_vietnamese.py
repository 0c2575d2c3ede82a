import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engines.local.ocr.vietnamese import has_horns, may_be_vietnamese


@pytest.mark.parametrize(
    "text",
    [
        "Tàu khi hành lúc tám gi sáng.",  # as the recogniser writes it
        "Chúng tôi đi các bn nhà ga.",
        "Li thoát him",
        "Hãy mang theo nưc",
    ],
)
def test_syllables_with_accents_may_be(text: str) -> None:
    assert may_be_vietnamese(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Phòng",  # one word tells nothing
        "Can I go to the sea",
        "La réunion commence à neuf heures",
        "Não há ônibus aos domingos",
        "Die Straße ist gesperrt",
        "会议改到星期四",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not may_be_vietnamese(text)


def test_horns_are_of_no_other_language() -> None:
    assert has_horns("NƯỚC nưc") and not has_horns("aoué")


@given(st.text())
def test_any_text_is_or_is_not(text: str) -> None:
    assert may_be_vietnamese(text) in (True, False)
