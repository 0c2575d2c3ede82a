"""What people do with messages and files."""

from doubles.asked import Asked


def test_a_deleted_file_takes_its_message_along(asked: Asked, picture: bytes) -> None:
    heard, deleted = asked.hear("message"), asked.hear("file_deleted")
    asked.hear("file_shared")
    p = asked.playground
    alone = p.share([("a.png", picture)])
    worded = p.share([("b.png", picture)], text="look")
    p.wait_until(lambda: len(heard) == 2)
    ids = [m["files"][0]["id"] for m in p.messages()]
    for file_id in ids:
        p.delete_file(file_id)
    p.wait_until(lambda: len(heard) == 4 and len(deleted) == 2)
    by_subtype = {e["subtype"]: e for e in heard}
    assert by_subtype["message_deleted"]["deleted_ts"] == alone
    assert by_subtype["message_deleted"]["previous_message"]["files"][0]["id"] == ids[0]
    assert by_subtype["message_changed"]["message"]["ts"] == worded
    assert by_subtype["message_changed"]["message"]["files"] == [
        {"id": ids[1], "mode": "tombstone"}
    ]
    assert {e["file_id"] for e in deleted} == set(ids)
