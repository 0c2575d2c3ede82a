"""Keep glibc's heap small: what the networks free is given back to the system.

Other systems' allocators give freed blocks back, and musl has neither call: nothing is done there.
"""

import ctypes
import sys
from functools import cache
from typing import Any

_M_MMAP_THRESHOLD = -3  # from malloc.h
_LARGE_BLOCK = 4 << 20
"""Bytes from which on glibc gives back what the networks free: 100 MB less at the peak, measured.

By default it learns from the first large blocks to take the next from its heap, which never
shrinks. A whole copy of a picture is larger than this, a line's crop smaller.
"""


@cache
def _libc(name: str) -> Any:
    """Return a function of the C library; None where it has none of that name."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def keep_the_heap_small() -> None:
    """Give large blocks back as soon as they are freed."""
    if (mallopt := _libc("mallopt")) is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)


def give_back() -> None:
    """Give back what is free between blocks in use: 100 to 200 MB after a page, in 5 ms."""
    if (malloc_trim := _libc("malloc_trim")) is not None:
        malloc_trim(0)
