"""The screenshot: its chart shows the figures it names."""

from playground.samples.screen import FIGURES, MONTHS, draw_screen

BLUE, GREEN = (44, 120, 186), (30, 150, 110)


def test_each_bar_is_as_high_as_its_figure() -> None:
    picture = draw_screen()
    assert picture.size == (1200, 760)
    for index, (_, value) in enumerate(MONTHS):
        x = 160 + index * 165 + 20
        color = BLUE if index < len(MONTHS) - 1 else GREEN
        inside = [y for y in range(620) if picture.getpixel((x, y)) == color]
        assert abs((560 - inside[0]) - value * 2.48) <= 4
        assert 555 <= inside[-1] <= 560


def test_the_cards_are_white_and_the_message_is_red() -> None:
    picture = draw_screen()
    cards = [picture.getpixel((40 + index * 380 + 340, 100)) for index in range(len(FIGURES))]
    assert cards == [(255, 255, 255)] * 3
    assert picture.getpixel((1000, 684)) == (253, 237, 235)
