"""Which lines are in letters that the recogniser has not, on pages drawn for it, and on others."""

import random

import pytest

from bench.pages.page import Group, Page
from bench.pages.scripts import in_unread_scripts
from bench.pages.sets import material, tuning_pages
from doubles.drawings import photograph
from services.engines.local.ocr.languages import Script
from services.engines.local.ocr.reader import TextReader, cannot_read

OF = {"ru": Script.CYRILLIC, "el": Script.GREEK, "vi": Script.VIETNAMESE}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    drawn = in_unread_scripts(material("tune"), 26, random.Random(7))
    return {page.name.rpartition(" 26 px")[0].rstrip(","): page for page in drawn}


@pytest.mark.parametrize("code", ["ru", "sr", "el", "ar", "he", "hi", "th", "ta", "te", "vi"])
def test_writing_nobody_can_read_is_admitted_and_its_junk_is_not_in_the_text(
    reader: TextReader, pages: dict[str, Page], code: str
) -> None:
    read = reader.read(pages[f"in {code}"].image)
    assert read.text.lines == () and read.text.unread
    (note,) = read.notes
    assert note.startswith("There is writing here that I cannot read")
    assert code not in OF or note == cannot_read(OF[code])
    others = [one for one in Script if one.lower()[:2] != code and one is not OF.get(code)]
    assert code in OF or code == "sr" or not any(one in note for one in others)


@pytest.mark.parametrize("code", ["ru", "el", "ar", "vi"])
def test_english_beside_it_is_kept(reader: TextReader, pages: dict[str, Page], code: str) -> None:
    page = pages[f"English and {code}"]
    read = reader.read(page.image)
    said = ["".join(line.text.split()) for line in read.text.lines]
    english = [line for line in page.plain.split("\n") if line not in page.unread]
    assert said == ["".join(line.split()) for line in english]
    assert read.text.unread and len(read.notes) == 1


def test_what_can_be_read_raises_no_alarm(reader: TextReader) -> None:
    wanted = {Group.LANGUAGE, Group.TABLE, Group.CODE, Group.MEME, Group.RECEIPT}
    pages = [page for page in tuning_pages() if page.group in wanted]
    assert len(pages) > 15
    assert [page.name for page in pages if reader.read(page.image).notes] == []


@pytest.mark.parametrize("name", ["chelsea", "coffee", "astronaut", "page", "text"])
def test_photographs_raise_no_alarm(reader: TextReader, name: str) -> None:
    assert reader.read(photograph(name)).notes == ()
