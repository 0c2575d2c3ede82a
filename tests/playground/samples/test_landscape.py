"""The lake: sky above, hills behind, water before them, trees on the bank."""

from playground.samples.landscape import LEAVES, RANGES, SHORE, TREES, draw_landscape


def test_everything_is_where_it_belongs() -> None:
    picture = draw_landscape()
    assert picture.size == (1200, 800)
    assert picture.getpixel((10, 0)) == (124, 178, 230)
    assert picture.getpixel((865, 175)) == (255, 241, 186)
    assert picture.getpixel((600, 790)) == (74, 110, 62)
    for x, foot in TREES:
        assert picture.getpixel((round(x), round(foot))) == (84, 62, 46)
        assert picture.getpixel((round(x), round(foot) - 60)) == LEAVES[0]


def test_the_nearer_a_range_of_hills_is_the_lower_and_the_darker() -> None:
    picture = draw_landscape()
    places = [(x, y) for x in range(0, 1200, 40) for y in range(200, SHORE)]
    colors = [color for *_, color in RANGES]
    tops = [min(y for x, y in places if picture.getpixel((x, y)) == color) for color in colors]
    assert tops == sorted(tops) and len(set(tops)) == len(colors)
    assert colors == sorted(colors, key=sum, reverse=True)
