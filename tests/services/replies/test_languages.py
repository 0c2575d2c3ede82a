import pytest

from services.replies.languages import LANGUAGES, language_name, primary


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "English"),
        ("es-MX", "Spanish"),
        ("pt_BR", "Portuguese"),
        ("ZH-Hant", "Chinese"),
        ("fr", "fr"),
        ("gsw-CH", "gsw-CH"),
        ("", ""),
    ],
)
def test_a_language_is_called_by_its_name_or_else_by_its_code(code: str, name: str) -> None:
    assert language_name(code) == name


def test_the_primary_code_of_a_language_is_its_own() -> None:
    assert [primary(code) for code in LANGUAGES] == list(LANGUAGES)
