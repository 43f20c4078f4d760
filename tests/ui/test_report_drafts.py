"""Who reported something is in no file beside the office."""

from __future__ import annotations

from pathlib import Path

from asset_recovery.app.draft_file import DraftFile


def test_a_report_that_is_typed_leaves_no_draft(tmp_path: Path) -> None:
    drafts = DraftFile(tmp_path / "office", "ana", tmp_path / "drafts")
    typed: dict[str, object] = {
        "action": "receive_report",
        "typed": {"source": "Mrs Quibblethorpe"},
    }
    drafts.write([typed, {"action": "add_note", "typed": {"text": "A note"}}])
    assert "Quibblethorpe" not in drafts.path.read_text(encoding="utf-8")
    assert [one["action"] for one in drafts.read()] == ["add_note"]
    drafts.write([typed])
    assert not drafts.path.exists()
