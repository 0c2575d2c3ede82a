import math

from services.engines.azure.pace import FIRST_GUESS, LEAST, MOST, Pace


def test_pace_starts_with_a_guess_and_stays_within_bounds() -> None:
    pace = Pace()
    assert pace.usual == FIRST_GUESS
    for seconds, bound in ((900, MOST), (0, LEAST)):
        for _ in range(30):
            pace.learn(seconds, told=math.inf, running_at=0)
        assert pace.usual == bound


def test_pace_waits_long_enough_for_three_in_four() -> None:
    pace = Pace()
    for seconds in (1, 2, 3, 4, 1, 2, 3, 14):
        pace.learn(seconds, told=math.inf, running_at=0)
    assert pace.usual == 3


def test_pace_believes_the_service_until_it_is_proved_wrong() -> None:
    pace = Pace()
    pace.learn(9, told=3, running_at=0)
    assert pace.usual == 3
    pace.learn(9, told=3, running_at=8)
    pace.learn(9, told=3, running_at=0)
    assert pace.usual == 9
