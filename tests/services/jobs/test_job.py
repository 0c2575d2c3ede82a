"""What Slack claims of a file, and what becomes of it in a job."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.jobs.job import Access, FileRef

URL = "https://files.slack.com/files-pri/T1-F1"
FILE = {"id": "F1", "name": "cat.png", "mimetype": "image/png", "url_private": f"{URL}/cat.png"}


def test_the_address_of_the_bytes_is_the_one_for_downloads() -> None:
    download = f"{URL}/download/cat.png"
    assert FileRef.from_slack(FILE | {"url_private_download": download}).url == download
    assert FileRef.from_slack(FILE).url == f"{URL}/cat.png"


@pytest.mark.parametrize(
    ("claims", "claimed"),
    [
        ({"name": "cat.PNG"}, True),
        ({"title": "scan.TIFF"}, True),
        ({"name": "cat", "mimetype": "image/heic"}, True),
        ({"name": "cat", "filetype": "JPG"}, True),
        ({"name": "cat.png.exe", "mimetype": "application/octet-stream"}, False),
        ({"name": "png"}, False),
        ({"name": "notes.txt", "filetype": "text"}, False),
        ({}, False),
    ],
)
def test_what_claims_to_be_an_image(claims: dict[str, str], claimed: bool) -> None:
    assert FileRef.from_slack({"id": "F1", **claims}).claims_image is claimed


def test_what_claims_nothing_is_worth_a_look() -> None:
    assert FileRef.from_slack({"id": "F1"}).may_be_image
    assert FileRef.from_slack({"id": "F1", "name": "cat.png"}).may_be_image
    assert not FileRef.from_slack({"id": "F1", "name": "notes.txt"}).may_be_image


@pytest.mark.parametrize(
    ("said", "access"),
    [
        ({}, Access.HERE),
        ({"url_private": ""}, Access.ASK),
        ({"file_access": "check_file_info", "mode": "tombstone"}, Access.ASK),
        ({"mode": "tombstone", "file_access": "access_denied"}, Access.GONE),
        ({"mode": "hidden_by_limit"}, Access.GONE),
        ({"file_access": "access_denied", "is_external": True}, Access.DENIED),
        ({"is_external": True}, Access.EXTERNAL),
    ],
)
def test_whether_there_are_bytes_is_kept(said: dict[str, Any], access: Access) -> None:
    assert FileRef.from_slack(FILE | said).access is access


@pytest.mark.parametrize(
    ("sizes", "largest"),
    [
        ((64, 80, 160, 360, 480, 720, 800, 960, 1024), "1024"),
        ((64, 80, 160, 360, 480), "480"),
        ((64, 80, 160, 360), "360"),
        ((64, 80, 160), ""),
        ((), ""),
    ],
)
def test_the_smaller_copy_is_the_largest_that_slack_made(
    sizes: tuple[int, ...], largest: str
) -> None:
    made = {f"thumb_{size}": f"{URL}/cat_{size}.png" for size in sizes}
    others = {"thumb_360_gif": f"{URL}/cat.gif", "thumb_1024_w": 1024, "thumb_tiny": "AwAxA"}
    others |= {"thumb_pdf": f"{URL}/cat_pdf.png", "thumb_video": f"{URL}/cat_video.jpeg"}
    found = FileRef.from_slack(FILE | others | made).smaller_copy
    assert found == (f"{URL}/cat_{largest}.png" if largest else "")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://pictures.example/a/b%20c.png?x=1#y", "b c.png"),
        ("https://pictures.example/", "image"),
        ("https://pictures.example", "image"),
    ],
)
def test_an_address_names_its_image(url: str, name: str) -> None:
    file = FileRef.from_web(url)
    assert (file.id, file.url, file.name, file.access) == ("", url, name, Access.WEB)
    assert file.claims_image and file.may_be_image


KEYS = ("id", "name", "title", "mimetype", "filetype", "mode", "file_access", "url_private")
COPIES = ("thumb_1024", "thumb_360")
CLAIMS = st.dictionaries(
    st.sampled_from(KEYS + COPIES), st.none() | st.text(max_size=30) | st.integers() | st.booleans()
)


@given(CLAIMS)
def test_no_claim_of_a_file_raises(file: dict[str, Any]) -> None:
    reference = FileRef.from_slack(file)
    assert reference.access in set(Access)
    assert reference.may_be_image or reference.name
