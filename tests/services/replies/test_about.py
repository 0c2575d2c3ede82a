"""What Glimpse says about itself: each promise beside what keeps it."""

from services.channels import IMAGES_KEPT_SECONDS, AutoReply
from services.jobs.queue import KEPT_SECONDS
from services.replies import about
from services.vision import Feature


def test_what_is_said_to_be_kept_is_what_is_kept() -> None:
    assert KEPT_SECONDS == 24 * 3600
    assert "kept for a day" in about.what_is_kept()
    assert f"for {IMAGES_KEPT_SECONDS / 24 / 3600:.0f} days" in about.what_is_kept()


def test_every_feature_and_mode_has_words() -> None:
    assert set(about.FEATURES) == set(Feature)
    assert set(about.MODES) == set(AutoReply)
