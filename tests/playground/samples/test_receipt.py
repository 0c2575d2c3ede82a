"""The receipt: its figures are right, and it lies on a table."""

from decimal import Decimal

from playground.samples.receipt import LINES, TOTALS, draw_receipt


def test_the_receipt_adds_up() -> None:
    subtotal, vat, total = (Decimal(price) for _, price in TOTALS)
    assert sum(Decimal(price) for _, price in LINES) == subtotal
    assert round(subtotal * 7 / 100, 2) == vat
    assert subtotal + vat == total


def test_light_paper_with_dark_ink_lies_on_a_dark_table() -> None:
    picture = draw_receipt().convert("L")
    assert picture.size == (900, 1100)
    corners = [picture.getpixel(at) for at in ((5, 5), (895, 5), (5, 1095), (895, 1095))]
    assert all(isinstance(one, int) and one < 130 for one in corners)
    paper = picture.crop((250, 250, 650, 850)).getcolors(256) or []
    light = sum(count for count, value in paper if isinstance(value, int) and value > 220)
    dark = sum(count for count, value in paper if isinstance(value, int) and value < 80)
    whole = 400 * 600
    assert light > whole * 0.7
    assert whole * 0.01 < dark < whole * 0.3
