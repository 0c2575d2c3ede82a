"""Lines in photographs without writing are counted, on real pictures."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bench.phantoms import count
from doubles.drawings import encode, photograph
from services.engines.local.ocr.reader import TextReader
from services.pictures.opening import Picture, open_picture


def photographs() -> Iterator[tuple[str, Picture, Mapping[str, Any]]]:
    for name in ("coffee", "chelsea"):
        yield name, open_picture(encode(photograph(name), "PNG")), {"kind": "photo"}
    page = open_picture(encode(photograph("page"), "PNG"))
    yield "page", page, {"kind": "photo", "writing": True}
    yield "drawn page", page, {"kind": "drawing"}
    yield "page told to be empty", page, {"kind": "photo"}


def test_only_photographs_without_writing_count(capsys: pytest.CaptureFixture[str]) -> None:
    count(TextReader(), photographs())
    *told, total = capsys.readouterr().out.strip().splitlines()
    assert [line.partition(":")[0] for line in told] == ["page told to be empty"]
    assert "Region-based segmentation" in told[0]
    assert total.endswith("0 notes on 3 photographs without writing")
    assert int(total.split()[0]) > 5
