import pytest

from services.engines.azure import errors
from services.engines.azure.errors import AzureError, ConnectionLost, Refusal, ServiceDown
from services.errors import EngineError

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, AzureError) and kind is not AzureError
]

REFUSED_BUT_LOCAL_MAY_ANSWER = (
    "KeyRefused FeatureClosed QuotaSpent RateLimited RegionLacks ServiceDown ConnectionLost "
    "ServiceFailed TooSlow UnexpectedAnswer NotSetUp"
)
OUTAGES = "KeyRefused QuotaSpent ServiceDown ConnectionLost UnexpectedAnswer"


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__ is not None
    for kind in KINDS:
        assert kind.__name__ in errors.__doc__
        assert kind.__base__ is (ServiceDown if kind is ConnectionLost else AzureError)
    assert issubclass(AzureError, EngineError)


def test_the_local_engine_answers_for_all_but_what_was_asked_and_the_image() -> None:
    refused = {kind.__name__ for kind in KINDS if kind.refused}
    assert refused == set(REFUSED_BUT_LOCAL_MAY_ANSWER.split())


def test_outages_are_what_it_is_no_use_to_ask_again() -> None:
    assert {kind.__name__ for kind in KINDS if kind.outage} == set(OUTAGES.split())


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_is_for_the_user_and_the_rest_for_the_log(kind: type[AzureError]) -> None:
    refusal = Refusal("tag", 400, "InvalidRequest", "Odd", message="No.", request_id="0f-1d")
    error = kind(detail="not for the user", refusal=refusal)
    assert error.sentence.startswith(("Azure", "Microsoft")) and error.sentence.endswith(".")
    assert "0f-1d" not in error.sentence and "not for the user" not in error.sentence
    said = "tag: HTTP 400, InvalidRequest/Odd, request 0f-1d; Azure said: No.; not for the user"
    assert str(error) == f"{error.sentence} ({said})"
    assert (error.code, error.request_id) == ("Odd", "0f-1d")


def test_another_sentence_takes_the_place_of_the_usual_one() -> None:
    assert str(ServiceDown("Azure sleeps.")) == "Azure sleeps."


def test_the_outer_code_counts_where_there_is_no_inner_one() -> None:
    assert ServiceDown(refusal=Refusal(code="InvalidRequest")).code == "InvalidRequest"


def test_who_never_answered_gave_no_code_and_no_id() -> None:
    assert str(Refusal("tag")) == "tag: no answer, no error code, no request id"
    assert ServiceDown().code == ServiceDown().request_id == ""
