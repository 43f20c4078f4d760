"""The page on requests of the guide (docs/guide/requests.md): every command does what it says."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asset_recovery.cli.main import run
from asset_recovery.services.demo_service import make_demo
from asset_recovery.services.passwords import Hashing
from tests.reports.pdf_reading import page_texts

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "requests.md"
BLOCK = re.compile(r"```(\w+) ?(\S*)\n(.*?)```", re.DOTALL)
Ask = Callable[[str], str]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Gives a command of the page in a folder that has the demonstration office, made cheaply."""
    monkeypatch.chdir(tmp_path)
    users = make_demo(
        tmp_path / "demo",
        admin="admin",
        today=date.today(),  # noqa: DTZ011 - the commands go by this machine's day
        hashing=Hashing(memory=8, passes=1, lanes=1),
    )
    (tmp_path / "users.json").write_text(json.dumps([one.as_json() for one in users]))
    passwords = {one.name: one.password for one in users}

    def give(line: str) -> str:
        words = shlex.split(line)[1:]
        user = words[words.index("--user") + 1] if "--user" in words else ""
        monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", passwords.get(user, ""))
        capsys.readouterr()
        code = run(words)
        told = capsys.readouterr()
        assert code == 0, f"{line}: {told.out}{told.err}"
        return told.out

    return give


def _numbers(ask: Ask) -> dict[str, str]:
    """What the numbers of the page are in this office."""
    listed = ask("asset-recovery --office demo --user supervisor list requests --json")
    of = {(row["form"], row["country"], row["direction"]): row for row in json.loads(listed)}
    return {
        "TODAY": date.today().isoformat(),  # noqa: DTZ011 - as above
        "MLA-2026-0003": of["MLA-01", "CH", "out"]["reference"],
        "MLA-2026-0004": of["EU-01", "GR", "out"]["reference"],
    }


def _words(pdf: str) -> str:
    return " ".join(" ".join(page_texts(Path(pdf).read_bytes())).split())


def test_the_page_on_requests_leads_to_its_end(ask: Ask) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for written, here in _numbers(ask).items():
        page = page.replace(written, here)
    told: dict[str, str] = {}
    for kind, name, text in BLOCK.findall(page):
        if kind == "jsonl":
            Path(name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            if " init " not in line:  # made before, as the page says
                told[line] = ask(line)
    assert "A second account" not in _words("without.pdf")
    assert "INF-LN-1" in _words("without.pdf")
    assert "A second account" in _words("with.pdf")
    assert "CO-LN-1" in _words("with.pdf")
    assert Path("draft.docx").read_bytes()[:2] == b"PK"
    assert "DRAFT" not in _words("signed.pdf")
    compared = next(said for line, said in told.items() if "--with" in line)
    assert "asked a notary" in compared
    assert "fixed for next week" in compared


def test_the_guide_leads_to_the_page() -> None:
    guide = (PAGE.parent / "README.md").read_text(encoding="utf-8")
    assert "(requests.md)" in guide
