"""The format of the journal is frozen: an entry written today must verify in thirty years."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from asset_recovery.persistence.canonical import (
    FORMAT,
    START,
    canonical,
    commitment_of,
    digest,
    entry_hash,
    log_hash,
)

GOLDEN = Path(__file__).parents[1] / "fixtures" / "journal_format_1.json"


def _golden() -> dict[str, object]:
    found: dict[str, object] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return found


def test_format_one_is_what_the_golden_file_says() -> None:
    golden = _golden()
    assert golden["format"] == FORMAT
    previous = START
    for entry in golden["entries"]:  # type: ignore[attr-defined]
        assert canonical(entry["value"]) == entry["payload"]
        assert commitment_of(entry["salt"], entry["payload"]) == entry["commitment"]
        made = entry_hash(
            entry["seq"], entry["at"], entry["actor"], entry["case_hash"], entry["commitment"],
            previous,
        )  # fmt: skip
        assert made == entry["hash"]
        logged = log_hash(entry["seq"], entry["at"], entry["actor"], entry["payload"], previous)
        assert logged == entry["log_hash"]
        previous = made


def test_the_format_can_be_followed_with_the_standard_library_alone() -> None:
    """An outsider's own few lines, written from the description, come to the same hashes."""
    previous = "0" * 64
    for entry in _golden()["entries"]:  # type: ignore[attr-defined]
        payload = entry["payload"].encode("utf-8")
        commitment = hashlib.sha256(bytes.fromhex(entry["salt"]) + payload).hexdigest()
        parts = [
            1, entry["seq"], entry["at"], entry["actor"], entry["case_hash"], commitment, previous,
        ]  # fmt: skip
        text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(text.encode("utf-8")).hexdigest()
        assert previous == entry["hash"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ann", "adelete"), ("anna", "delete")),
        (("1", "11"), ("11", "1")),
        (('a","b', ""), ("a", "b")),
    ],
)
def test_no_two_entries_come_to_one_text(one: tuple[str, str], other: tuple[str, str]) -> None:
    hashes = {
        entry_hash(1, "2026-11-24T10:00:00.000Z", actor, case_hash, "c", START)
        for actor, case_hash in (one, other)
    }
    assert len(hashes) == 2


def test_every_part_of_an_entry_is_in_its_hash() -> None:
    parts: tuple[int, str, str, str, str, str, int] = (1, "at", "actor", "case", "c", START, 1)
    seen = {entry_hash(*parts)}
    for place, value in enumerate(parts):
        other: list[object] = list(parts)
        other[place] = value + 1 if isinstance(value, int) else f"{value}x"
        seen.add(entry_hash(*other))  # type: ignore[arg-type]
    assert len(seen) == len(parts) + 1


def test_lone_surrogates_in_a_text_do_not_stop_the_chain() -> None:
    assert digest("\ud800") != digest("\ud801")
