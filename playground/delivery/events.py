"""Telling the app what happened: who hears which event, and what when nobody acknowledges it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from playground.delivery.event_shapes import event_callback, events_of
from playground.workspace.facts import Fact, Raised
from playground.workspace.ids import new_id
from playground.workspace.model import Ack, Json
from playground.workspace.state import Workspace

EVENTS_API = "events_api"
COMMAND = "slash_commands"
INTERACTIVE = "interactive"
_OWN_LEAVING = frozenset({"channel_left", "group_left"})
"""The events the app hears though it is no member of the channel any more."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something for the app. `kind`: an envelope type, like events_api or slash_commands."""

    kind: str
    payload: Json
    event_id: str
    event_type: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt ended. `reason`: Slack's word for what failed. `response`: the app's."""

    ok: bool
    reason: str | None = None
    envelope_id: str | None = None
    response: Json | None = None
    retry: bool = True


class Transport(Protocol):
    """A way to the app: Socket Mode or signed HTTP."""

    async def ready(self) -> None:
        """Wait until there is somebody to deliver to."""

    async def send(self, delivery: Delivery, attempt: int, reason: str | None) -> Outcome:
        """Try once; `attempt` counts from 0, `reason` says why the one before failed."""


def is_heard(workspace: Workspace, event: Json) -> bool:
    """Tell whether the app subscribed to an event and is (or was) a member of its channel."""
    kind, item = str(event["type"]), event.get("item", {})
    place = event.get("channel") or event.get("channel_id") or item.get("channel") or ""
    channel = workspace.channels.get(str(place))
    outside = channel is not None and workspace.identity.bot_user_id not in channel.members
    if outside and kind not in _OWN_LEAVING:
        return False
    if kind == "message":
        kind = f"message.{workspace.channels[event['channel']].kind.family}"
    return kind in workspace.manifest.bot_events


def subject_of(payload: Json) -> tuple[str, str]:
    """Name the channel and the ts of the message that a delivery is about, where there is one."""
    event: Json = payload.get("event", payload)
    item = event.get("item") or event.get("container") or {}
    channel = event.get("channel") or item.get("channel") or item.get("channel_id")
    if isinstance(channel, dict):
        channel = channel.get("id")
    ts = event.get("ts") or event.get("message_ts") or item.get("message_ts") or item.get("ts")
    return str(channel or event.get("channel_id") or ""), str(ts or "")


class Courier:
    """Delivers in the background, in the server's event loop, until acknowledged or given up."""

    def __init__(self, workspace: Workspace, transport: Transport) -> None:
        self._workspace = workspace
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    def hear(self, fact: Fact) -> None:
        """Deliver the events of a fact, as far as the app hears them; from any thread."""
        for event in events_of(fact, self._workspace):
            if is_heard(self._workspace, event):
                event_id = fact.event_id if isinstance(fact, Raised) else new_id("Ev")
                payload = event_callback(self._workspace, event, event_id)
                delivery = Delivery(EVENTS_API, payload, event_id, str(event["type"]))
                self._loop.call_soon_threadsafe(self._start, delivery)

    def ask(self, kind: str, payload: Json, name: str) -> Ack:
        """Deliver something once and wait for the ack; from any thread but the event loop's.

        `name`: the command, callback id or action id, for the record.
        """
        delivery = Delivery(kind, payload, new_id("In"), name)
        attempt = self._attempt(delivery, 0, None)
        return asyncio.run_coroutine_threadsafe(attempt, self._loop).result()

    def call_later(self, seconds: float, then: Callable[[], None]) -> None:
        """Do something later, in the event loop; from any thread."""
        self._loop.call_soon_threadsafe(self._schedule, seconds, then)

    async def close(self) -> None:
        """Give up what is under way."""
        for timer in self._timers:
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _schedule(self, seconds: float, then: Callable[[], None]) -> None:
        self._timers.add(self._loop.call_later(seconds, then))

    def _start(self, delivery: Delivery) -> None:
        task = self._loop.create_task(self._deliver(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        """Try as Slack does: at once, and after each delay while it fails.

        Then as often again as the fault `redeliver` says, as if the ack had been lost.
        """
        attempt, ack = 0, await self._attempt(delivery, 0, None)
        for delay in self._workspace.timing.retry_delays:
            if ack.ok or not ack.retry:
                break
            await asyncio.sleep(delay)
            attempt += 1
            ack = await self._attempt(delivery, attempt, ack.reason)
        for _ in range(self._workspace.faults.redeliveries):
            attempt += 1
            await self._attempt(delivery, attempt, "http_timeout")

    async def _attempt(self, delivery: Delivery, attempt: int, reason: str | None) -> Ack:
        """Try once and write it down; an event waits for the app, a person does not."""
        if delivery.kind == EVENTS_API:
            await self._transport.ready()
        started = time.monotonic()
        outcome = await self._transport.send(delivery, attempt, reason)
        ack = Ack(
            kind=delivery.kind,
            event_id=delivery.event_id,
            event_type=delivery.event_type,
            attempt=attempt,
            ok=outcome.ok,
            seconds=time.monotonic() - started,
            envelope_id=outcome.envelope_id,
            reason=outcome.reason,
            response=outcome.response,
            at=self._workspace.clock(),
            subject=subject_of(delivery.payload),
            payload=delivery.payload,
            retry=outcome.retry,
        )
        with self._workspace.lock:
            self._workspace.acks.append(ack)
            self._workspace.touch()
        return ack
