"""What a code holds that is not for a whole channel: sign-in keys, passwords, tokens in addresses.

Told by the shape alone. When in doubt it is secret: whoever asks sees it all the same, privately.
"""

import re
import unicodedata
from enum import StrEnum
from urllib.parse import unquote


class Secret(StrEnum):
    """Why a content is not shown, as words that follow the kind of the code."""

    SIGN_IN = "for two-factor sign-in"
    WIFI = "with a Wi-Fi password"
    PHONE_PLAN = "that activates a phone plan"
    ADDRESS = "with an address that holds a password or a key"


_SIGN_IN = re.compile(r"otpauth(?:-migration)?:", re.IGNORECASE)
_PHONE_PLAN = re.compile(r"lpa:\s*1\$", re.IGNORECASE)  # GSMA SGP.22: the code of an eSIM
_WIFI = re.compile(r"wifi:", re.IGNORECASE)
_WIFI_PASSWORD = re.compile(r"[:;]\s*p:\s*[^;\s]", re.IGNORECASE)
_USERINFO = re.compile(r"[/\\]{2}[^/\\?#\s]*@")
_BETWEEN = re.compile(r"[\s?&#;/]+")
"""What stands between the parameters of a query or a fragment."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# fmt: off
_NAMES = frozenset({
    "auth", "authorization", "apikey", "accesskey", "code", "cred", "credential",
    "credentials", "jwt", "key", "magic", "nonce", "oauth", "otp", "pass", "passcode",
    "passphrase", "passwd", "password", "pin", "pwd", "secret", "session", "sessionid",
    "sid", "sig", "sign", "signature", "ticket", "token",
})
# fmt: on
"""Words in a parameter's name that make its value secret: ``api_key``, ``X-Amz-Signature``."""

_ENDINGS = ("token", "secret", "password", "passwd", "apikey", "signature", "sessionid", "sessid")
"""What such a name ends in where its words are not told apart: ``authtoken``, ``phpsessid``."""


def secret_in(text: str) -> Secret | None:
    """Return why `text` is not for a channel; None where nothing speaks against it."""
    usual = unicodedata.normalize("NFKC", text)
    visible = "".join(one for one in usual if one.isspace() or unicodedata.category(one)[0] != "C")
    for plain in (visible, unquote(visible)):
        if _SIGN_IN.search(plain):
            return Secret.SIGN_IN
        if _WIFI.search(plain) and _WIFI_PASSWORD.search(plain):
            return Secret.WIFI
        if _PHONE_PLAN.search(plain):
            return Secret.PHONE_PLAN
        if _USERINFO.search(plain) or any(map(_gives_secret, _BETWEEN.split(plain))):
            return Secret.ADDRESS
    return None


def _gives_secret(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    words = {word.lower() for word in _WORD.findall(name)}
    letters = "".join(filter(str.isalpha, name)).lower()
    named = letters in _NAMES or bool(words & _NAMES) or letters.endswith(_ENDINGS)
    return bool(value) and named
