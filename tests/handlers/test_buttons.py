"""The buttons under an answer, over Socket Mode and over signed HTTP."""

import hashlib
from dataclasses import replace

from doubles.asking_people import answer_of, asked, in_direct, looked_at, shared
from doubles.scripted_engine import SEEN
from doubles.world import ScriptedWorld, image
from services.vision import Code, CodeKind, Feature


def test_another_language_is_asked_for_by_a_menu(world: ScriptedWorld) -> None:
    ts = shared(world)
    before = len(world.answers(ts))
    done = world.playground.click(answer_of(world, ts)["ts"], "language", "es")
    assert done.ok
    world.playground.wait_until(lambda: len(world.answers(ts)) > before)
    assert world.engine.asked[0][2] == "es"


def test_an_ephemeral_answer_is_shared_by_its_button(world: ScriptedWorld) -> None:
    shared(world)
    said = asked(world, "/caption", "", "Machine-made description by")
    before = len(world.playground.messages())
    assert world.playground.click(said["ts"], "share").ok
    world.playground.wait_until(lambda: len(world.playground.messages()) > before)


def test_more_is_asked_for_by_buttons(world: ScriptedWorld) -> None:
    shared(world)
    said = asked(world, "/caption", "", "Machine-made description by")
    world.engine.asked.clear()
    assert world.playground.click(said["ts"], "read_text").ok
    world.playground.wait_until(lambda: world.engine.asked)
    assert world.engine.asked[0][1] == {Feature.TEXT}


def test_faces_are_asked_for_with_a_copy_in_which_they_are_marked(world: ScriptedWorld) -> None:
    shared(world)
    said = asked(world, "/caption", "", "Machine-made description by")
    world.jobs()
    before = len(in_direct(world))
    world.engine.asked.clear()
    assert world.playground.click(said["ts"], "find_faces").ok
    world.jobs()
    assert len(in_direct(world)) == before + 1
    assert [features for _picture, features, _how in world.engine.asked] == [{Feature.FACES}]
    assert in_direct(world)[-1]["files"]


def test_a_button_speaks_of_the_images_of_its_own_answer(world: ScriptedWorld) -> None:
    own, newer = image(color="linen"), image(color="navy")
    ts = shared(world, "own.png", own)
    before = len(world.answers(ts))
    shared(world, "newer.png", newer)
    assert world.playground.click(answer_of(world, ts)["ts"], "language", "ja").ok
    assert looked_at(world) == [hashlib.sha256(own).hexdigest()]
    world.playground.wait_until(lambda: len(world.answers(ts)) > before)


def test_who_shared_the_image_deletes_the_answer_and_nobody_else(world: ScriptedWorld) -> None:
    ts = shared(world)
    words = answer_of(world, ts)
    stranger = world.playground.other_user_id
    assert world.playground.click(words["ts"], "delete", user=stranger).ok
    world.playground.wait_until(
        lambda: [one for one in world.playground.ephemerals() if one["to"] == stranger]
    )
    assert len(world.answers(ts)) == 2
    assert world.playground.click(words["ts"], "delete").ok
    world.playground.wait_until(lambda: not world.answers(ts))


KEY = "JBSWY3DPEHPK3PXP"
SIGN_IN = Code(CodeKind.QR, f"otpauth://totp/Ada?secret={KEY}", ((0, 0), (9, 0), (9, 9), (0, 9)))


def test_a_secret_in_a_code_is_shown_to_who_presses_and_to_nobody_else(
    world: ScriptedWorld,
) -> None:
    world.engine.seen = replace(SEEN, codes=(SIGN_IN,))
    ts = shared(world)
    words = answer_of(world, ts)
    assert "QR code for two-factor sign-in; its content is not shown here" in words["text"]
    stranger = world.playground.other_user_id
    assert world.playground.click(words["ts"], "show_codes", user=stranger).ok
    world.jobs()
    told = [one for one in world.playground.ephemerals() if KEY in str(one)]
    assert [one["to"] for one in told] == [stranger]
    assert KEY not in str(world.playground.messages()) + str(world.answers(ts))
    assert world.engine.asked[-1][1] == {Feature.CODES}


def test_a_private_answer_with_a_secret_is_shared_without_it(world: ScriptedWorld) -> None:
    world.engine.seen = replace(SEEN, codes=(SIGN_IN,))
    shared(world)
    said = asked(world, "/glimpse", "codes", KEY)
    before = len(world.playground.messages())
    assert world.playground.click(said["ts"], "share").ok
    world.playground.wait_until(lambda: len(world.playground.messages()) > before)
    world.jobs()
    assert KEY not in str(world.playground.messages())
    assert KEY not in str(in_direct(world))
