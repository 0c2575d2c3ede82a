"""The same networks on OpenVINO, where it is installed; and what is said where it is not."""

import sys
from importlib.util import find_spec
from pathlib import Path

import fontpkg
import pytest
from PIL import Image, ImageDraw, ImageFont

from services.engines.local.ocr.openvino import OpenVinoSession
from services.engines.local.ocr.reader import TextReader
from services.engines.local.ocr.runtime import MISSING, Runtime
from services.errors import EngineError

needs_openvino = pytest.mark.skipif(
    find_spec("openvino") is None, reason="openvino is an option, and not installed"
)


def page(*lines: str, size: int = 28) -> Image.Image:
    image = Image.new("RGB", (700, 60 + 2 * size * len(lines)), "white")
    font = ImageFont.truetype(str(fontpkg.path("noto-sans")), size)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((30, 30 + 2 * size * number), line, font=font, fill="black")
    return image


@needs_openvino
def test_it_reads_what_onnxruntime_reads(reader: TextReader) -> None:
    other = TextReader(runtime=Runtime.OPENVINO)
    pages = [page("The quick brown fox", "jumps over 13 dogs"), page("a much longer page", size=40)]
    for image in (*pages, pages[0].rotate(180), *pages):
        one, two = reader.read_text(image), other.read_text(image)
        assert one.plain == two.plain != ""
        for line, same in zip(one.lines, two.lines, strict=True):
            assert line.confidence == pytest.approx(same.confidence, abs=0.01)
            assert line.polygon is not None and same.polygon is not None
            for corner, there in zip(line.polygon, same.polygon, strict=True):
                assert corner == pytest.approx(there, abs=2)


def test_where_it_is_missing_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(EngineError) as caught:
        OpenVinoSession(Path("any.onnx"), threads=1)
    assert caught.value.sentence == MISSING
