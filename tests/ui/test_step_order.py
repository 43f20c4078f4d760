"""In what order the steps of a record are offered."""

from __future__ import annotations

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.ui.step_order import next_step, rank, step_title

WHY = (Reason("wrong_state", "Not from here."),)


def may(action: str, **given: object) -> StepOption:
    return StepOption(action, action, True, given=tuple(given.items()))


def may_not(action: str, **given: object) -> StepOption:
    return StepOption(action, action, False, WHY, given=tuple(given.items()))


def actions(steps: tuple[StepOption, ...]) -> list[str]:
    return [step.action for step in steps]


def test_the_next_step_of_the_path_stands_before_what_was_done_and_before_edits() -> None:
    steps = [
        may("change_asset"), may("add_note"), may("move_custody"), may("record_valuation"),
        may("take_possession"), may("propose_interlocutory_sale"),
    ]  # fmt: skip
    done = {("take_possession", ""), ("record_valuation", ""), ("manage_asset", "")}
    found = actions(rank("asset", steps, done).now)
    assert found[0] == "propose_interlocutory_sale"
    assert found[-2:] == ["change_asset", "add_note"]


def test_a_decision_that_waits_stands_first() -> None:
    steps = [may("propose_interlocutory_sale"), may("reject", what="AP-1"), may("approve")]
    assert actions(rank("asset", steps).now)[:2] == ["approve", "reject"]


def test_only_the_next_two_steps_that_cannot_be_done_yet_are_named() -> None:
    names = (
        "identify_asset",
        "record_hearing",
        "start_sale",
        "record_sale",
        "pay_out",
        "vest_title",
    )
    ranked = rank("asset", [may_not(name) for name in names], {("notify_owner", "")})
    assert actions(ranked.soon) == ["record_hearing", "start_sale"]
    assert set(actions(ranked.rest)) == {"identify_asset", "record_sale", "pay_out", "vest_title"}


def test_the_order_that_is_offered_fits_the_route_of_the_case() -> None:
    kinds = ("confiscation_object", "civil_in_rem", "ncb_judicial")
    steps = [may_not("record_order", kind=kind) for kind in kinds]
    for route, kind in (("civil_in_rem", "civil_in_rem"), ("ncb_death", "ncb_judicial"),
                        ("cb_object", "confiscation_object")):  # fmt: skip
        soon = rank("asset", steps, {("file_confiscation", "")}, route).soon
        assert [dict(step.given)["kind"] for step in soon] == [kind]


def test_an_edit_of_the_record_is_never_the_primary_step() -> None:
    assert next_step(rank("request", [may("attach_document"), may("set_deadline")])) is None
    step = next_step(rank("request", [may("attach_document"), may("record_answer")]))
    assert step is not None
    assert step.action == "record_answer"


def test_a_step_says_which_order_and_which_decision_it_means() -> None:
    order = may("record_order", kind="interlocutory_sale")
    assert step_title(order) == "record_order: order for interlocutory sale"
    decision = may("approve", what="AP-1")
    assert step_title(decision, {"AP-1": "Sale of the yacht"}) == "approve: Sale of the yacht"


def test_what_clears_the_very_next_step_is_the_next_step() -> None:
    old = (Reason("no_valuation", "Too old.", "record_valuation"),)
    steps = [
        may("notify_owner"), may("record_valuation"),
        StepOption("propose_interlocutory_sale", "Propose", False, old),
    ]  # fmt: skip
    done = {("manage_asset", ""), ("record_valuation", "")}
    assert actions(rank("asset", steps, done).now) == ["record_valuation", "notify_owner"]
