"""The smaller copies Slack makes of an image; one stands in for an original Glimpse cannot open.

Slack makes them after the upload, so an event may come before they are there. Which formats it
makes them of is not documented.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.errors import FileTooLarge, GlimpseError, TooManyPixels, UnsupportedFormat
from services.jobs.job import Access, FileRef

SINCE: Mapping[type[GlimpseError], str] = {
    UnsupportedFormat: "Glimpse does not open the original's format",
    TooManyPixels: "the original has more pixels than Glimpse looks at",
    FileTooLarge: "the original is larger than Glimpse downloads",
}
"""What a smaller copy helps against, and how the answer says so."""

PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds between asks while Slack still works on a file; nothing of its own says how long."""


@dataclass(frozen=True, slots=True)
class SmallerCopies:
    """Finds them; `file_of` returns Slack's file object for an id."""

    file_of: Callable[[str], Mapping[str, Any]]
    sleep: Callable[[float], None] = time.sleep

    def address(self, file: FileRef) -> str:
        """Return the address of the largest copy of `file`; empty where Slack has made none.

        Raises:
            SlackError, FileGone: Slack refused to say.
        """
        if file.smaller_copy or not file.id or file.access is Access.WEB:
            return file.smaller_copy
        found = self.file_of(file.id)
        for pause in PAUSES:
            if found.get("mimetype"):  # told once Slack has worked on the file
                break
            self.sleep(pause)
            found = self.file_of(file.id)
        return FileRef.from_slack(found).smaller_copy


def note_on(refusal: GlimpseError) -> str:
    """Return the sentence that says why a smaller copy was looked at."""
    why = next(why for kind, why in SINCE.items() if isinstance(refusal, kind))
    return f"Looked at Slack's smaller copy, since {why}."
