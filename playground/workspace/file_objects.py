"""File objects, as files.info, messages and events show them. Reads only; the lock is held.

Shape: docs.slack.dev/reference/objects/file-object.
"""

from playground.workspace import images, thumbnails
from playground.workspace.model import ChannelKind, Json, StoredFile
from playground.workspace.state import Workspace


def file_json(workspace: Workspace, file: StoredFile, *, full: bool = False) -> Json:
    """Give a file object; `full`: with shares and channels, as files.info does."""
    if file.deleted or file.mode == "tombstone":
        return {"id": file.id, "mode": "tombstone"}
    if file.mode == "hidden_by_limit":
        return {"id": file.id, "mode": "hidden_by_limit", "created": int(file.created)}
    shown = _plain_fields(workspace, file) | _address_fields(workspace, file)
    if workspace.clock() >= file.ready_at:
        shown |= _processed_fields(workspace, file)
    if file.alt_txt:
        shown["alt_txt"] = file.alt_txt
    return shown | (_share_fields(workspace, file) if full else {})


def can_be_shown(workspace: Workspace, file: StoredFile) -> bool:
    """Tell whether an image block may show a file: a PNG, JPEG or GIF, whole and processed."""
    if file.deleted or not file.completed or file.data is None:
        return False
    kind = images.file_type(file.name, file.data)
    return kind in (images.PNG, images.JPEG, images.GIF) and workspace.clock() >= file.ready_at


def pushed_file_json(workspace: Workspace, file: StoredFile) -> Json:
    """Give a file object as an event carries it: a mere reference under Slack Connect."""
    access = workspace.faults.file_access
    if access == "visible":
        return file_json(workspace, file)
    return {
        "id": file.id,
        "created": int(file.created),
        "timestamp": int(file.created),
        "mode": "file_access",
        "file_access": access,
    }


def _plain_fields(workspace: Workspace, file: StoredFile) -> Json:
    external = file.mode == "external"
    return {
        "id": file.id,
        "created": int(file.created),
        "timestamp": int(file.created),
        "name": file.name,
        "title": file.title,
        "mimetype": "",
        "filetype": "",
        "pretty_type": "",
        "user": file.user,
        "user_team": workspace.identity.team_id,
        "editable": False,
        "size": 0 if external else file.length,
        "mode": file.mode,
        "is_external": external,
        "external_type": "gdrive" if external else "",
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "media_display_type": "unknown",
        "is_public": any(
            workspace.channels[share.channel].kind is ChannelKind.CHANNEL for share in file.shares
        ),
        "file_access": "visible",
        "has_rich_preview": False,
        "is_starred": False,
    }


def _address_fields(workspace: Workspace, file: StoredFile) -> Json:
    base, team = workspace.base_url, workspace.identity.team_id
    if file.mode == "external":
        address = f"https://drive.example.com/open?id={file.id}"
        return {"url_private": address, "permalink": f"{base}/files/{file.user}/{file.id}/file"}
    private = f"{base}/files-pri/{team}-{file.id}"
    name = file_slug(file.name)
    return {
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "permalink": f"{base}/files/{file.user}/{file.id}/{name}",
        "permalink_public": f"{base}/{team}-{file.id}-public",
    }


def file_slug(name: str) -> str:
    """Make a file's name fit for an address, as Slack does."""
    return "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "_" for c in name.lower())


def _processed_fields(workspace: Workspace, file: StoredFile) -> Json:
    kind = images.file_type(file.name, file.data or b"")
    fields: Json = {
        "mimetype": kind.mimetype,
        "filetype": kind.filetype,
        "pretty_type": kind.pretty_type,
    }
    size = images.pixel_size(file.data or b"")
    if size is None:
        return fields
    private = f"{workspace.base_url}/files-tmb/{workspace.identity.team_id}-{file.id}"
    fields |= {"original_w": size[0], "original_h": size[1]}
    sides = [] if workspace.faults.no_smaller_copies else thumbnails.thumbnail_sides(size)
    for side in sides:
        width, height = thumbnails.fitted_size(size, side)
        fields |= {f"thumb_{side}": f"{private}/{file_slug(file.name)}_{side}.png"}
        fields |= {f"thumb_{side}_w": width, f"thumb_{side}_h": height}
    return fields


def _share_fields(workspace: Workspace, file: StoredFile) -> Json:
    fields: Json = {"channels": [], "groups": [], "ims": [], "shares": {}, "comments_count": 0}
    for share in file.shares:
        channel = workspace.channels[share.channel]
        listed = {ChannelKind.CHANNEL: "channels", ChannelKind.IM: "ims"}
        fields[listed.get(channel.kind, "groups")].append(channel.id)
        visibility = "public" if channel.kind is ChannelKind.CHANNEL else "private"
        entry: Json = {"ts": share.ts, "channel_name": channel.name, "share_user_id": file.user}
        if share.thread_ts:
            entry["thread_ts"] = share.thread_ts
        fields["shares"].setdefault(visibility, {}).setdefault(channel.id, []).append(entry)
    return fields
