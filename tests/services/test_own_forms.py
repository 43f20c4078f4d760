"""An office's own forms: installed as data, offered from a day on, kept with what was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.template import forms_folder
from asset_recovery.services.form_service import FormService
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import case_file, opened
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]
Made = Callable[..., str]
TEXT = """
form = "{form}"
version = "{version}"
valid_from = 2026-01-01
title = "{title}"
kind = "{kind}"
{more}
[[sections]]
code = "A"
title = "All"
[[fields]]
section = "A"
number = "1"
key = "{key}"
label = "What happened"
type = "{type}"
req = "M"
source = "Office order 4/26"
mark = "D"
[[fields]]
section = "A"
number = "2"
key = "mark"
label = "Mark"
type = "sig"
req = "M"
source = "Office order 4/26"
mark = "D"
[[headings]]
number = "1"
title = "Report"
fields = ["{key}", "mark"]
"""


@pytest.fixture
def a_file(tmp_path: Path) -> Made:
    """A file of a form."""

    def made(version: str = "1", **more: str) -> str:
        given = {"form": "OWN-1", "title": "Report to the ministry", "kind": "internal",
                 "key": "story", "type": "longtext", "more": "", **more}  # fmt: skip
        path = tmp_path / f"own-{version}.toml"
        path.write_text(given.get("text", TEXT.format(version=version, **given)), "utf-8")
        return str(path)

    return made


def install(life: Life, file: str, since: date = TODAY, who: str = "administrator") -> list[str]:
    """The codes with which it is refused."""
    given = {"file": file, "from": since.isoformat(), "reason": "Office order 4/26"}
    return life.codes("install_form", who=who, **given)


def draft(life: Life, **more: object) -> list[str]:
    given = {"request": "OWN-R", "case": "CASE", "form": "OWN-1", "to_country": "CH", **more}
    return life.codes("draft_request", **given)


def made(life: Life, reference: str = "OWN-R") -> FilledForm:
    file = case_file(life.office, "CASE")
    request = next(one for one in file.requests if one.reference == reference)
    return fill_request(file, request)


def signed(life: Life, reference: str = "OWN-R") -> None:
    for action in ("review_request", "approve_request", "sign_request"):
        life.give(action, who="lawyer", request=reference, on=TODAY.isoformat())


def text_of(life: Life, reference: str = "OWN-R") -> str:
    content = PaperService(opened(life.office), life.office.actor("everyone")).request_pdf(
        reference
    )
    return " ".join(" ".join(page_texts(content)).split())


def test_an_installed_form_is_drafted_filled_signed_and_printed(at: At, a_file: Made) -> None:
    life = at("begun")
    assert draft(life) == ["form_out_of_scope"]
    file = a_file()
    assert install(life, file) == []
    Path(file).unlink()  # the office has its own copy
    assert draft(life) == []
    step = {"who": "lawyer", "request": "OWN-R", "on": TODAY.isoformat()}
    assert life.codes("review_request", **step) == []
    assert life.codes("approve_request", **step) == ["form_incomplete"]
    life.give("fill_request", request="OWN-R", fields={"story": "A ship was sold."})
    signed(life)
    text = text_of(life)
    assert "Report to the ministry" in text
    assert "A ship was sold." in text
    kept = life.events("install_form")[0]
    assert str(kept["reference"]).endswith(json.loads(str(kept["facts"]))["hash"])
    assert str(Path(file).parent) not in json.dumps(kept)
    assert life.is_sound()


def test_administrators_and_legal_officers_install_forms(at: At, a_file: Made) -> None:
    life = at("begun")
    assert install(life, a_file(), who="officer") == ["role_needed"]
    assert install(life, a_file(), who="lawyer") == []
    assert install(life, a_file("2"), TODAY + timedelta(days=1)) == []


def test_a_faulty_file_is_refused_with_place_and_line_and_nothing_changes(
    at: At, a_file: Made
) -> None:
    life = at("begun")
    before = life.all_rows()
    given = {"file": a_file(type="colour"), "from": TODAY.isoformat(), "reason": "r"}
    result = life.try_("install_form", who="administrator", **given)
    (reason,) = result.reasons
    assert (reason.code, reason.field, reason.row) == ("rule_pack_invalid", "file", 16)
    assert "fields[1].type, line 16" in reason.text
    assert life.all_rows() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [("= =", "rule_pack_invalid"), ("#" * 1_100_000, "too_large"), ("", "rule_pack_invalid")],
    ids=["not TOML", "huge", "empty"],
)
def test_what_is_no_form_is_refused(at: At, a_file: Made, text: str, code: str) -> None:
    assert set(install(at("begun"), a_file(text=text))) == {code}


def test_a_file_that_is_not_there_is_refused(at: At, tmp_path: Path) -> None:
    assert install(at("begun"), str(tmp_path / "none.toml")) == ["file_unreadable"]


def test_a_version_has_a_number_and_a_day_of_its_own_and_stays_its_kind(
    at: At, a_file: Made
) -> None:
    life = at("begun")
    assert install(life, a_file(), date(2025, 12, 31)) == ["date_order"]
    assert install(life, a_file(more="valid_to = 2026-01-31"), date(2026, 2, 1)) == ["date_order"]
    assert install(life, a_file()) == []
    assert install(life, a_file(), TODAY + timedelta(days=1)) == ["reference_taken"]
    assert install(life, a_file("2")) == ["reference_taken"]
    assert install(life, a_file("2", kind="notice"), TODAY + timedelta(days=1)) == [
        "rule_pack_invalid"
    ]


def test_a_draft_keeps_the_version_it_was_made_with(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file(), TODAY - timedelta(days=30))
    assert draft(life, fields={"story": "Old."}) == []
    assert install(life, a_file("2", title="Second report", key="tale")) == []
    assert made(life).form.version == "1"
    assert life.codes("fill_request", request="OWN-R", fields={"tale": "x"}) == []
    assert made(life).field("tale") is None
    assert draft(life, request="OWN-S") == []
    assert made(life, "OWN-S").form.title == "Second report"


def test_a_signed_request_prints_by_the_version_it_was_signed_with(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file(), TODAY - timedelta(days=30))
    draft(life, fields={"story": "As it was."})
    signed(life)
    install(life, a_file("2", title="Second report", key="tale"))
    text = text_of(life)
    assert "Report to the ministry" in text
    assert "As it was." in text
    (name, version, checksum) = made(life).request.form_versions[0]
    assert (name, version, len(checksum)) == ("OWN-1", "1", 64)


def test_a_delivered_form_may_be_replaced_by_a_newer_version(at: At, a_file: Made) -> None:
    life = at("begun")
    given = {"case": "CASE", "form": "MLA-01", "to_country": "CH", "kinds": ["EVI"]}
    life.give("draft_request", request="R-1", **given)
    text = (forms_folder() / "mla_01.toml").read_text(encoding="utf-8")
    newer = text.replace('version = "1"', 'version = "2"', 1).replace(
        'title = "Request for mutual legal assistance"', 'title = "Request, new model"'
    )
    assert install(life, a_file(text=newer)) == []
    life.give("draft_request", request="R-2", **given)
    assert made(life, "R-1").form.version == "1"
    assert made(life, "R-2").form.title == "Request, new model"


def test_the_forms_of_the_office_are_listed_and_shown(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file(), TODAY - timedelta(days=1))
    install(life, a_file("2"), TODAY + timedelta(days=1))
    service = FormService(opened(life.office))
    own = [row for row in service.forms() if row["form"] == "OWN-1"]
    assert [(row["version"], row["state"], row["origin"]) for row in own] == [
        ("1", "in_force", "office"),
        ("2", "later", "office"),
    ]
    assert own[0]["installed_by"]
    delivered = next(row for row in service.forms() if row["form"] == "MLA-01")
    assert (delivered["origin"], delivered["installed_by"]) == ("delivered", None)
    shown = service.show("OWN-1")
    assert shown["version"] == "1"
    assert json.dumps(shown["sections"]).count('"key": "story"') == 1
    assert ("OWN-1", "Report to the ministry") in service.drafted()
    with pytest.raises(NotFound):
        service.show("OWN-7")


def test_a_paper_that_belongs_to_a_request_names_it(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file(more="needs_parent = true"))
    assert draft(life) == ["field_missing"]
    assert draft(life, parent="R-9") == ["not_found"]
    life.give("draft_request", request="R-1", case="CASE", form="MLA-01", to_country="CH",
              kinds=["EVI"])  # fmt: skip
    assert draft(life, parent="R-1") == []
    assert made(life).request.parent == "R-1"
    assert life.codes("fill_request", request="OWN-R", fields={"_parent": "R-2"}) == [
        "field_invalid"
    ]
    life.give("fill_request", request="OWN-R", fields={"story": "A ship was sold."})
    assert made(life).request.parent == "R-1"


def test_a_general_form_says_what_is_asked_for_and_an_annex_is_not_drafted_alone(at: At) -> None:
    life = at("begun")
    assert draft(life, form="MLA-01") == ["field_missing"]
    assert draft(life, form="MLA-M08", kinds=["SEA"]) == ["form_out_of_scope"]


def test_a_text_that_is_too_long_is_refused_and_the_draft_is_kept(at: At, a_file: Made) -> None:
    life = at("begun")
    install(life, a_file())
    draft(life, fields={"story": "Short."})
    result = life.try_("fill_request", request="OWN-R", fields={"story": "x" * 200_000})
    (reason,) = result.reasons
    assert (reason.code, reason.field) == ("field_too_long", "story")
    assert "50000" in reason.text
    assert made(life).value("story") == "Short."
