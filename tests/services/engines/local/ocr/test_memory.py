"""What was freed goes back to the system."""

import subprocess
import sys

import pytest

SCRIPT = """
from services.engines.local.ocr.memory import give_back, keep_the_heap_small
keep_the_heap_small()
def resident():
    return int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0])
small = [bytes(50_000) for _ in range(2_000)]
last = bytes(50_000)  # keeps the heap from shrinking by itself
before = resident()
del small
give_back()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_small_blocks_are_given_back_from_under_one_in_use() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(run.stdout) > 80_000, "of 100 MB"
