"""The plan of the house as a table: which room may know which, and which packages it may use."""

from collections.abc import Mapping

KNOW_EVERYBODY = {"app", "wiring", "bench"}
"""The front door, what wires the parts together, and what measures them."""

KNOWN_TO_EVERYBODY = {"services.errors"}

ENGINES = {"services.engines.azure", "services.engines.local"}

LOCAL = {
    "services.engines.local.captions",
    "services.engines.local.objects",
    "services.engines.local.ocr",
    "services.engines.local.scenes",
    "services.engines.local.weights",
}

ARROWS: Mapping[str, set[str]] = {
    "handlers": {
        "services.answering",
        "services.channels",
        "services.failures",
        "services.jobs",
        "services.replies",
        "services.vision",
    },
    "playground.delivery": {"playground.rules", "playground.workspace"},
    "playground.methods": {"playground.delivery", "playground.rules", "playground.workspace"},
    "playground.page": {
        "playground.delivery",
        "playground.methods",
        "playground.person",
        "playground.rules",
        "playground.samples",
        "playground.workspace",
    },
    "playground.person": {
        "playground.delivery",
        "playground.methods",
        "playground.rules",
        "playground.workspace",
    },
    "playground.routes": {
        "playground.delivery",
        "playground.methods",
        "playground.page",
        "playground.person",
        "playground.workspace",
    },
    "playground.rules": {"playground.workspace"},
    "playground.server": {
        "playground.delivery",
        "playground.guards",
        "playground.person",
        "playground.routes",
        "playground.workspace",
    },
    "services.answering": {
        "services.channels",
        "services.drawing",
        "services.failures",
        "services.jobs",
        "services.pictures",
        "services.replies",
        "services.slack",
        "services.vision",
    },
    "services.channels": {"services.vision"},
    "services.check": {
        "services.drawing",
        "services.engines.composing",
        "services.engines.declaration",
        "services.jobs",
        "services.settings",
        "services.slack",
    },
    "services.describe": {
        "services.drawing",
        "services.jobs",
        "services.pictures",
        "services.replies",
        "services.vision",
    },
    "services.drawing": {"services.pictures", "services.vision"},
    "services.engines": {*ENGINES, "services.engines.declaration"},
    "services.engines.azure": {
        "services.engines.declaration",
        "services.engines.fallback",
        "services.environment",
        "services.logs",
        "services.pictures",
        "services.reading",
        "services.vision",
    },
    "services.engines.composing": {
        "services.engines",
        "services.engines.declaration",
        "services.engines.fallback",
        "services.vision",
    },
    "services.engines.declaration": {"services.environment", "services.vision"},
    "services.engines.fallback": {"services.pictures", "services.vision"},
    "services.engines.local": {
        *LOCAL,
        "services.engines.declaration",
        "services.environment",
        "services.pictures",
        "services.vision",
    },
    "services.engines.local.captions": {"services.engines.local.scenes", "services.vision"},
    "services.engines.local.objects": {"services.vision"},
    "services.engines.local.ocr": {"services.reading", "services.vision"},
    "services.engines.local.scenes": {"services.vision"},
    "services.environment": {"services.vision"},
    "services.jobs": {"services.channels", "services.vision"},
    "services.reading": {"services.vision"},
    "services.replies": {"services.channels", "services.jobs", "services.vision"},
    "services.settings": {
        "services.channels",
        "services.engines",
        "services.engines.declaration",
        "services.environment",
        "services.vision",
    },
    "services.slack": {"services.environment", "services.replies", "services.timed_http"},
    "services.vision": {"services.pictures"},
}
"""A room is a folder; a module that lies loose in services, its engines or playground is its own.

A change here is a change of the architecture: say why in the commit, and in docs/architecture.md.
"""

OUTSIDE: Mapping[str, set[str]] = {
    "cv2": {
        "services.engines.local",
        "services.engines.local.objects",
        "services.engines.local.ocr",
        "services.engines.local.scenes",
    },
    "dbos": {"services.jobs"},
    "onnxruntime": {"services.engines.local.objects", "services.engines.local.scenes"},
    "openvino": {"services.engines.local.ocr"},
    "rapidocr": {"services.engines.local.ocr"},
    "requests": {
        "services.engines.azure",
        "services.engines.local.weights",
        "services.pictures",
        "services.slack",
    },
    "slack_bolt": {"handlers"},
    "slack_sdk": {"handlers", "playground.rules", "services.check", "services.slack"},
    "sqlalchemy": {"services.check", "services.jobs"},
    "zxingcpp": {"services.engines.local"},
}
"""Packages that only some rooms may use."""
