"""The lint of legal systems' files: each fault with its place, line, code and sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.lifecycle.rules_lint import Problem, lint_legal_system

FOLDER = Path(__file__).parents[2] / "resources" / "legal_systems"
SHIPPED = sorted(FOLDER.glob("*.toml"))
HEAD = """
[system]
id = "own"
title = "Own"
version = "1"
based_on = "generic"
valid_from = 2026-01-01
source = "an act"
mark = "K"
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file of a legal system based on the generic one, with something more."""

    def written(more: str, head: str = HEAD, name: str = "own") -> Path:
        path = tmp_path / f"{name}.toml"
        path.write_text(head + more, "utf-8")
        return path

    return written


def only(found: list[Problem]) -> tuple[str, str]:
    """Place and sentence of the one problem."""
    assert [one.code for one in found] == ["rule_pack_invalid"], found
    return found[0].place, found[0].text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_legal_system_is_clean(path: Path) -> None:
    assert lint_legal_system(path) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_any_reader_of_json_schema_agrees_with_our_own(path: Path) -> None:
    import tomllib  # noqa: PLC0415 - only here

    schema = json.loads((FOLDER / "legal_system.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    plain = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(plain)) == []


def test_an_unknown_name_among_joined_conditions_is_found(tmp_path: Path) -> None:
    shipped = (FOLDER / "generic.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_text(
        shipped.replace("provisional_order+changes_measure", "provisional_order+no_such"), "utf-8"
    )
    found = lint_legal_system(own)
    assert [problem.text for problem in found] == ["There is no condition 'no_such'."]


FAULTS = {
    "an unknown table": ("[foo]\na = 1\n", "foo", "There is no key 'foo'"),
    "an unknown key": ('[[step]]\naction = "add_note"\ngards = []\n', "step 1.gards", "'gards'"),
    "an unknown action": ('[[step]]\naction = "fly"\n', "step 1.action", "no action 'fly'"),
    "an unknown kind": (
        '[[step]]\naction = "record_order"\nkinds = ["freezing", "icing"]\n',
        "step 1.kinds",
        "record_order has no kind 'icing'",
    ),
    "an unknown guard": (
        '[[step]]\naction = "close_asset"\nguards = ["not_closed", "so_what"]\n',
        "step 1.guards",
        "no guard 'so_what'",
    ),
    "an unknown state": (
        '[[step]]\naction = "identify_asset"\nmoves = [{ from = ["leed"], to = "identified" }]\n',
        "step 1.moves 1.from",
        "no legal state 'leed'",
    ),
    "a target that does not exist": (
        '[[step]]\naction = "identify_asset"\nmoves = [{ from = ["lead"], to = "known" }]\n',
        "step 1.moves 1.to",
        "no legal state 'known'",
    ),
    "a target nobody works out": (
        '[[step]]\naction = "identify_asset"\nmoves = [{ from = ["lead"], to = "@luck" }]\n',
        "step 1.moves 1.to",
        "no target '@luck'",
    ),
    "a target of an argument that is not there": (
        '[[step]]\naction = "identify_asset"\nmoves = [{ from = ["lead"], to = "@given:x" }]\n',
        "step 1.moves 1.to",
        "no argument 'x'",
    ),
    "a group that is not there": (
        '[[step]]\naction = "identify_asset"\nmoves = [{ from = ["@all"], to = "identified" }]\n',
        "step 1.moves 1.from",
        "no group @all",
    ),
    "a group of another axis": (
        '[[step]]\naction = "identify_asset"\nmoves = [{ from = ["@modes"], to = "lead" }]\n',
        "step 1.moves 1.from",
        "is no legal state: administered",
    ),
    "a state in no list": ('[groups]\nours = ["frozn"]\n', "groups.ours", "no step, 'frozn'"),
    "groups in a circle": (
        '[groups]\nx = ["@y"]\ny = ["frozen", "@z"]\nz = ["@y"]\n',
        "groups.y",
        "y → z → y",
    ),
    "an unknown role": (
        '[[approval]]\naction = "pay_out"\nlevels = [["king"]]\n',
        "approval 1.levels",
        "no role 'king'",
    ),
    "an unknown route": ("[routes.ncb_luck]\nproof = []\n", "routes.ncb_luck", "no route"),
    "an unknown proof": (
        '[routes.cb_object]\nproof = ["gut_feeling"]\n',
        "routes.cb_object.proof",
        "no kind of proof 'gut_feeling'",
    ),
    "an unknown mode": ('[modes]\nhoarded = ["x"]\n', "modes.hoarded", "no mode of management"),
    "a value that is no number": (
        '[parameters]\nx = { value = "many", unit = "days", mark = "D", source = "s" }\n',
        "parameters.x.value",
        "'many' is not a number",
    ),
    "half a day": (
        '[parameters]\nx = { value = "2.5", unit = "days", mark = "D", source = "s" }\n',
        "parameters.x.value",
        "not a whole number of days",
    ),
    "a value that is not a number at all": (
        '[parameters]\nx = { value = "NaN", unit = "share", mark = "D", source = "s" }\n',
        "parameters.x.value",
        "from 0 upwards",
    ),
    "an unknown unit": (
        '[parameters]\nx = { value = "2", unit = "moons", mark = "D", source = "s" }\n',
        "parameters.x.unit",
        "This is one of days",
    ),
    "a value out of type": (
        '[parameters]\nx = { value = 2, unit = "days", mark = "D", source = "s" }\n',
        "parameters.x.value",
        "a text in quotation marks",
    ),
    "no source": (
        '[parameters]\nx = { value = "2", unit = "days", mark = "D" }\n',
        "parameters.x.source",
        "source is missing",
    ),
    "no mark": (
        '[parameters]\nx = { value = "2", unit = "days", source = "s" }\n',
        "parameters.x.mark",
        "mark of confidence is missing",
    ),
    "a date in quotation marks": (
        '[[step]]\naction = "add_note"\nvalid_from = "2026-01-01"\n',
        "step 1.valid_from",
        "a date without quotes",
    ),
    "a moment where a day is meant": (
        '[[step]]\naction = "add_note"\nvalid_from = 2026-01-01T10:00:00\n',
        "step 1.valid_from",
        "a date without quotes",
    ),
    "an end before the beginning": (
        '[[step]]\naction = "add_note"\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01\n',
        "step 1.valid_to",
        "lies before",
    ),
    "a condition outside the language": (
        '[[approval]]\naction = "pay_out"\nwhen = "__import__(\'os\')"\nlevels = []\n',
        "approval 1.when",
        "At character",
    ),
    "a fact that is not known": (
        '[[approval]]\naction = "pay_out"\nwhen = "moon = \'full\'"\nlevels = []\n',
        "approval 1.when",
        "no fact 'moon'",
    ),
    "an argument that the action has not": (
        '[[approval]]\naction = "pay_out"\nwhen = "given.moon is known"\nlevels = []\n',
        "approval 1.when",
        "pay_out has no argument 'moon'",
    ),
    "a parameter that is not there": (
        '[[approval]]\naction = "pay_out"\nwhen = "value > parameter.moon"\nlevels = []\n',
        "approval 1.when",
        "no parameter 'moon'",
    ),
    "a step that is never reached": (
        '[[step]]\naction = "record_order"\n'
        '[[step]]\naction = "record_order"\nkinds = ["release"]\n',
        "step 2",
        "never reached",
    ),
    "a step whose kinds are taken": (
        '[[step]]\naction = "record_order"\nkinds = ["release", "freezing"]\n'
        '[[step]]\naction = "record_order"\nkinds = ["freezing"]\n',
        "step 2.kinds",
        "earlier ones take freezing",
    ),
    "a guard that would refuse everything": (
        '[[guard]]\nkey = "no"\naction = "pay_out"\ntext = "No."\nsource = "s"\nmark = "D"\n',
        "guard 1",
        "needs `when` or `requires`",
    ),
    "a guard with an unknown code": (
        '[[guard]]\nkey = "no"\naction = "pay_out"\nrequires = "value_known"\ncode = "nope"\n'
        'text = "No."\nsource = "s"\nmark = "D"\n',
        "guard 1.code",
        "no code 'nope'",
    ),
    "a guard cleared by nothing": (
        '[[guard]]\nkey = "no"\naction = "pay_out"\nrequires = "value_known"\nclear_with = "hope"\n'
        'text = "No."\nsource = "s"\nmark = "D"\n',
        "guard 1.clear_with",
        "no action 'hope'",
    ),
    "a guard switched off that is not there": (
        '[[guard]]\nkey = "no"\naction = "pay_out"\neffect = "off"\n',
        "guard 1.key",
        "no guard 'no' to switch off",
    ),
}


@pytest.mark.parametrize(("more", "place", "said"), FAULTS.values(), ids=FAULTS)
def test_each_fault_has_place_code_and_sentence(
    write: Write, more: str, place: str, said: str
) -> None:
    found = only(lint_legal_system(write(more)))
    assert found[0] == place
    assert said in found[1]


@pytest.mark.parametrize(("more", "place", "said"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_file_is_not_loaded_either(write: Write, more: str, place: str, said: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        legal_system("own", write(more).parent)
    assert {reason.code for reason in refused.value.reasons} == {"rule_pack_invalid"}
    assert refused.value.reasons[0].field == place


def test_the_line_of_a_fault_is_named(write: Write) -> None:
    path = write('\n[[step]]\naction = "add_note"\n\n[[step]]\naction = "fly"\n')
    problem = lint_legal_system(path)[0]
    assert path.read_text("utf-8").splitlines()[(problem.line or 0) - 1] == 'action = "fly"'


@pytest.mark.parametrize("lacking", ["id", "title", "version", "valid_from", "source", "mark"])
def test_what_a_system_must_say_is_named(write: Write, lacking: str) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not line.startswith(f"{lacking} "))
    assert only(lint_legal_system(write("", head)))[0] == f"system.{lacking}"


def test_a_system_without_base_needs_its_own_lists(write: Write) -> None:
    head = HEAD.replace('based_on = "generic"\n', "")
    places = {problem.place for problem in lint_legal_system(write("", head))}
    assert {"valuations", "waterfall", "groups.measure"} <= places


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"this is = = not toml", "not TOML"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"9" * 9_000, "not TOML"),
        (b"#" * 3_000_000, "larger than"),
        (b'[system]\n"' + b"x" * 900 + b'" = 1\n', "no key"),
    ],
    ids=["empty", "no TOML", "no text", "deep", "a long number", "huge", "a long key"],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(data)
    found = lint_legal_system(path)
    assert {problem.code for problem in found} == {"rule_pack_invalid"}
    assert any(said in problem.text for problem in found), found
    with pytest.raises(ValidationFailed) as refused:
        legal_system("own", tmp_path)
    assert refused.value.reasons[0].code == "rule_pack_invalid"


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    assert lint_legal_system(tmp_path / "none.toml")[0].code == "file_unreadable"
    assert lint_legal_system(tmp_path)[0].code == "file_unreadable"


def test_a_base_that_leads_back_is_refused(write: Write) -> None:
    write("", HEAD.replace('"own"', '"other"').replace('"generic"', '"own"'), "other")
    own = write("", HEAD.replace('"generic"', '"other"'))
    place, said = only(lint_legal_system(own))
    assert place == "system.based_on"
    assert "must not lead back" in said
    with pytest.raises(ValidationFailed, match="lead back"):
        legal_system("own", own.parent)


def test_a_system_is_not_based_on_itself_nor_on_nothing(write: Write) -> None:
    itself = write("", HEAD.replace('"generic"', '"own"'))
    assert "based on itself" in only(lint_legal_system(itself))[1]
    nothing = write("", HEAD.replace('"generic"', '"nowhere"'))
    assert "There is no legal system nowhere" in only(lint_legal_system(nothing))[1]


def test_a_group_takes_in_another_and_adds_to_the_one_of_its_base(write: Write) -> None:
    path = write(
        '[groups]\nprovisional = ["@provisional", "urgent_measure"]\n'
        'both = ["@provisional", "lead"]\n'
    )
    rules = legal_system("own", path.parent)
    generic = legal_system("generic")
    assert rules.groups["provisional"] == generic.groups["provisional"] | {"urgent_measure"}
    assert rules.groups["both"] == rules.groups["provisional"] | {"lead"}


def test_a_file_is_named_after_the_system_that_it_holds(write: Write) -> None:
    path = write("", name="other")
    with pytest.raises(ValidationFailed, match="says that it is own@1"):
        legal_system("other", path.parent)
