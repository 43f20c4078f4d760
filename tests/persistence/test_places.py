"""Where an office may lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from asset_recovery.domain.errors import StorageFailed, ValidationFailed
from asset_recovery.persistence import places

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//nas/share /mnt/my\040share cifs rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
user@host:/x /mnt/s fuse.sshfs rw 0 0
C: /mnt/c 9p rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "system"),
    [
        ("/var/office", "ext4"),
        ("/home/anna/office", "nfs4"),
        ("/home/local/office", "ext4"),
        ("/mnt/my share/office", "cifs"),
        ("/mnt/my", "ext4"),
        ("/mnt/s", "fuse.sshfs"),
        ("/mnt/c/Users", "9p"),
        ("/media/usb/office", "fuseblk"),
        ("/homestead", "ext4"),
    ],
)
def test_a_folder_lies_on_the_nearest_mount_above_it(folder: str, system: str) -> None:
    assert places.system_of(Path(folder), MOUNTS) == system


@pytest.mark.parametrize("system", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "davfs"])
def test_network_systems_are_known(system: str) -> None:
    assert system in places.NETWORK_SYSTEMS


def test_disks_and_sticks_are_no_network() -> None:
    assert not {"ext4", "xfs", "btrfs", "fuseblk", "vfat", "exfat", "overlay", "tmpfs", "apfs"} & (
        places.NETWORK_SYSTEMS
    )


@pytest.mark.parametrize("place", [r"\\server\share\office", "//server/share/office"])
def test_a_share_is_refused_with_the_reason(place: str) -> None:
    with pytest.raises(StorageFailed) as refused:
        places.local_folder(place)
    reason = refused.value.reasons[0]
    assert (reason.code, reason.field) == ("storage_failed", "office")
    assert "another machine" in reason.text


@pytest.mark.parametrize(
    "place", ["postgresql+psycopg://anna:secret@server/office", "postgresql://server/office"]
)
def test_a_database_server_is_refused_honestly_and_no_password_repeated(place: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        places.local_folder(place)
    text = refused.value.reasons[0].text
    assert "this build" in text
    assert "secret" not in text


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/anna/Dropbox/office", "Dropbox"),
        ("C:/Users/anna/OneDrive - Ministry/office", "OneDrive - Ministry"),
        ("/Users/anna/Library/Mobile Documents/office", "Mobile Documents"),
        ("/home/anna/Nextcloud", "Nextcloud"),
        ("/home/anna/dropboxes/office", None),
        ("/srv/office", None),
    ],
)
def test_a_folder_that_a_service_copies_is_warned_of(folder: str, service: str | None) -> None:
    assert places.sync_service(Path(folder)) == service
