"""The engine that looks with this machine's own processors: no account, no key, no picture leaves.

A module a feature, and the weights they need. It may import the vocabulary of seeing
(`services.vision`), the picture it is given (`services.pictures`), `services.reading` and
`environment`, the errors, and its neighbour `declaration`; it knows no other engine and nothing of
Slack.
"""

import os
import sys

# Once imported, onnxruntime and OpenVINO would report to their makers, and write an id into the
# user's home. Both look here first (onnxruntime's Privacy.md); of a module that is None Python says
# that there is none, which OpenVINO is prepared for.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
