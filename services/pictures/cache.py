"""Pictures a job has opened and will need again; kept in this process only, and only a few."""

import threading
from collections import OrderedDict

from services.pictures.opening import Picture

MOST_PIXELS = 100_000_000  # about 300 MB of RGB, or two of the largest pictures


class PictureCache:
    """Least recently used pictures go first; safe for several threads."""

    def __init__(self, most_pixels: int = MOST_PIXELS) -> None:
        self._most_pixels = most_pixels
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: str, picture: Picture) -> None:
        """Remember `picture`, and forget the oldest ones there is no room for."""
        with self._lock:
            self._kept[key] = picture
            pixels = sum(one.width * one.height for one in self._kept.values())
            while len(self._kept) > 1 and pixels > self._most_pixels:
                _, oldest = self._kept.popitem(last=False)
                pixels -= oldest.width * oldest.height

    def take(self, key: str) -> Picture | None:
        """Return the picture and forget it."""
        with self._lock:
            return self._kept.pop(key, None)
