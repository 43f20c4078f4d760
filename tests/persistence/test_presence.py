"""Who has an office open, and who may have it alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from asset_recovery.domain.errors import StorageFailed
from asset_recovery.persistence.presence import Presence, alone
from tests.support.full_office import Clock

LEAVES_BY_DYING = """
import os, sys
from pathlib import Path
from asset_recovery.persistence.presence import Presence
Presence(Path(sys.argv[1]), lambda: "2026-11-24T10:00:00.000Z")
os._exit(9)
"""
HOLDS = """
import sys
from pathlib import Path
from asset_recovery.persistence.presence import Presence
Presence(Path(sys.argv[1]), lambda: "2026-11-24T10:00:00.000Z")
print("here", flush=True)
sys.stdin.read()
"""


def test_several_may_have_the_office_open_and_see_each_other(tmp_path: Path) -> None:
    first, second = Presence(tmp_path, Clock()), Presence(tmp_path, Clock())
    (other,) = first.others()
    assert (other.pid, other.started) == (os.getpid(), "2026-11-24T10:00:01.000Z")
    second.leave()
    second.leave()
    assert first.others() == []
    first.leave()
    assert [path.name for path in tmp_path.iterdir()] == ["gate.lock"]


def test_who_needs_the_office_alone_is_told_who_is_in_the_way(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    with pytest.raises(StorageFailed) as refused, alone(tmp_path, Clock()):
        pytest.fail("Somebody had it open.")
    reason = refused.value.reasons[0]
    assert reason.code == "office_busy"
    assert f"({child.pid}," in reason.text
    child.communicate("")
    with alone(tmp_path, Clock()) as left:
        assert [holder.pid for holder in left] == [child.pid]


def test_nobody_enters_while_somebody_has_it_alone(tmp_path: Path) -> None:
    with alone(tmp_path, Clock()):
        with pytest.raises(StorageFailed) as refused:
            Presence(tmp_path, Clock(), patience=0.0)
        assert refused.value.reasons[0].code == "office_busy"
        assert f"({os.getpid()}," in refused.value.reasons[0].text
        with pytest.raises(StorageFailed), alone(tmp_path, Clock(), patience=0.0):
            pytest.fail("Somebody else had it alone.")
    Presence(tmp_path, Clock()).leave()


def test_what_a_crash_left_behind_is_cleared_and_told(tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", LEAVES_BY_DYING, str(tmp_path)], check=False)
    assert child.returncode == 9
    (left,) = [path for path in tmp_path.glob("*.json")]
    pid = json.loads(left.read_text(encoding="utf-8"))["pid"]
    present = Presence(tmp_path, Clock())
    assert [holder.pid for holder in present.left_behind] == [pid]
    assert present.others() == []
    assert not left.exists()
    present.leave()


def test_a_presence_file_that_cannot_be_read_is_still_somebody(tmp_path: Path) -> None:
    present = Presence(tmp_path, Clock())
    (file,) = tmp_path.glob("*.json")
    file.write_text("{", encoding="utf-8")
    with pytest.raises(StorageFailed, match="unknown@unknown"), alone(tmp_path, Clock()):
        pytest.fail("Somebody had it open.")
    present.leave()
