"""Checks of papers on earlier requests: notices on certificates, answers, supplements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.money import Money
from asset_recovery.forms.rule_scope import RuleFinding, RuleScope
from asset_recovery.forms.typed_cells import read_sum
from asset_recovery.i18n import _

_REFUSALS = "refusal_grounds"
_REPLIES = {
    "acknowledged": ("acknowledged",),
    "more_information": ("more_information",),
    "execution_report": ("executed", "partly_executed", "impossible", "terminated"),
    "refused": ("refused",),
    "postponed": ("postponed",),
}


def ground_alone(scope: RuleScope) -> Iterator[RuleFinding]:
    """Some grounds never carry a refusal alone; a ground that no list has is none (CR-13)."""
    given = scope.codes("refusal_grounds")
    known = code_lists.code_list(_REFUSALS).codes
    for code in given:
        if code not in known:
            text = _("{code} is no ground of refusal").format(code=code)
            yield RuleFinding(text=text, mend=_("choose a ground of the list."))
    if given and all(
        code in known and code_lists.more(_REFUSALS, code, "never_alone") for code in given
    ):
        yield RuleFinding()


def answer_recorded(scope: RuleScope) -> Iterator[RuleFinding]:
    """A letter says what was recorded: an answer of its kind is on file."""
    parent = scope.records.parent if scope.records is not None else None
    kind = next(iter(scope.codes("answer_type")), "")
    if parent is None or kind not in _REPLIES:
        return
    decided = {one.decision for one in parent.story.decisions}
    if parent.story.reply(*_REPLIES[kind]) is None and kind not in decided:
        yield RuleFinding()


def information_postponed(scope: RuleScope) -> Iterator[RuleFinding]:
    """Whoever asked for silence has not yet said that it has ended."""
    parent = scope.records.parent if scope.records is not None else None
    if parent is None:
        return
    story = parent.story
    ended = story.notice("confidentiality_ended", ours=False)
    opened = ended.until or ended.on if ended is not None else None
    for since, until, _why in story.silence:
        over = until is not None and until <= scope.today
        told = opened is not None and opened >= since and opened <= scope.today
        if not over and not told:
            yield RuleFinding()
            return


def parent_sent(scope: RuleScope) -> Iterator[RuleFinding]:
    """Only what was sent is supplemented or withdrawn."""
    parent = scope.records.parent if scope.records is not None else None
    if parent is not None and parent.sent_on is None:
        yield RuleFinding()


def other_states(scope: RuleScope) -> Iterator[RuleFinding]:
    """A further State is another one than the one that is told."""
    parent = scope.records.parent if scope.records is not None else None
    if parent is not None and any(
        row.get("state") == parent.country for row in scope.rows("further_states")
    ):
        yield RuleFinding()


def cost_total(scope: RuleScope) -> Iterator[RuleFinding]:
    """The total is the sum of the rows, in their currency."""
    total = scope.money("cost_total")
    sums = [read_sum(row.get("amount")) for row in scope.rows("cost_breakdown")]
    rows = [one for one in sums if one is not None]
    if total is None or not rows:
        return
    same = {one.currency for one in rows} == {total.currency}
    if not same or sum((one.decimal for one in rows), Decimal(0)) != total.decimal:
        yield RuleFinding()


def division_of_proceeds(scope: RuleScope) -> Iterator[RuleFinding]:
    """The two shares and what victims got are no more than what was recovered."""
    recovered = scope.money("sum_recovered")
    given = (scope.money(key) for key in ("share_executing", "share_issuing", "victim_transfer"))
    shares: list[Money] = [one for one in given if one is not None]
    if recovered is None or not shares:
        return
    same = all(one.currency == recovered.currency for one in shares)
    if not same or sum((one.decimal for one in shares), Decimal(0)) > recovered.decimal:
        yield RuleFinding()


def sharing_by_rule(scope: RuleScope) -> Iterator[RuleFinding]:
    """Without an agreement the issuing State receives what the rule gives it (EU-R14)."""
    records, given = scope.records, scope.money("share_issuing")
    parent = records.parent if records is not None else None
    if records is None or parent is None or given is None:
        return
    agreed = any(
        one.kind == "sharing" and one.country == parent.country for one in records.file.agreements
    )
    orders = {one.order for one in parent.story.decisions}
    due = [one.issuing_state for one in records.file.sharings if one.order in orders]
    if agreed or not due or {one.currency for one in due} != {given.currency}:
        return
    total = Money.total(due, given.currency)
    if abs(total.minor - given.minor) > len(due):  # who receives the odd unit may be agreed
        text = _("By the rule the issuing State receives {due}, not {given}")
        yield RuleFinding(text=text.format(due=total.display(), given=given.display()))


def claims_told(scope: RuleScope) -> Iterator[RuleFinding]:
    """Each affected person stands with a claim."""
    bare = [
        str(row.get("name") or number)
        for number, row in enumerate(scope.rows("affected_persons"), start=1)
        if not row.get("claim")
    ]
    if bare:
        text = _("No claim is told of {names}").format(names=", ".join(bare))
        yield RuleFinding(text=text)


CHECKS: Mapping[str, Callable[[RuleScope], Iterable[RuleFinding]]] = {
    "ground_alone": ground_alone,
    "answer_recorded": answer_recorded,
    "information_postponed": information_postponed,
    "parent_sent": parent_sent,
    "other_states": other_states,
    "cost_total": cost_total,
    "division_of_proceeds": division_of_proceeds,
    "sharing_by_rule": sharing_by_rule,
    "claims_told": claims_told,
}
