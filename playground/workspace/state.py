"""The workspace: people, conversations, messages and files, under one lock.

Whoever reads or changes it holds `lock`. `touch` wakes everybody who waits; `tell` hands a fact to
the listeners while the lock is held, so that all of them hear the facts in one order.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.workspace.facts import Fact
from playground.workspace.faults import Faults
from playground.workspace.ids import Timestamps, new_id, new_number
from playground.workspace.manifest import Manifest
from playground.workspace.model import (
    Ack,
    Call,
    Channel,
    ChannelKind,
    Download,
    Identity,
    Json,
    Reply,
    StoredFile,
    Timing,
    Trigger,
    Upload,
    User,
)

ADA = User("U0ADA", "ada", "Ada Lovelace")
GRACE = User("U0GRACE", "grace", "Grace Hopper")
SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot", is_bot=True)

Listener = Callable[[Fact], None]
Ask = Callable[[str, Json, str], Ack]
CallLater = Callable[[float, Callable[[], None]], object]


def _nobody_answers(kind: str, _payload: Json, name: str) -> Ack:
    """Fail before the server is up."""
    return Ack(kind, "", name, 0, ok=False, seconds=0.0, reason="connection_failed")


def _at_once(_seconds: float, then: Callable[[], None]) -> None:
    """Do what is due later at once, before the server is up."""
    then()


@dataclass(slots=True, eq=False)
class Workspace:
    """Everything there is.

    `base_url`: where files and permalinks live, without a final slash. `homes`: the view of each
    person's App Home. `modals`: the views each person has open, the visible one last. `replies`:
    response_urls by their secret. `version` counts the changes. `ask(kind, payload, name)`
    delivers something that is not tried again and waits for the ack: call it without the lock,
    and not from the event loop.
    """

    clock: Callable[[], float]
    manifest: Manifest
    timing: Timing = field(default_factory=Timing)
    identity: Identity = field(default_factory=Identity)
    base_url: str = "http://127.0.0.1"
    faults: Faults = field(default_factory=Faults)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    modals: dict[str, list[str]] = field(default_factory=dict)
    view_states: dict[str, Json] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    acks: list[Ack] = field(default_factory=list)
    tickets: set[str] = field(default_factory=set)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    sockets: int = 0
    request_url: str | None = None
    closing: bool = False
    ask: Ask = _nobody_answers
    call_later: CallLater = _at_once
    version: int = 0
    watchers: set[Callable[[], None]] = field(default_factory=set)
    listeners: list[Listener] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    changed: threading.Condition = field(init=False)
    timestamps: Timestamps = field(init=False)

    def __post_init__(self) -> None:
        self.changed = threading.Condition(self.lock)
        self.timestamps = Timestamps(self.clock)
        _furnish(self)

    def touch(self) -> None:
        """Tell everybody who waits that something changed; the lock is held."""
        self.version += 1
        self.changed.notify_all()
        for watcher in tuple(self.watchers):
            watcher()

    def tell(self, fact: Fact) -> None:
        """Tell the listeners what has happened; the lock is held."""
        for listener in tuple(self.listeners):
            listener(fact)

    def connected(self) -> bool:
        """Tell whether there is somebody to tell what happens."""
        return self.sockets > 0 or self.request_url is not None

    def scopes(self) -> frozenset[str]:
        """Return the scopes the app has now."""
        return self.faults.granted(self.manifest.scopes)

    def new_file(self, name: str, user: str, length: int, alt_txt: str | None) -> StoredFile:
        """Make room for a file whose bytes are to come."""
        now = self.clock()
        file = StoredFile(
            id=new_id("F"),
            name=name,
            title=name,
            user=user,
            created=now,
            length=length,
            ready_at=now,
            alt_txt=alt_txt,
        )
        self.files[file.id] = file
        return file

    def new_trigger(self, user: str, view_id: str | None = None) -> str:
        """Hand out a trigger id, which opens one modal for a person."""
        with self.lock:
            # Slack's shape, which apps may log but must not read.
            trigger_id = f"{new_number()}.{new_number()}.{new_id('', 32).lower()}"
            expires_at = self.clock() + self.timing.trigger_lifetime
            self.triggers[trigger_id] = Trigger(user, expires_at, view_id)
            return trigger_id

    def new_reply(self, channel: str, user: str, original_ts: str | None = None) -> str:
        """Hand out a response_url."""
        with self.lock:
            secret = new_id("", 24)
            expires_at = self.clock() + self.timing.response_url_lifetime
            self.replies[secret] = Reply(secret, channel, user, expires_at, original_ts)
            return f"{self.base_url}/actions/{self.identity.team_id}/{new_number()}/{secret}"

    def direct_message(self, user: str) -> Channel:
        """Return the conversation of the app with a person, opened if need be; the lock is held."""
        members = {user, self.identity.bot_user_id}
        for channel in self.channels.values():
            if channel.kind is ChannelKind.IM and channel.members == members:
                return channel
        channel = Channel(new_id("D"), self.users[user].name, ChannelKind.IM, members)
        self.channels[channel.id] = channel
        self.touch()
        return channel


def _furnish(workspace: Workspace) -> None:
    """Put two people, the app and five conversations into an empty workspace.

    One conversation of each kind, and #random, where the app is no member until it is invited.
    """
    identity = workspace.identity
    bot = User(identity.bot_user_id, identity.bot_name.lower(), identity.bot_name, is_bot=True)
    for user in (ADA, GRACE, bot, SLACKBOT):
        workspace.users[user.id] = user
    people = {ADA.id, GRACE.id}
    everybody = people | {bot.id}
    for channel in (
        Channel("C0GENERAL", "general", ChannelKind.CHANNEL, set(everybody)),
        Channel("C0SECRET", "design-private", ChannelKind.GROUP, set(everybody)),
        Channel("D0ADA", ADA.name, ChannelKind.IM, {ADA.id, bot.id}),
        Channel("G0GROUPDM", "mpdm-ada--grace--glimpse-1", ChannelKind.MPIM, set(everybody)),
        Channel("C0RANDOM", "random", ChannelKind.CHANNEL, set(people)),
    ):
        workspace.channels[channel.id] = channel
