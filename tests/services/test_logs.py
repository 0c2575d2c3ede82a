"""What is logged, and that no secret ever is."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.logs import HIDDEN, SHORTEST_SECRET, RedactingFormatter

ROOT = Path(__file__).resolve().parents[2]


def test_the_log_hides_secrets_and_what_looks_like_one() -> None:
    formatter = RedactingFormatter(["my-long-secret", "abc"])
    record = logging.LogRecord(
        "x",
        logging.INFO,
        "f.py",
        1,
        "%s xoxb-12-ab Bearer zzz 0123456789abcdef0123456789abcdef abc",
        ("my-long-secret",),
        None,
    )
    line = formatter.format(record)
    assert line.count(HIDDEN) == 4
    assert line.endswith("abc")  # too short to be a secret; hiding it would garble every line


def formatted(secrets: list[str], message: str, error: Exception | None = None) -> str:
    """Return the line that a message becomes."""
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.ERROR, "f.py", 1, message, (), trace)
    return RedactingFormatter(secrets).format(record)


@pytest.mark.parametrize(
    "token",
    ["xoxb-12-ab", "xoxe.xoxp-1-ab", "XOXB-12-AB", "xapp-1-A-2-b", "Bearer  abc", "0" * 32],
)
def test_what_looks_like_a_token_is_hidden_without_being_known(token: str) -> None:
    line = formatted([], f"sent {token} there")
    assert HIDDEN in line and line.endswith(" there")
    assert token.rpartition(" ")[2].rpartition(".")[2] not in line


def test_a_trace_holds_no_secret_either() -> None:
    try:
        raise ValueError("https://x.example/?key=my-long-secret")
    except ValueError as error:
        line = formatted(["my-long-secret"], "failed", error)
    assert "ValueError" in line and "Traceback" in line
    assert "my-long-secret" not in line


def test_the_longer_of_two_secrets_leaves_no_rest() -> None:
    assert formatted(["secret", "secret-and-more"], "is secret-and-more.").endswith(f"is {HIDDEN}.")


SECRETS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n[]"), min_size=SHORTEST_SECRET, max_size=30
)


@given(SECRETS, st.text(max_size=20), st.text(max_size=20))
def test_no_text_around_a_secret_brings_it_into_the_log(
    secret: str, before: str, after: str
) -> None:
    line = formatted([secret], f"{before}{secret}{after}".replace("%", "%%"))
    plain = formatted([], f"{before}{after}".replace("%", "%%"))
    assert secret not in line or secret in plain or secret in HIDDEN


SCRIPT = """
import logging, warnings
from services import logs
logging.basicConfig(level=logging.DEBUG)
logs.configure(["my-long-secret"])
logging.getLogger("services.x").info("plain my-long-secret")
logging.getLogger("services.x").debug("too fine")
for name in ("slack_bolt.App", "uvicorn.access"):
    logging.getLogger(name).info("chatter of %s", name)
    logging.getLogger(name).warning("trouble of %s", name)
warnings.warn("deprecated my-long-secret")
"""


def test_everything_goes_to_standard_error_once_without_secrets_and_chatter() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if " INFO " in line or " WARNING " in line]
    assert [line.partition(": ")[2] for line in lines[:3]] == [
        f"plain {HIDDEN}",
        "trouble of slack_bolt.App",
        "trouble of uvicorn.access",
    ]
    assert "py.warnings" in lines[3] and len(lines) == 4
    assert "my-long-secret" not in "".join(lines)
