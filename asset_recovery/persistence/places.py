"""Where an office may lie: a folder on a disk of this machine, and what is found in it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from asset_recovery.domain.errors import Reason, StorageFailed, ValidationFailed
from asset_recovery.i18n import _

NETWORK_SYSTEMS = frozenset(
    {
        "9p", "afs", "afpfs", "ceph", "cifs", "coda", "davfs", "davfs2", "fuse.ceph",
        "fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs",
        "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs", "gfs2",
        "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "sshfs",
        "vboxsf", "virtiofs", "webdav",
    }
)  # fmt: skip
# Folder names by which the programs that copy files to other machines are known.
SYNC_FOLDERS = (
    "onedrive",
    "dropbox",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "syncthing",
    "box sync",
    "megasync",
    "seafile",
)
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of an office folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """Every record and the journal."""
        return self.folder / "office.db"

    @property
    def documents(self) -> Path:
        """Documents by their content."""
        return self.folder / "documents"

    @property
    def backups(self) -> Path:
        """Verified copies with their manifests."""
        return self.folder / "backups"

    @property
    def presence(self) -> Path:
        """Who has the office open."""
        return self.folder / "presence"

    @property
    def heads(self) -> Path:
        """Heads of the journal, appended to and never rewritten."""
        return self.folder / "anchors" / "heads.jsonl"


def local_folder(place: str | Path) -> Path:
    """The folder meant; raises where it is an address or lies on another machine."""
    text = str(place)
    if "://" in text or text.startswith(("postgresql:", "postgres:")):
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _(
                    "An office on a database server cannot be opened by this build: it works "
                    "with a folder on this machine. Name a folder."
                ),
                field="office",
            )
        )
    folder = Path(text).expanduser()
    if is_remote(folder):
        raise StorageFailed(
            Reason(
                "storage_failed",
                _(
                    "{folder} lies on another machine. An office must lie on a disk of this "
                    "machine: over a network its database can be damaged."
                ).format(folder=folder),
                field="office",
            )
        )
    return folder.absolute()


def require_office(layout: Layout) -> None:
    """Raise `StorageFailed` where there is no office, with what to do."""
    if layout.database.is_file():
        return
    if layout.folder.is_file():
        text = _("{folder} is a file. Name the folder of an office.")
    elif layout.folder.is_dir():
        text = _("There is no office in {folder}. Make one with init, or name another folder.")
    else:
        text = _("There is no folder {folder}. Make an office there with init, or name another.")
    raise StorageFailed(
        Reason("storage_failed", text.format(folder=layout.folder), "init", field="office")
    )


def is_remote(folder: Path) -> bool:
    """Whether the folder (or the nearest that exists above it) is on a network share."""
    text = str(folder)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # not Linux: macOS names no table of mounts that could be read without tools
    return system_of(_existing(folder), mounts) in NETWORK_SYSTEMS


def system_of(folder: Path, mounts: str) -> str:
    """The file system on which a folder lies, by the text of the table of mounts."""
    best, found = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(_unescaped(parts[1]))
        depth = len(point.parts)
        if (folder == point or point in folder.parents) and depth >= best:
            best, found = depth, parts[2].lower()
    return found


def _unescaped(text: str) -> str:
    for escape, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(escape, letter)
    return text


def _existing(folder: Path) -> Path:
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    return place.resolve()


def _is_remote_drive(folder: Path) -> bool:
    import ctypes  # noqa: PLC0415 - Windows only

    drive = os.path.splitdrive(folder.absolute())[0]
    windows = getattr(ctypes, "windll")  # noqa: B009 - unknown to the type checker elsewhere
    return bool(windows.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE)


def sync_service(folder: Path) -> str | None:
    """The name of the folder above this one that a copying program watches, or None."""
    for part in folder.absolute().parts:
        lowered = part.casefold()
        if any(lowered == name or lowered.startswith(f"{name} ") for name in SYNC_FOLDERS):
            return part
        if lowered.startswith("onedrive -"):
            return part
    return None


def require_writable(folder: Path) -> None:
    """Raise `StorageFailed` where nothing can be written; tried out, not asked."""
    probe = folder / f".write-{os.getpid()}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StorageFailed(
            Reason(
                "storage_failed",
                _(
                    "Nothing can be written in {folder}. Ask for the right to write there, or "
                    "copy the whole folder to a place of your own."
                ).format(folder=folder),
                field="office",
            )
        ) from error
