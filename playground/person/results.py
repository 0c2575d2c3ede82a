"""What came of something a person asked of the app."""

from dataclasses import dataclass, field

from playground.workspace.model import Json

NOT_REACHED = "dispatch_failed"
TOO_LATE = "operation_timeout"
NOT_UNDERSTOOD = "invalid_response"
NOT_ENABLED = "interactivity_not_enabled"
NOT_VALID = "invalid_input"


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing delivered to the app, and how it was acknowledged.

    `seconds`: until the ack. `error`: None, or dispatch_failed (nobody there, unknown name, no
    2xx), operation_timeout (no ack in time), invalid_response (an ack that Slack cannot use),
    interactivity_not_enabled (by the manifest). `response`: what came with the ack.
    """

    ok: bool
    seconds: float = 0.0
    error: str | None = None
    response: Json | None = None
    payload: Json = field(default_factory=dict)

    @property
    def trigger_id(self) -> str:
        """Return the trigger id the app got."""
        return str(self.payload.get("trigger_id", ""))

    @property
    def response_url(self) -> str:
        """Return the response_url the app got; empty where Slack gives none."""
        return str(self.payload.get("response_url", ""))


@dataclass(frozen=True, slots=True)
class CommandResult(Interaction):
    """How a slash command went. `shown_ts`: the message that the ack, or its failure, showed."""

    shown_ts: str | None = None


@dataclass(frozen=True, slots=True)
class ViewResult(Interaction):
    """How a submission went.

    `errors`: by block id, the app's or (error invalid_input, nothing delivered) Slack's own.
    `view`: the modal the person sees afterwards.
    """

    errors: dict[str, str] = field(default_factory=dict)
    view: Json | None = None
