"""A handler that failed: logged with an id, and not acknowledged, so that Slack sends it again."""

from slack_bolt import App, BoltResponse

from services.failures import sentence_for


def register(app: App) -> None:
    """Take whatever a handler raises."""

    @app.error
    def on_error(error: Exception) -> BoltResponse:
        return BoltResponse(status=500, body=sentence_for(error, "a handler"))
