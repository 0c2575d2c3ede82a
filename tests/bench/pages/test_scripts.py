import random

from bench.pages.page import Group
from bench.pages.scripts import in_unread_scripts
from bench.pages.sets import material


def test_each_language_has_four_pages_and_each_says_what_is_unread() -> None:
    pages = list(in_unread_scripts(material("report"), 20, random.Random(1)))
    languages = len(material("report").words["unreadable"])
    assert len(pages) % 4 == 0 and len(pages) >= 4 * (languages - 1)  # Korean needs a typeface
    for page in pages:
        lines = page.plain.split("\n")
        assert page.unread and set(page.unread) <= set(lines)
        assert (page.group is Group.MIXED) == (len(lines) > len(page.unread))
