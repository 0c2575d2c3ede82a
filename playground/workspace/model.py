"""The nouns of a workspace: plain data, no behaviour beyond naming."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

Json = dict[str, Any]


class ChannelKind(StrEnum):
    """Slack's `channel_type`."""

    CHANNEL = "channel"
    GROUP = "group"
    IM = "im"
    MPIM = "mpim"

    @property
    def family(self) -> str:
        """Name the kind as scopes and subscriptions do: channels, groups, im, mpim."""
        return {"channel": "channels", "group": "groups"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the app's bot user."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and where the app is; every value is obviously fake."""

    team_id: str = "T0PLAYGROUND"
    team_name: str = "Playground"
    app_id: str = "A0GLIMPSE"
    bot_id: str = "B0GLIMPSE"
    bot_user_id: str = "U0GLIMPSE"
    bot_name: str = "Glimpse"
    bot_token: str = "xoxb-playground"  # noqa: S105 - a fake, not a secret
    app_token: str = "xapp-playground"  # noqa: S105 - a fake, not a secret
    signing_secret: str = "playground-signing-secret"  # noqa: S105 - a fake, not a secret


class Share(NamedTuple):
    """Where a file appears."""

    channel: str
    ts: str
    thread_ts: str | None


@dataclass(slots=True)
class Message:
    """A message as it is stored; `render.message_json` gives Slack's shape.

    `state`: what people chose in its menus, by block id and action id. `origin`: the secret of the
    response_url it came by.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    subtype: str | None = None
    bot_id: str | None = None
    blocks: list[Json] = field(default_factory=list)
    file_ids: tuple[str, ...] = ()
    thread_ts: str | None = None
    metadata: Json | None = None
    edited_ts: str | None = None
    ephemeral_to: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    state: Json = field(default_factory=dict)
    origin: str = ""

    @property
    def place(self) -> Share:
        """Say where the message shows its files."""
        return Share(self.channel, self.ts, self.thread_ts)

    @property
    def is_reply(self) -> bool:
        """Tell whether the message answers another; a thread's parent may name itself."""
        return self.thread_ts not in (None, self.ts)


@dataclass(slots=True)
class Channel:
    """A conversation of any kind, with its messages by ts, oldest first."""

    id: str
    name: str
    kind: ChannelKind
    members: set[str]
    messages: dict[str, Message] = field(default_factory=dict)


@dataclass(slots=True)
class StoredFile:
    """A file from the request for an upload address to its deletion.

    `ready_at`: the clock's time from which its mimetype is known (Slack processes images).
    `mode`: hosted, external, tombstone or hidden_by_limit.
    `submitted`: a person handed it to the app in a modal; it is in no conversation.
    """

    id: str
    name: str
    title: str
    user: str
    created: float
    length: int
    ready_at: float
    alt_txt: str | None = None
    data: bytes | None = None
    completed: bool = False
    mode: str = "hosted"
    deleted: bool = False
    submitted: bool = False
    shares: list[Share] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API, answered `at` after `seconds`.

    `status` 0: the connection was dropped; `error` as answered. `made`: the ids and timestamps
    that the answer gave out.
    """

    method: str
    args: Mapping[str, Any]
    token_ok: bool
    at: float
    status: int
    error: str | None = None
    seconds: float = 0.0
    made: tuple[str, ...] = ()


class Upload(NamedTuple):
    """One POST of a file's bytes, taken `at` this time of the clock after `seconds`."""

    file_id: str
    size: int
    at: float
    seconds: float


class Download(NamedTuple):
    """One request for a file's bytes, `at` this time of the clock."""

    file_id: str
    had_bearer: bool
    host: str
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Ack:
    """One attempt to deliver something to the app, and how it ended.

    `seconds`: from sending to the answer, at `at`. `response`: what the app sent back with the
    ack. `subject`: the channel and the ts that it was about, as far as it was about one.
    `payload`: what was delivered. `retry`: False where the app asked not to be tried again.
    """

    kind: str
    event_id: str
    event_type: str
    attempt: int
    ok: bool
    seconds: float
    envelope_id: str | None = None
    reason: str | None = None
    response: Json | None = None
    at: float = 0.0
    subject: tuple[str, str] = ("", "")
    payload: Json = field(default_factory=dict, repr=False)
    retry: bool = True


@dataclass(slots=True)
class Trigger:
    """What lets the app open one modal for a person, until `expires_at` on the clock.

    `view_id`: the modal it came from, if any; only such a trigger can push.
    """

    user: str
    expires_at: float
    view_id: str | None = None
    used: bool = False


@dataclass(slots=True)
class Reply:
    """A response_url: where the app answers one command, shortcut or click.

    `secret`: how its address ends. `original_ts`: the message that was clicked in; commands and
    shortcuts have none (slackapi/bolt-python#1268, bolt-js#2287).
    """

    secret: str
    channel: str
    user: str
    expires_at: float
    original_ts: str | None = None
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Timing:
    """Slack's time limits, in seconds; tests use shorter ones.

    Sources: docs.slack.dev/apis/events-api (acks and retries), /interactivity (triggers and
    response_urls). `processing_delay`: until the type of a new image is known; Slack names no
    figure, and this one is long enough that who does not wait for it is caught.
    """

    ack_timeout: float = 3.0
    trigger_lifetime: float = 3.0
    response_url_lifetime: float = 1800.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    processing_delay: float = 0.3
