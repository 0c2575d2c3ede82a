"""The arguments of one Web API call, whichever way they came."""

import json
from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`; `fields` go into it besides the error."""

    def __init__(self, error: str, **fields: Any) -> None:
        self.error = error
        self.fields = fields
        super().__init__(error)


class Args(dict[str, Any]):
    """Arguments by name; form values are strings, JSON values are what they are."""

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as a string."""
        value = self.get(name)
        return default if value is None else str(value)

    def flag(self, name: str) -> bool:
        """Return a boolean argument, False when absent."""
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """Return an integer argument; `invalid_arguments` when it is none."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            raise invalid_arguments(f"[ERROR] must be a valid integer: {name}") from None

    def decoded(self, name: str, error: str) -> Any:
        """Return an argument that may be a JSON string; `error` when it is not JSON."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(error) from None

    def optional(self, name: str) -> str | None:
        """Return an argument as a string, None when absent or empty."""
        return self.text(name) or None


def invalid_arguments(*messages: str) -> ApiError:
    """Make the error Slack gives for arguments that are missing or of the wrong kind."""
    return ApiError("invalid_arguments", response_metadata={"messages": list(messages)})
