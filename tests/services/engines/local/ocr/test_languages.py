import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engines.local.ocr.languages import (
    LANGUAGES,
    SCRIPT_OF_RECOGNIZER,
    Script,
    in_order_of_speech,
    share_in,
)

SAID = {
    Script.ARABIC: "يغادر القطار",
    Script.BENGALI: "ট্রেন সকাল",
    Script.CYRILLIC: "Поїзд ђ",
    Script.DEVANAGARI: "गाड़ी सुबह",
    Script.GREEK: "Πάρτε μαζί σας",
    Script.HEBREW: "הרכבת יוצאת",
    Script.KOREAN: "기차는 아침",
    Script.TAMIL: "ரயில் காலை",
    Script.TELUGU: "రైలు ఉదయం",
    Script.THAI: "รถไฟออกเวลา",
    Script.VIETNAMESE: "Tàu khởi hành",
}


@pytest.mark.parametrize("script", Script)
def test_each_script_knows_its_letters_and_no_others(script: Script) -> None:
    assert {one: share_in(one, SAID[script]) for one in Script if share_in(one, SAID[script])} == {
        script: 1.0
    }
    assert share_in(script, f"{SAID[script]} 12:30!") == 1.0


@given(st.text())
def test_a_share_is_a_share(text: str) -> None:
    assert all(0 <= share_in(script, text) <= 1 for script in Script)


def test_every_script_has_a_language_and_codes_are_unique() -> None:
    assert {one.script for one in LANGUAGES} == set(Script)
    for codes in ([one.code for one in LANGUAGES], [one.tesseract for one in LANGUAGES]):
        assert len(set(codes)) == len(codes)
    with_recognizer = [one for one in LANGUAGES if one.recognizer]
    assert all(SCRIPT_OF_RECOGNIZER[one.recognizer] is one.script for one in with_recognizer)


def test_arabic_is_turned_but_not_its_numbers() -> None:
    assert in_order_of_speech("12:30 ةعاسلا") == "الساعة 12:30"
    assert in_order_of_speech("5.0 مقر Wi-Fi") == "Wi-Fi رقم 5.0"


@given(st.text())
def test_turning_loses_no_sign(text: str) -> None:
    assert sorted(in_order_of_speech(text)) == sorted(text)
