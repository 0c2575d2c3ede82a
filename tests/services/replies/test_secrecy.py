import pytest
from hypothesis import given
from hypothesis import strategies as st

from doubles import hostile
from services.replies.secrecy import Secret, secret_in

SECRET = {
    "otpauth://totp/Ada?secret=JBSWY3DP": Secret.SIGN_IN,
    "OTPAUTH://hotp/x": Secret.SIGN_IN,
    "otpauth-migration://offline?data=CjEK": Secret.SIGN_IN,
    "ot\u200bpauth://totp/x": Secret.SIGN_IN,
    "\uff4ftpauth://totp/x": Secret.SIGN_IN,
    "https://x.example/?go=otpauth%3A%2F%2Ftotp": Secret.SIGN_IN,
    "WIFI:T:WPA;S=Home;P:open sesame;;": Secret.WIFI,
    "wifi:p:x;s:y;;": Secret.WIFI,
    "WIFI:S:a\\;b;T:WPA;\nP: x;;": Secret.WIFI,
    "LPA:1$smdp.example$ABC-123": Secret.PHONE_PLAN,
    "https://ada:pw@example.org/": Secret.ADDRESS,
    "https://ada@example.org": Secret.ADDRESS,
    "https:\\\\ada:pw@example.org": Secret.ADDRESS,
    "see https://example.org/?a=1&token=abc": Secret.ADDRESS,
    "https://example.org/#access_token=abc": Secret.ADDRESS,
    "https://example.org/?API-KEY=abc": Secret.ADDRESS,
    "https://example.org/?X-Amz-Signature=abc": Secret.ADDRESS,
    "https://example.org/?resetToken=abc": Secret.ADDRESS,
    "https://example.org/?authtoken=abc": Secret.ADDRESS,
    "https://example.org/?PHPSESSID=abc": Secret.ADDRESS,
    "https://example.org/?a=1&amp;code=abc": Secret.ADDRESS,
    "https://example.org/?next=%2F%3Fsig%3Dabc": Secret.ADDRESS,
    "https://example.org/?%74oken=abc": Secret.ADDRESS,
    "example.org/?password=abc": Secret.ADDRESS,
    "BEGIN:VCARD\nURL:https://example.org/?session=1\nEND:VCARD": Secret.ADDRESS,
}

PLAIN = [
    "",
    "https://example.org/menu?table=4&lang=de#top",
    "https://example.org/?token=",
    "https://example.org/?author=ada&keyboard=no&decode=1",
    "WIFI:T:nopass;S:Guests;;",
    "WIFI:T:nopass;S:Guests;P:;;",
    "mailto:ada@example.org",
    "4006381333931",
    "a code, a key and a token",
    "E = mc2; key ideas",
]


@pytest.mark.parametrize("text", SECRET)
def test_what_lets_somebody_in_is_secret(text: str) -> None:
    assert secret_in(text) is SECRET[text]


@pytest.mark.parametrize("text", PLAIN)
def test_what_anybody_may_read_is_not(text: str) -> None:
    assert secret_in(text) is None


@given(hostile.texts, st.sampled_from(["otpauth://totp/x?", "//u:p@h/", "?token=x"]), hostile.texts)
def test_nothing_around_it_hides_a_secret(before: str, secret: str, after: str) -> None:
    assert secret_in(f"{before} {secret} {after}") is not None
