"""A real recogniser whose letters have other names: it writes Cyrillic where Latin is drawn."""

from pathlib import Path

LATIN = "ABCEHKMOPTXabcdefghijklmnopqrstuvwxyz"
CYRILLIC = "АВСЕНКМОРТХабцдефгхийклмнопярстужвщыз"


def in_cyrillic(text: str) -> str:
    """Return what it writes where `text` is drawn."""
    return text.translate(str.maketrans(LATIN, CYRILLIC))


def write_recognizer(path: Path) -> Path:
    """Write the wheel's own recogniser with another list of letters, and return where it is.

    A list at the end of an ONNX file goes before the one inside it.
    """
    import onnxruntime
    import rapidocr

    own = Path(rapidocr.__file__).parent / "models" / "PP-OCRv6_rec_small.onnx"
    session = onnxruntime.InferenceSession(str(own))
    letters = session.get_modelmeta().custom_metadata_map["character"]
    entry = _field(1, b"character") + _field(2, in_cyrillic(letters).encode())
    path.write_bytes(own.read_bytes() + _field(14, entry))
    return path


def _field(number: int, content: bytes) -> bytes:
    """Return a field of Protocol Buffers that holds bytes."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
