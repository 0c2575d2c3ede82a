"""What is said of QR and bar codes: the kind, and what they hold as far as the readers may see."""

from services.replies.escaping import clipped, one_line
from services.replies.phrases import MOST_NAMED, listed
from services.replies.secrecy import secret_in
from services.vision import Analysis, Code
from services.vision.wording import name_of_code

LONGEST_CONTENT = 300
"""Characters for everybody; chosen: most addresses are shorter, and a contact is not read aloud."""

NOT_SHOWN = "its content is not shown here"


def codes_in(analysis: Analysis, *, private: bool = False) -> str:
    """Return a sentence on the codes; secrets and the whole of long contents only in `private`."""
    codes = analysis.codes
    if codes is None:
        return ""
    each = [_private(code) if private else _public(code) for code in codes]
    if len(each) == 1:
        return f"{each[0]}."
    return listed("Codes", each) or "No QR or bar code found."


def holds_back(analysis: Analysis) -> bool:
    """Say whether `codes_in` leaves out something that it tells in private."""
    shown = (analysis.codes or ())[:MOST_NAMED]
    return any(_public(code) != _private(code) for code in shown)


def public_codes(analysis: Analysis) -> str:
    """Return the sentence for everybody where there are codes; else nothing."""
    return codes_in(analysis) if analysis.codes else ""


def _public(code: Code) -> str:
    secret = secret_in(code.text)
    if secret:
        return f"{name_of_code(code.kind)} {secret}; {NOT_SHOWN}"
    return _saying(code, clipped(one_line(code.text), LONGEST_CONTENT))


def _private(code: Code) -> str:
    return _saying(code, one_line(code.text))


def _saying(code: Code, content: str) -> str:
    name = name_of_code(code.kind)
    return f"{name}: “{content}”" if content else f"{name}; nothing in it can be read"
