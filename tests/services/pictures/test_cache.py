"""Pictures are kept for the next step, as few as fit, the latest ones first."""

import threading

from PIL import Image

from services.pictures.cache import PictureCache
from services.pictures.opening import Picture


def picture(pixels: int) -> Picture:
    """Return a picture that says it has so many pixels; its own image is small."""
    return Picture(f"{pixels}", "PNG", pixels, 1, b"", Image.new("RGB", (1, 1)))


def test_what_is_kept_is_taken_once() -> None:
    cache, one = PictureCache(), picture(10)
    cache.keep("a", one)
    assert cache.take("b") is None
    assert cache.take("a") is one
    assert cache.take("a") is None


def test_the_oldest_make_room() -> None:
    cache = PictureCache(most_pixels=25)
    for key in ("a", "b", "c"):
        cache.keep(key, picture(10))
    assert [key for key in ("a", "b", "c") if cache.take(key)] == ["b", "c"]


def test_what_just_fits_stays() -> None:
    cache = PictureCache(most_pixels=30)
    for key in ("a", "b", "c"):
        cache.keep(key, picture(10))
    assert [key for key in ("a", "b", "c") if cache.take(key)] == ["a", "b", "c"]


def test_several_go_for_a_large_one_which_stays_alone() -> None:
    cache = PictureCache(most_pixels=30)
    cache.keep("a", picture(10))
    cache.keep("b", picture(10))
    cache.keep("large", picture(99))
    assert [key for key in ("a", "b", "large") if cache.take(key)] == ["large"]


def test_the_same_key_is_one_picture() -> None:
    cache = PictureCache(most_pixels=20)
    cache.keep("a", picture(10))
    cache.keep("b", picture(10))
    newer = picture(10)
    cache.keep("a", newer)
    assert cache.take("a") is newer
    assert cache.take("b") is not None


def test_threads_lose_nothing() -> None:
    cache, taken = PictureCache(), list[Picture | None]()

    def work(number: int) -> None:
        for step in range(50):
            cache.keep(f"{number}/{step}", picture(1))
            taken.append(cache.take(f"{number}/{step}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 400 and all(taken)
