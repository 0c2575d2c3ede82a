from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from services.errors import HostRefused
from services.slack.hosts import OPEN_HOSTS, TOKEN_HOSTS, Address, SlackHosts

SLACK = SlackHosts("https://slack.com/api/")
OTHER = SlackHosts("http://127.0.0.1:8765/api/")


@pytest.mark.parametrize(
    ("url", "host", "with_token"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.png", "files.slack.com", True),
        ("https://files-origin.slack.com/f?t=1&u=2", "files-origin.slack.com", True),
        ("https://slack.com/f", "slack.com", True),
        ("https://acme.enterprise.slack.com", "acme.enterprise.slack.com", True),
        ("https://slack-files.com/T1-F1", "slack-files.com", True),
        ("https://files.slack-gov.com/f", "files.slack-gov.com", True),
        ("HTTPS://FILES.Slack.COM/f", "files.slack.com", True),
        ("https://files.slack.com:443/f#part", "files.slack.com", True),
        ("https://files.slack.com/@evil.example/é", "files.slack.com", True),
        ("https://a.slack-edge.com/f", "a.slack-edge.com", False),
        ("https://slack-edge.com/f", "slack-edge.com", False),
    ],
)
def test_slacks_own_hosts(url: str, host: str, with_token: bool) -> None:
    hop = SLACK.admit(url)
    assert (hop.address.host, hop.with_token) == (host, with_token)


REFUSED = [
    "",
    "files.slack.com/f",
    "//files.slack.com/f",
    "/f",
    "http://files.slack.com/f",
    "https://files.slack.com:8443/f",
    "https://files.slack.com:0/f",
    "https://files.slack.com:/f",
    "https://files.slack.com:99999999/f",
    "https://files.slack.com./f",
    "https://.slack.com/f",
    "https://files..slack.com/f",
    "https://files.slack.com.evil.example/f",
    "https://evilslack.com/f",
    "https://evil-slack.com/f",
    "https://slack.com.evil.example/f",
    "https://slack.como/f",
    "https://files.slack.com@evil.example/f",
    "https://evil.example@files.slack.com/f",
    "https://user:secret@files.slack.com/f",
    "https://evil.example#@files.slack.com/f",
    "https://evil.example?@files.slack.com/f",
    "https://evil.example\\@files.slack.com/f",
    "https://files.slack.com\\@evil.example/f",
    "https://files.slack.com\\.evil.example/f",
    "https:\\\\files.slack.com/f",
    "https:/files.slack.com/f",
    "https:///files.slack.com/f",
    "https://evil.example;files.slack.com/f",
    "https://evil.example%2ffiles.slack.com/f",
    "https://evil.example%00.slack.com/f",
    "https://evil.example\0.slack.com/f",
    "https://evil.example\n.slack.com/f",
    "https://files.slack.com\r\nHost: evil.example/f",
    "https://files.slack.com /f",
    "https://files.slack.com/f\r\nX: y",
    "https://files.slack.com/f ",
    " https://files.slack.com/f",
    "https://f\u0131les.slack.com/f",
    "https://files.\u017flack.com/f",
    "https://files.sla\u00adck.com/f",
    "https://files.slac\u212a.com/f",
    "https://evil.example/files.slack.com",
    "https://evil.example/?https://files.slack.com/",
    "https://[::1]/f",
    "https://[::ffff:1.2.3.4].slack.com/f",
    "https://127.0.0.1/f",
    "http://127.0.0.1/f",
    "http://169.254.169.254/latest/meta-data",
    "ftp://files.slack.com/f",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https+x://files.slack.com/f",
]


@pytest.mark.parametrize("url", REFUSED)
@pytest.mark.parametrize("hosts", [SLACK, OTHER], ids=["slack", "another server"])
def test_everything_else_is_refused(hosts: SlackHosts, url: str) -> None:
    with pytest.raises(HostRefused):
        hosts.admit(url)


def test_another_api_server_is_its_exact_origin() -> None:
    assert OTHER.admit("http://127.0.0.1:8765/files-pri/T1-F1/a.png").with_token
    assert OTHER.admit("https://files.slack.com/f").with_token
    for url in (
        "https://127.0.0.1:8765/f",
        "http://127.0.0.1:8766/f",
        "http://127.0.0.1/f",
        "http://localhost:8765/f",
        "http://127.1:8765/f",
        "http://2130706433:8765/f",
        "http://127.0.0.1.:8765/f",
        "http://a.127.0.0.1:8765/f",
    ):
        with pytest.raises(HostRefused):
            OTHER.admit(url)


def test_an_api_server_with_tls_may_have_any_port() -> None:
    hosts = SlackHosts("https://Slack.Example:8443/api/")
    assert hosts.admit("https://slack.example:8443/f").with_token
    for url in ("https://slack.example/f", "https://files.slack.example:8443/f"):
        with pytest.raises(HostRefused):
            hosts.admit(url)


@pytest.mark.parametrize("api", ["http://slack.example/api/", "http://127.0.0.1.evil.example/", ""])
def test_plain_http_is_for_loopback_only(api: str) -> None:
    with pytest.raises(HostRefused):
        SlackHosts(api).admit(f"{api}f")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_loopback_may_be_plain(host: str) -> None:
    hop = SlackHosts(f"http://{host}:80/api/").admit(f"http://{host}/f")
    assert hop.with_token and hop.address.host == host.strip("[]")


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/g?x=1", "https://files.slack.com:443/g?x=1"),
        ("g", "https://files.slack.com:443/a/g"),
        ("?x=1", "https://files.slack.com:443/a/f?x=1"),
        ("//files-origin.slack.com/g", "https://files-origin.slack.com:443/g"),
        ("https://slack-files.com?g", "https://slack-files.com:443/?g"),
    ],
)
def test_a_redirect_is_relative_to_where_it_came_from(location: str, url: str) -> None:
    base = SLACK.admit("https://files.slack.com/a/f").address
    assert SLACK.admit(location, base=base).address.url == url


def test_a_refusal_names_the_host_and_not_the_address() -> None:
    with pytest.raises(HostRefused) as caught:
        SLACK.admit("https://cdn.example/f?signature=abc")
    assert "https://cdn.example:443" in str(caught.value)
    assert "signature" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://u:secret@files.slack.com/f", "the address of the file is malformed"),
        ("https://cdn.example/f?signature=secret", "download from https://cdn.example:443"),
    ],
)
def test_the_log_says_what_was_refused_and_holds_no_address(
    url: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(HostRefused):
        SLACK.admit(url)
    assert said in caplog.text
    assert "secret" not in caplog.text


# No parser may see another host than the one that was admitted.

PIECES = st.sampled_from(
    [
        *(
            "https://",
            "http://",
            "HTTPS:",
            "//",
            "/",
            "\\",
            "@",
            ":",
            "#",
            "?",
            ".",
            "%2e",
            "%00",
            ";",
        ),
        *("files", "slack.com", "slack-edge.com", "slack-files.com", ".slack.com", "evil.example"),
        *("127.0.0.1", "localhost", "[::1]", ":443", ":8765", ":80", "f", "user:secret@"),
        *(
            "\n",
            "\t",
            "\r\n",
            " ",
            "\0",
            "\u3002",
            "\uff0e",
            "\u017f",
            "\u00ad",
            "é",
            "\ud800",
            "xn--",
            "&",
            "=",
        ),
    ]
)
URLS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=8).map(lambda pieces: "https://" + "".join(pieces)),
    st.lists(PIECES, max_size=8).map(lambda pieces: "https://files.slack.com" + "".join(pieces)),
    st.text(max_size=60),
)


def on(host: str, domains: tuple[str, ...]) -> bool:
    labels = host.split(".")
    return any(labels[-len(domain.split(".")) :] == domain.split(".") for domain in domains)


def host_by_urllib3(url: str) -> str | None:
    try:
        return parse_url(url).host
    except LocationParseError:
        return None


@given(URLS)
@example("https://evil.example\\@files.slack.com/f")
@example("https://files.slack.com:443@evil.example/f")
def test_an_admitted_host_is_slacks_whoever_reads_the_address(url: str) -> None:
    try:
        hop = SLACK.admit(url)
    except HostRefused:
        return
    address = hop.address
    assert (address.scheme, address.port) == ("https", 443)
    assert on(address.host, TOKEN_HOSTS if hop.with_token else OPEN_HOSTS)
    assert address.host == urlsplit(url).hostname == host_by_urllib3(url)
    assert urlsplit(url).username is None


@given(URLS, URLS)
def test_no_redirect_leads_the_token_astray(first: str, location: str) -> None:
    base = Address("https", "files.slack.com", 443, "/files-pri/T1-F1/a.png")
    for hosts in (SLACK, OTHER):
        for url, start in ((first, None), (location, base)):
            try:
                hop = hosts.admit(url, base=start)
            except HostRefused:
                continue
            slack = on(hop.address.host, TOKEN_HOSTS) and hop.address.origin[0] == "https"
            playground = hosts is OTHER and hop.address.origin == ("http", "127.0.0.1", 8765)
            assert hop.with_token == (slack or playground)


@given(URLS)
def test_what_is_understood_is_understood_again(url: str) -> None:
    address = Address.parse(url)
    if address is not None and address.port:
        assert Address.parse(address.url) == address
