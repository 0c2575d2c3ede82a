"""files.*: looking at files, and the three-step upload (the second step is in uploads)."""

from typing import Any

from playground.methods.args import ApiError, Args, invalid_arguments
from playground.methods.chat import checked_blocks
from playground.methods.lookup import channel_of, check_thread, joined_channel, known_user
from playground.workspace import images
from playground.workspace.changes import remove_file
from playground.workspace.file_objects import file_json
from playground.workspace.model import Json, StoredFile
from playground.workspace.sharing import Posting, share_files_later
from playground.workspace.state import Workspace

ALT_TEXT_LIMIT = 1_000  # characters
MOST_CHANNELS = 100
FILE_KINDS = frozenset({"all", "spaces", "snippets", "images", "gdocs", "zips", "pdfs"})


def file_info(workspace: Workspace, args: Args) -> Json:
    """Describe a file, in full."""
    file = _existing(workspace, args.text("file"))
    if not _visible(workspace, file):
        raise ApiError("file_not_found")
    return {"file": file_json(workspace, file, full=True), "comments": []}


def list_files(workspace: Workspace, args: Args) -> Json:
    """List the files of a channel or person, newest first."""
    files = [f for f in reversed(workspace.files.values()) if f.completed and not f.deleted]
    files = [f for f in files if _visible(workspace, f)]
    if args.text("channel"):
        channel = channel_of(workspace, args.text("channel"))
        files = [f for f in files if any(s.channel == channel.id for s in f.shares)]
    if args.text("user"):
        user = known_user(workspace, args.text("user"), "user_not_found")
        files = [f for f in files if f.user == user]
    kinds = frozenset(kind.strip() for kind in args.text("types", "all").split(","))
    if not kinds <= FILE_KINDS:
        raise ApiError("unknown_type")
    files = [f for f in files if "all" in kinds or _of_kinds(f, kinds)]
    files = [f for f in files if _moment(args, "ts_from", 0) <= int(f.created)]
    files = [f for f in files if int(f.created) <= _moment(args, "ts_to", float("inf"))]
    count, page = max(1, args.number("count", 100)), max(1, args.number("page", 1))
    shown = files[(page - 1) * count : page * count]
    pages = -(-len(files) // count)
    paging = {"count": count, "total": len(files), "page": page, "pages": pages}
    return {"files": [file_json(workspace, f, full=True) for f in shown], "paging": paging}


def delete_file(workspace: Workspace, args: Args) -> Json:
    """Delete a file of the app."""
    file = _existing(workspace, args.text("file"))
    if file.user != workspace.identity.bot_user_id:
        raise ApiError("cant_delete_file")
    remove_file(workspace, file)
    return {}


def get_upload_url(workspace: Workspace, args: Args) -> Json:
    """Start an upload: hand out an address for so many bytes."""
    length = args.number("length", 0)
    if length < 1:
        raise ApiError("missing_argument")
    alt_txt = args.optional("alt_txt")
    if alt_txt and len(alt_txt) > ALT_TEXT_LIMIT:
        raise ApiError("alt_txt_too_large")
    bot = workspace.identity.bot_user_id
    file = workspace.new_file(args.text("filename"), bot, length, alt_txt)
    return {"upload_url": f"{workspace.base_url}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: Args) -> Json:
    """Finish an upload, once, and share the files as one message."""
    entries = _entries(args)
    files = [_uploaded(workspace, entry["id"]) for entry in entries]
    places = (args.text("channels") or args.text("channel_id")).split(",")
    names = [name for name in places if name]
    if len(names) > MOST_CHANNELS:
        raise ApiError("channels_limit_exceeded")
    channels = [joined_channel(workspace, name) for name in names]
    thread_ts = args.optional("thread_ts")
    if thread_ts and len(channels) > 1:
        raise invalid_arguments("[ERROR] thread_ts goes with one channel only")
    for channel in channels:
        check_thread(channel, thread_ts)
    comment = args.text("initial_comment")
    # Beside a comment Slack does not even look at the blocks.
    blocks = None if comment else checked_blocks(workspace, args)
    identity = workspace.identity
    posting = Posting(identity.bot_user_id, comment, thread_ts, blocks or [], identity.bot_id)
    for file, entry in zip(files, entries, strict=True):
        file.completed = True
        file.title = entry.get("title") or file.name
        file.ready_at = workspace.clock() + workspace.timing.processing_delay
    answer = {"files": [file_json(workspace, file) for file in files]}
    for channel in channels:
        share_files_later(workspace, channel, files, posting)
    workspace.touch()
    return answer


def _entries(args: Args) -> list[Json]:
    entries: Any = args.decoded("files", "invalid_arguments")
    shaped = isinstance(entries, list) and all(
        isinstance(e, dict) and isinstance(e.get("id"), str) for e in entries
    )
    if not shaped or not entries:
        raise invalid_arguments("[ERROR] files must be a list of objects with an id")
    return list(entries)


def _uploaded(workspace: Workspace, file_id: str) -> StoredFile:
    file = workspace.files.get(file_id)
    if file is None or file.completed or file.data is None:
        raise ApiError("file_not_found")
    if file.user != workspace.identity.bot_user_id:
        raise ApiError("access_denied")
    return file


def _existing(workspace: Workspace, file_id: str) -> StoredFile:
    file = workspace.files.get(file_id)
    if file is None:
        raise ApiError("file_not_found")
    if file.deleted or file.mode == "tombstone":
        raise ApiError("file_deleted")
    return file


def _visible(workspace: Workspace, file: StoredFile) -> bool:
    bot = workspace.identity.bot_user_id
    places = (workspace.channels[s.channel] for s in file.shares)
    return file.submitted or file.user == bot or any(bot in channel.members for channel in places)


def _of_kinds(file: StoredFile, kinds: frozenset[str]) -> bool:
    """Tell whether a file is of one of these kinds; the playground knows images and PDFs apart."""
    kind = images.file_type(file.name, file.data or b"").mimetype
    is_image, is_pdf = kind.startswith("image/"), kind == "application/pdf"
    return ("images" in kinds and is_image) or ("pdfs" in kinds and is_pdf)


def _moment(args: Args, name: str, default: float) -> float:
    try:
        return float(args.text(name) or default)
    except ValueError:
        raise invalid_arguments(f"[ERROR] must be a timestamp: {name}") from None
