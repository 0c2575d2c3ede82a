"""Everything that can go wrong and may be told to a user.

::

    GlimpseError
    ├── SettingsError          the environment does not say what Glimpse needs
    ├── RequestError           what the user asked for makes no sense
    ├── ImageError             the bytes are not a picture Glimpse can look at
    │   ├── EmptyImage
    │   ├── NotAnImage
    │   ├── UnsupportedFormat
    │   ├── TooManyPixels
    │   └── DamagedImage
    ├── DownloadError          the bytes could not be had
    │   ├── HostRefused
    │   ├── FileTooLarge
    │   ├── SignInPage         Slack sent its HTML sign-in page: a scope is missing
    │   └── FileGone
    ├── EngineError            an engine could not look
    │   └── WeightMissing      a model's weights could not be had
    ├── DeadlineExceeded       the job took longer than anyone waits
    └── SlackError             Slack refused what Glimpse wanted to say
        ├── NotInChannel
        └── MissingScope

Each carries ``sentence``, which is safe to show to anybody: it holds no secret, no path and no
trace. ``str(error)`` is for the log and may say more. Whatever is not a ``GlimpseError`` is a bug.
"""


class GlimpseError(Exception):
    """Root of the tree; ``sentence`` is for the user, ``detail`` for the log."""

    sentence = "Something went wrong."

    def __init__(self, sentence: str | None = None, *, detail: str = "") -> None:
        if sentence is not None:
            self.sentence = sentence
        self.detail = detail
        super().__init__(f"{self.sentence} ({detail})" if detail else self.sentence)


class SettingsError(GlimpseError):
    """Every problem found in the environment, together."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("The settings are not complete:\n" + "\n".join(f"- {p}" for p in problems))


class RequestError(GlimpseError):
    """What was asked for makes no sense: an unknown feature, a missing file."""


class ImageError(GlimpseError):
    """The bytes are not a picture Glimpse can look at."""

    sentence = "This is not an image Glimpse can read."


class EmptyImage(ImageError):
    """There are no bytes at all."""

    sentence = "The file is empty (0 bytes)."


class NotAnImage(ImageError):
    """The bytes are no image, whatever the name says."""

    sentence = "The file is not an image, whatever its name says."


class UnsupportedFormat(ImageError):
    """An image, in a format that is not decoded."""


class TooManyPixels(ImageError):
    """More pixels than Glimpse decodes."""


class DamagedImage(ImageError):
    """The decoder gave up half-way."""

    sentence = "The image is damaged: it ends too early or cannot be decoded."


class DownloadError(GlimpseError):
    """The bytes could not be had."""

    sentence = "The file could not be downloaded."


class HostRefused(DownloadError):
    """The address is on a host that Glimpse does not send its token to."""

    sentence = "The file is kept on a server Glimpse does not fetch from."


class FileTooLarge(DownloadError):
    """More bytes than Glimpse downloads."""


class SignInPage(DownloadError):
    """Slack answered a download with its HTML sign-in page."""

    sentence = (
        "Slack did not let Glimpse download the file. The app probably lacks the scope "
        "files:read: add it and install the app again."
    )


class FileGone(DownloadError):
    """The file was deleted, or hidden by the workspace's plan."""

    sentence = "The file is no longer there."


class EngineError(GlimpseError):
    """An engine could not look; where `refused` is true, another engine may look instead."""

    sentence = "The vision engine could not look at this image."
    refused = False


class WeightMissing(EngineError):
    """A model's weights could not be had."""


class DeadlineExceeded(GlimpseError):
    """The job took longer than anyone waits for."""

    sentence = "Looking at this took too long, so Glimpse stopped."


class SlackError(GlimpseError):
    """Slack refused what Glimpse wanted to say."""

    sentence = "Slack did not accept the answer."


class NotInChannel(SlackError):
    """Glimpse is no member of the channel."""

    sentence = "Glimpse is not in this channel. Invite it with /invite @Glimpse."


class MissingScope(SlackError):
    """The app was installed without a scope it needs."""
