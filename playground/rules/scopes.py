"""Which token and which scope each Web API method asks for, and what it cannot do without.

Source: Slack's method reference (docs.slack.dev/reference/methods).
"""

from dataclasses import dataclass

from playground.workspace.model import ChannelKind


@dataclass(frozen=True, slots=True)
class Rule:
    """What a method demands.

    `scopes`: one of them is enough. `required`: arguments besides the token.
    `json`: whether a JSON body is read; Slack ignores it where it is not.
    `channel_arg`: with scopes per kind of channel, the argument that names the channel.
    """

    scopes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    json: bool = True
    app_token: bool = False
    channel_arg: str | None = None


_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_OPEN = ("channels:manage", "groups:write", "im:write", "mpim:write")
_CHAT = ("chat:write",)

RULES: dict[str, Rule] = {
    "auth.test": Rule(),
    "apps.connections.open": Rule(app_token=True),
    "chat.postMessage": Rule(_CHAT, ("channel",)),
    "chat.update": Rule(_CHAT, ("channel", "ts")),
    "chat.delete": Rule(_CHAT, ("channel", "ts")),
    "chat.postEphemeral": Rule(_CHAT, ("channel", "user")),
    "chat.getPermalink": Rule((), ("channel", "message_ts"), json=False),
    "reactions.add": Rule(("reactions:write",), ("channel", "timestamp", "name")),
    "reactions.remove": Rule(("reactions:write",), ("name",)),
    "files.info": Rule(("files:read",), ("file",), json=False),
    "files.list": Rule(("files:read",), json=False),
    "files.delete": Rule(("files:write",), ("file",)),
    "files.getUploadURLExternal": Rule(("files:write",), ("filename", "length"), json=False),
    "files.completeUploadExternal": Rule(("files:write",), ("files",)),
    "conversations.info": Rule(_READ, ("channel",), json=False, channel_arg="channel"),
    "conversations.history": Rule(_HISTORY, ("channel",), channel_arg="channel"),
    "conversations.replies": Rule(_HISTORY, ("channel", "ts"), json=False, channel_arg="channel"),
    "conversations.open": Rule(_OPEN),
    "conversations.members": Rule(_READ, ("channel",), json=False, channel_arg="channel"),
    "conversations.join": Rule(("channels:join",), ("channel",)),
    "users.conversations": Rule(_READ, json=False),
    "users.info": Rule(("users:read",), ("user",), json=False),
    "views.open": Rule((), ("view",)),
    "views.push": Rule((), ("view",)),
    "views.update": Rule((), ("view",)),
    "views.publish": Rule((), ("user_id", "view")),
}


def needed_scopes(rule: Rule, kind: ChannelKind | None) -> tuple[str, ...]:
    """Narrow the scopes of a method to those for this kind of channel, where kinds differ."""
    if kind is None or rule.channel_arg is None:
        return rule.scopes
    return tuple(s for s in rule.scopes if s.split(":")[0] == kind.family)
