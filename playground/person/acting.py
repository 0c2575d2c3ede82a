"""What a test lets people do in the workspace."""

from collections.abc import Mapping, Sequence
from typing import Any

from playground.person import asking, filling, messages
from playground.person.asking import Use
from playground.person.messages import NewFile
from playground.person.results import CommandResult, Interaction, ViewResult
from playground.workspace import facts, membership
from playground.workspace.ids import new_id
from playground.workspace.model import Json
from playground.workspace.sharing import Posting
from playground.workspace.state import ADA, GRACE, Workspace


class Acting:
    """People's doings. Whoever is not named is Ada, and the place the channel #general."""

    workspace: Workspace
    user_id, other_user_id = ADA.id, GRACE.id
    channel_id, private_channel_id = "C0GENERAL", "C0SECRET"
    dm_id, group_dm_id, other_channel_id = "D0ADA", "G0GROUPDM", "C0RANDOM"

    def share(
        self,
        files: Sequence[NewFile],
        text: str = "",
        channel: str | None = None,
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Share files as a person, in one message; return its ts."""
        posting = Posting(user or self.user_id, text, thread_ts)
        return messages.post_files(self.workspace, channel or self.channel_id, files, posting)

    def say(
        self,
        text: str,
        channel: str | None = None,
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Write a message as a person; return its ts."""
        posting = Posting(user or self.user_id, text, thread_ts)
        return messages.post_words(self.workspace, channel or self.channel_id, posting)

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Change a message's text, which raises `message_changed`."""
        messages.edit_message(self.workspace, channel, ts, text)

    def delete(self, channel: str, ts: str) -> None:
        """Delete a message and its files, which raises `message_deleted`."""
        messages.delete_message(self.workspace, channel, ts)

    def send_event(self, event: Json, event_id: str | None = None) -> str:
        """Raise any event; return its id, which may be given to send it again."""
        raised = facts.Raised(event, event_id or new_id("Ev"))
        with self.workspace.lock:
            self.workspace.tell(raised)
        return raised.event_id

    def mention(
        self,
        text: str,
        files: Sequence[NewFile] = (),
        channel: str | None = None,
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Write a message that begins with @Glimpse, with files if given; return its ts."""
        words = f"<@{self.workspace.identity.bot_user_id}> {text}".strip()
        if files:
            return self.share(files, words, channel, user, thread_ts)
        return self.say(words, channel, user, thread_ts)

    def delete_file(self, file_id: str) -> None:
        """Delete a file; a message that was nothing else goes with it."""
        messages.delete_shared_file(self.workspace, file_id)

    def command(
        self, command: str, text: str = "", channel: str | None = None, user: str | None = None
    ) -> CommandResult:
        """Type a slash command, and wait for the ack."""
        place = channel or self.channel_id
        return asking.type_command(self.workspace, place, user or self.user_id, command, text)

    def global_shortcut(self, callback_id: str, user: str | None = None) -> Interaction:
        """Choose a global shortcut, and wait for the ack."""
        return asking.choose_global_shortcut(self.workspace, callback_id, user or self.user_id)

    def message_shortcut(
        self, callback_id: str, channel: str | None, ts: str, user: str | None = None
    ) -> Interaction:
        """Choose a shortcut in the menu of a message, and wait for the ack."""
        place = channel or self.channel_id
        return asking.choose_message_shortcut(
            self.workspace, callback_id, user or self.user_id, place, ts
        )

    def click(
        self,
        where: str,
        action_id: str,
        value: Any = None,
        user: str | None = None,
        channel: str | None = None,
        block_id: str | None = None,
    ) -> Interaction:
        """Use an element of a message (its ts) or a view (its id), and wait for the ack.

        `value`: the value of an option, a list of values for checkboxes and multiple choices, a
        text for a field; for a button only where several have the same action id.

        Raises:
            KeyError: this person does not see such an element there.
            ChoiceError: the element has no such option.
        """
        use = Use(user or self.user_id, action_id, value, block_id)
        if where in self.workspace.views:
            return asking.use_in_view(self.workspace, where, use)
        return asking.use_in_message(self.workspace, channel or self.channel_id, where, use)

    def submit_view(
        self,
        view_id: str,
        values: Mapping[str, Any] | None = None,
        files: Sequence[NewFile] = (),
        user: str | None = None,
    ) -> ViewResult:
        """Fill in the visible modal and send it; see `filling.submit_modal`."""
        return filling.submit_modal(
            self.workspace, user or self.user_id, view_id, values or {}, files
        )

    def close_view(self, view_id: str, user: str | None = None, *, clear: bool = False) -> None:
        """Close the visible modal; `clear`: and those below it."""
        filling.close_modal(self.workspace, user or self.user_id, view_id, clear=clear)

    def open_home(self, user: str | None = None, tab: str = "home") -> None:
        """Open App Home, which raises `app_home_opened`; `tab` is home or messages."""
        with self.workspace.lock:
            person = user or self.user_id
            channel = self.workspace.direct_message(person)
            self.workspace.tell(facts.HomeOpened(channel, person, tab))

    def invite(
        self, channel: str | None = None, user: str | None = None, inviter: str | None = None
    ) -> None:
        """Make the app, or a person, a member of a channel: `member_joined_channel`."""
        bot = self.workspace.identity.bot_user_id
        place = channel or self.other_channel_id
        membership.join_channel(self.workspace, place, user or bot, inviter or self.user_id)

    def remove(
        self, channel: str | None = None, user: str | None = None, actor: str | None = None
    ) -> None:
        """Take the app, or a person, out of a channel: `channel_left` or `member_left_channel`."""
        bot = self.workspace.identity.bot_user_id
        place = channel or self.channel_id
        membership.leave_channel(self.workspace, place, user or bot, actor or self.user_id)
