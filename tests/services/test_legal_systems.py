"""Legal systems of an office: installed, used from a day on, kept with each step, confirmed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from asset_recovery.cli.main import run
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.verify import verify_chain, verify_records
from asset_recovery.services.law_service import LawService
from tests.services.reading import case_file
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]
TEXT = """
[system]
id = "{name}"
title = "Ours"
version = "{version}"
based_on = "generic@1"
valid_from = {since}
source = "an act"
mark = "K"
notice = "example"

[parameters]
return_due = {{ value = "14", unit = "days", mark = "K", source = "s. 4" }}

[[guard]]
key = "plan_before_order"
action = "record_order"
kinds = ["freezing"]
requires = "plan_complete"
text = "Section 9: no freezing before the planning sheet is complete."
code = "plan_missing"
clear_with = "record_plan"
source = "s. 9"
mark = "K"
"""


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., str]:
    """A file of a legal system."""

    def made(name: str = "ours", version: str = "1", since: str = "2026-01-01", **more: str) -> str:
        path = tmp_path / more.get("file", f"{name}-{version}.toml")
        text = TEXT.format(name=name, version=version, since=since) + more.get("more", "")
        path.write_text(more.get("text", text), "utf-8")
        return str(path)

    return made


Made = Callable[..., str]


def order(case: str, on: str = "2026-03-01") -> dict[str, object]:
    """A freezing order over the asset B."""
    given: dict[str, object] = {"kind": "freezing", "authority": "Court", "reference": "1/26"}
    return {**given, "case": case, "on": on, "assets": [{"asset": "B"}]}


def install(life: Life, file: str, since: str = "2026-01-01", **more: object) -> list[str]:
    """The codes with which it is refused."""
    given = {"file": file, "from": since, "reason": "new act", **more}
    return life.codes("install_legal_system", who="administrator", **given)


def test_an_installed_system_is_used_by_cases_and_kept_whole(at: At, a_file: Made) -> None:
    life = at("begun")
    file = a_file()
    assert install(life, file) == []
    life.give("open_case", case="C2", title="Two", on="2026-02-01", legal_system="ours")
    Path(file).unlink()  # the office has its own copy
    life.give("register_asset", case="C2", asset="B", type="VEH-CAR", description="Car",
              identifiers=[{"kind": "plate", "value": "X 1"}])  # fmt: skip
    life.give("identify_asset", asset="B", on="2026-02-01", source="register")
    assert life.codes("record_order", **order("C2")) == ["plan_missing"]
    kept = life.events("install_legal_system")[0]
    facts = json.loads(str(kept["facts"]))
    assert (facts["system"], facts["based_on"]) == ("ours@1", "generic@1")
    assert facts["text"].startswith("\n[system]")
    assert str(kept["reference"]).endswith(facts["hash"])
    assert str(Path(file).parent) not in json.dumps(kept)
    assert life.is_sound()


def test_only_an_administrator_installs_and_only_lawyers_confirm(at: At, a_file: Made) -> None:
    life = at("begun")
    given = {"file": a_file(), "from": "2026-01-01", "reason": "r"}
    assert life.codes("install_legal_system", who="supervisor", **given) == ["role_needed"]
    rule = {"legal_system": "generic", "rule": "return_due", "on": "2026-02-01"}
    assert life.codes("confirm_rule", who="officer", **rule) == ["role_needed"]
    assert life.codes("confirm_rule", who="lawyer", **rule) == []


def test_a_faulty_file_is_refused_with_place_and_line_and_nothing_changes(
    at: At, a_file: Made
) -> None:
    life = at("begun")
    before = life.all_rows()
    file = a_file(more='[[step]]\naction = "fly"\n')
    given = {"file": file, "from": "2026-01-01", "reason": "r"}
    result = life.try_("install_legal_system", who="administrator", **given)
    assert [(one.code, one.field) for one in result.reasons] == [
        ("rule_pack_invalid", "step 1.action")
    ]
    assert "line" in result.reasons[0].text
    assert life.all_rows() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rule_pack_invalid"),
        ("= =", "rule_pack_invalid"),
        ("#" * 2_100_000, "rule_pack_invalid"),
    ],
    ids=["empty", "not TOML", "huge"],
)
def test_what_is_no_system_is_refused(at: At, a_file: Made, text: str, code: str) -> None:
    assert install(at("begun"), a_file(text=text)) == [code]


def test_a_file_that_is_not_there_is_refused(at: At, tmp_path: Path) -> None:
    life = at("begun")
    assert install(life, str(tmp_path / "none.toml")) == ["file_unreadable"]
    assert install(life, str(tmp_path)) == ["file_unreadable"]


def test_the_same_version_and_the_same_day_are_taken_once(at: At, a_file: Made) -> None:
    life = at("begun")
    assert install(life, a_file()) == []
    assert install(life, a_file()) == ["reference_taken"]
    assert install(life, a_file(version="2")) == ["reference_taken"]  # on the same day
    assert install(life, a_file(version="2"), "2026-05-01") == []
    assert install(life, a_file("eu", "1"), "2026-05-01") == ["reference_taken"]


def test_a_system_is_not_used_before_the_day_on_which_it_holds(at: At, a_file: Made) -> None:
    assert install(at("begun"), a_file(since="2026-06-01"), "2026-05-31") == ["date_order"]


def test_a_new_version_never_changes_the_past(at: At, a_file: Made) -> None:
    life = at("frozen")  # under generic@1, on 1 March
    assert [json.loads(str(one["facts"]))["law"] for one in life.events("record_order")] == [
        "generic@1"
    ]
    was = life.row()
    assert install(life, a_file("generic", "2", "2026-02-15"), "2026-02-15") == []
    assert life.row() == was
    # A fact that comes late makes the freezing be judged again: by the version kept with it.
    note = {"asset": "CAR", "on": "2026-02-20", "kind": "estimate", "valuer": "V", "method": "m"}
    life.give("record_valuation", value={"amount": "900.00", "currency": "EUR"}, **note)
    assert life.row()["legal"] == was["legal"] == "frozen"
    # What is recorded from now on for a day after the beginning is judged by the new one.
    life.give("register_asset", case="CASE", asset="B", type="VEH-CAR", description="Car",
              identifiers=[{"kind": "plate", "value": "X 1"}])  # fmt: skip
    life.give("identify_asset", asset="B", on="2026-02-10", source="register")
    assert life.codes("record_order", **order("CASE")) == ["plan_missing"]
    assert life.codes("record_order", **order("CASE", "2026-02-12")) == []
    kept = [json.loads(str(one["facts"]))["law"] for one in life.events("record_order")]
    assert kept == ["generic@1", "generic@1"]
    assert life.is_sound()


def test_a_term_is_the_one_of_the_version_in_force(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file("generic", "2", "2026-06-01"), "2026-06-01")
    with life.office.reading.connect() as connection:
        case = connection.execute(select(t.case_record.c.id)).scalar_one()
        rules = Stories(connection).rules_of(int(case))
    assert rules.days("return_due", date(2026, 5, 31)) == 30
    assert rules.days("return_due", date(2026, 6, 1)) == 14


def test_the_same_office_opened_again_knows_its_systems(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file())
    with life.office.reading.connect() as connection:
        found = library_of(connection)
        assert "ours" in found.names()
        assert found is library_of(connection)  # read once
        assert not [*verify_chain(connection), *verify_records(connection)]


def service(life: Life) -> LawService:
    """The reading of the law of this office."""
    return LawService(_Open(life))  # type: ignore[arg-type]


class _Open:
    def __init__(self, life: Life) -> None:
        self.reading = life.office.reading
        self.today = lambda: TODAY


def test_the_list_says_whence_each_version_came_and_what_is_in_force(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file("generic", "2", "2027-01-01"), "2027-01-01")
    found = {one.name: one for one in service(life).systems()}
    assert (found["generic@1"].state, found["generic@2"].state) == ("in_force", "later")
    assert found["generic@2"].installed_by == "Administrator"
    assert len(found["generic@2"].hash) == 64
    assert found["generic@2"].notice == "example"
    assert found["generic@1"].used_by == 1


def test_a_confirmed_rule_is_no_longer_to_be_checked(at: At) -> None:
    life = at("begun")
    before = {one.rule: one for one in service(life).rules("generic")}
    assert before["parameters.urgent_measure_days"].state == "to_check"
    life.give("confirm_rule", who="lawyer", legal_system="generic",
              rule="parameters.urgent_measure_days", on="2026-02-01")  # fmt: skip
    after = {one.rule: one for one in service(life).rules("generic")}
    own = after["parameters.urgent_measure_days"]
    assert (own.state, own.confirmed_by, own.confirmed_on) == (
        "confirmed", "Lawyer", date(2026, 2, 1),
    )  # fmt: skip
    earlier = {one.rule: one for one in service(life).rules("generic", date(2026, 1, 31))}
    assert earlier["parameters.urgent_measure_days"].state == "to_check"


def test_a_confirmation_is_of_what_the_rule_says(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file())
    for system in ("ours", "generic"):
        life.give("confirm_rule", who="lawyer", legal_system=system, rule="urgent_measure_days",
                  on="2026-02-01")  # fmt: skip
    other = a_file(version="2", since="2026-06-01").replace("", "")
    text = Path(other).read_text("utf-8").replace('value = "14"', 'value = "15"')
    Path(other).write_text(text, "utf-8")
    life.give("confirm_rule", who="lawyer", legal_system="ours", rule="return_due",
              on="2026-02-01")  # fmt: skip
    install(life, other, "2026-06-01")
    rules = {one.rule: one for one in service(life).rules("ours@1")}
    assert rules["parameters.return_due"].state == "confirmed"
    rules = {one.rule: one for one in service(life).rules("ours@2")}
    assert rules["parameters.return_due"].state == "to_check"
    assert rules["parameters.urgent_measure_days"].state == "confirmed"


def test_an_unknown_rule_or_system_and_a_day_to_come_are_refused(at: At) -> None:
    life = at("begun")
    rule = {"legal_system": "generic", "rule": "no_such", "on": "2026-02-01", "who": "lawyer"}
    assert life.codes("confirm_rule", **rule) == ["not_found"]
    assert life.codes("confirm_rule", **{**rule, "legal_system": "moon"}) == ["field_invalid"]
    rule["rule"] = "return_due"
    assert life.codes("confirm_rule", **{**rule, "on": "2027-01-01"}) == ["date_in_future"]


def test_a_system_that_no_case_can_have_is_refused(at: At) -> None:
    life = at("begun")
    given = {"case": "C9", "title": "T", "on": "2026-02-01", "legal_system": "moon"}
    assert life.codes("open_case", **given) == ["field_invalid"]
    with pytest.raises(ValidationFailed, match="no legal system named 'moon'"):
        service(life).rules("moon")


def test_a_confirmed_term_no_longer_prints_as_unverified(at: At) -> None:
    life = at("frozen")

    def unverified() -> str:
        return " ".join(
            one for one in case_file(life.office, "CASE").problems if "checked by a lawyer" in one
        )

    assert "equity min pct" in unverified()
    life.give("confirm_rule", who="lawyer", legal_system="generic", rule="equity_min_pct",
              on="2026-02-01")  # fmt: skip
    assert "equity min pct" not in unverified()


def test_a_step_says_which_version_judged_it(at: At) -> None:
    events = case_file(at("frozen").office, "CASE").events
    assert {event.law for event in events if event.action == "record_order"} == {"generic@1"}


def test_a_case_names_its_system_without_a_version(at: At) -> None:
    given = {"case": "C9", "title": "T", "on": "2026-02-01", "legal_system": "generic@1"}
    assert at("begun").codes("open_case", **given) == ["field_invalid"]


def test_a_late_fact_judges_an_old_step_by_the_version_kept_with_it(at: At, a_file: Made) -> None:
    life = at("frozen")
    wider = a_file(
        "generic", "2", "2026-02-15", more=(
            '[[step]]\naction = "record_order"\nkinds = ["freezing"]\n'
            'moves = [{ from = ["identified"], to = "seized" }]\n'
        ),
    )  # fmt: skip
    assert install(life, wider, "2026-02-15") == []
    life.give("record_plan", asset="CAR", on="2026-02-20")
    assert life.legal() == "frozen"  # under generic@2 the order would have led to seized


def test_the_command_line_lists_and_shows_legal_systems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", "a long sentence for the test")
    place = str(tmp_path / "office")
    assert run(["init", "--admin", "ada", "--sole", "--office", place]) == 0
    capsys.readouterr()
    assert run(["list", "legal_systems", "--office", place, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"generic@1", "eu@1", "example_us@1"} <= {one["legal_system"] for one in listed}
    assert run(["show", "legal_system", "example_us", "--office", place, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    rules = {one["rule"]: one for one in shown["rules"]}
    assert rules["parameters.notice_of_seizure"]["value"] == "60"
    assert rules["guard.claim_needs_a_court"]["state"] == "to_check"
    assert run(["show", "legal_system", "example_us", "--office", place]) == 0
    assert "Example, to be checked by a lawyer before use" in capsys.readouterr().out
    assert run(["show", "legal_system", "moon", "--office", place]) == 2


def test_lint_of_a_faulty_file_ends_with_findings(
    a_file: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", a_file()]) == 0
    assert run(["lint", a_file(more='[[step]]\naction = "fly"\n')]) == 1
    said = capsys.readouterr().out
    assert "step 1.action, line" in said
    assert "There is no action 'fly'. [rule_pack_invalid]" in said
