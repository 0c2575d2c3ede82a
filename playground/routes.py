"""Every address of the playground."""

from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from playground.delivery.connections import Connections
from playground.methods.uploads import FileBytes
from playground.methods.web_api import WebApi
from playground.page.doings import Doings
from playground.page.routes import Page
from playground.person.replies import Replies
from playground.workspace.state import Workspace


def routes(workspace: Workspace, connections: Connections) -> list[BaseRoute]:
    """Return the routes of one workspace."""
    bytes_ = FileBytes(workspace, connections)
    return [
        *Doings(workspace).routes(),
        *Page(workspace).routes(),
        Route("/api/{method}", WebApi(workspace, connections).endpoint, methods=["GET", "POST"]),
        Route("/upload/v1/{file_id}", bytes_.upload, methods=["POST"]),
        Route("/files-pri/{place}/download/{name}", bytes_.download),
        Route("/files-pri/{place}/{name}", bytes_.download),
        Route("/files-tmb/{place}/{name}", bytes_.thumbnail),
        Route("/actions/{team}/{number}/{secret}", Replies(workspace).endpoint, methods=["POST"]),
        WebSocketRoute("/link/", _link),
    ]


async def _link(socket: WebSocket) -> None:
    await socket.app.state.link.endpoint(socket)
