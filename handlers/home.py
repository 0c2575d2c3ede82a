"""App Home, and the first word in a channel Glimpse was invited to."""

from typing import Any

from slack_bolt import App

from handlers.desk import Desk
from services.answering.chores import Chore, ChoreKind


def register(app: App, desk: Desk) -> None:
    """Listen to a person who opens the home tab, and to Glimpse joining a channel."""

    @app.event("app_home_opened")
    def on_home(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            team, user = str(body["team_id"]), str(event["user"])
            desk.do(Chore(f"{team}:{user}:{body['event_id']}", ChoreKind.HOME, team, user=user))

    @app.event("member_joined_channel")
    def on_joined(body: dict[str, Any], event: dict[str, Any]) -> None:
        team, channel = str(body["team_id"]), str(event["channel"])
        glimpse = {one.get("user_id") for one in body.get("authorizations") or []}
        if event.get("user") in glimpse and desk.store.greet_once(team, channel):
            mode = desk.settings(team, channel).mode
            chore_id = f"{team}:{channel}:greet"
            desk.do(Chore(chore_id, ChoreKind.GREET, team, channel, mode=mode))
