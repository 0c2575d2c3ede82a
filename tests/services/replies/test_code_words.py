import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import hostile
from doubles.catalogue import CORNERS, seeing
from services.replies.code_words import LONGEST_CONTENT, codes_in, holds_back, public_codes
from services.replies.files import alt_text, whole_text
from services.replies.plan import plan, suggestion
from services.replies.reply import Outcome, Reply
from services.vision import Analysis, Caption, Code, CodeKind, Text

KEY = "JBSWY3DPEHPK3PXP"
SECRETS = (
    f"otpauth://totp/Ada?secret={KEY}",
    f"WIFI:T:WPA;S:Home;P:{KEY};;",
    f"https://ada:{KEY}@example.org/",
    f"https://example.org/#id_token={KEY}",
)


def holding(*texts: str, kind: CodeKind = CodeKind.QR, **more: object) -> Analysis:
    return seeing(codes=tuple(Code(kind, text, CORNERS) for text in texts), **more)


def said(reply: Reply) -> str:
    return f"{reply.text} {reply.blocks} {reply.attachments}"


def test_a_code_is_said_by_its_kind_and_what_it_holds() -> None:
    one = holding("https://example.org/menu")
    assert codes_in(one) == "QR code: “https://example.org/menu”."
    two = holding("4006381333931", "73513537", kind=CodeKind.EAN_13)
    assert codes_in(two) == (
        "Codes: EAN-13 bar code: “4006381333931”; EAN-13 bar code: “73513537”."
    )
    assert codes_in(holding("\u200b")) == "QR code; nothing in it can be read."


def test_what_was_not_asked_is_not_said() -> None:
    assert codes_in(seeing()) == public_codes(seeing()) == public_codes(holding()) == ""
    assert codes_in(holding()) == "No QR or bar code found."


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_told_to_who_asked_alone(text: str) -> None:
    seen = holding(text, caption=Caption("a screen", 0.9), text=Text(()))
    outcome = Outcome("a.png", "F1", seen)
    for public in (
        said(plan([outcome])),
        said(plan([outcome] * 3, named=True)),
        said(suggestion([outcome])),
        alt_text(seen),
        str(whole_text(outcome, 1)),
    ):
        assert KEY not in public
    assert "its content is not shown here" in plan([outcome]).text
    assert holds_back(seen)
    private = plan([outcome], private=True)
    assert KEY in private.text and "not shown" not in private.text


def test_a_long_content_is_cut_for_everybody_and_whole_in_private() -> None:
    long = "x" * 3000
    outcome = Outcome("a.png", "F1", holding(long))
    assert holds_back(holding(long)) and not holds_back(holding("x" * LONGEST_CONTENT))
    assert long not in plan([outcome]).text
    assert long in plan([outcome], private=True).text


def test_that_there_is_no_code_is_said_to_who_asked_for_one() -> None:
    nothing = "No QR or bar code found."
    usual = Outcome("a.png", "F1", holding(caption=Caption("a dog", 0.9), text=Text(())))
    assert nothing not in plan([usual]).text
    assert nothing in plan([usual], named=True).text
    assert nothing in plan([Outcome("a.png", "F1", holding())]).text


def links(block: object) -> list[object]:
    inside = block.values() if isinstance(block, dict) else block
    if not isinstance(block, dict | list | tuple):
        return []
    own = [block] if isinstance(block, dict) and block.get("type") in {"link", "mrkdwn"} else []
    return [*own, *(one for part in inside for one in links(part))]  # type: ignore[attr-defined]


@given(st.lists(hostile.texts, min_size=1, max_size=12), st.booleans())
def test_no_content_becomes_a_link_a_mention_or_formatting(texts: list[str], private: bool) -> None:
    reply = plan([Outcome("a.png", "F1", holding(*texts))], private=private)
    assert links(list(reply.blocks)) == []
    assert not set(reply.text) & set("<>\x00\u202e") and len(reply.text) <= 4000
