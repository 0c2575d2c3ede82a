"""What a manifest must have."""

from typing import Any

import pytest

from playground.workspace.manifest import ManifestError, load_manifest


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("commands,", "", "scope commands"),
        ("is_enabled: true", "is_enabled: false", "interactivity"),
        ("reactions:read,", "", "reaction_added"),
    ],
)
def test_a_manifest_slack_refuses_is_refused(
    manifest: Any, before: str, after: str, complaint: str
) -> None:
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(ManifestError, match=complaint):
        load_manifest(manifest)
