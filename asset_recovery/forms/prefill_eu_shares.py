"""What each State will receive of the amount of a confiscation certificate, by the Union's rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asset_recovery.domain.money import Money
from asset_recovery.domain.sharing_facts import SharingRule
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.conversion import EURO
from asset_recovery.lifecycle.figures.eu_sharing import EXECUTING, eu_sharing


def forecast(answers: Mapping[str, Answer], records: CaseRecords) -> Iterator[tuple[str, Answer]]:
    """The shares of the amount for execution, after what J says that victims receive (EU-R14)."""
    rule, amount = records.file.sharing_rule, _money(answers, "d_amount_for_execution")
    if rule is None or amount is None or not records.request.form.startswith("EU-02"):
        return
    victims = _money(answers, "j1_sum")
    if victims is not None and victims.currency != amount.currency:
        return
    text = "\n".join(_said(amount, victims or Money.zero(amount.currency), rule))
    source = _("figure eu_sharing, threshold {threshold} EUR").format(threshold=rule.threshold)
    yield "sharing_forecast", Answer(text, "derived", source)


def _money(answers: Mapping[str, Answer], key: str) -> Money | None:
    value = answers[key].value if key in answers else None
    return value if isinstance(value, Money) else None


def _said(amount: Money, victims: Money, rule: SharingRule) -> Iterator[str]:
    base = max(amount - victims, Money.zero(amount.currency))
    yield _("Base: {amount} less {victims} for victims = {base}.").format(
        amount=amount.display(), victims=min(victims, amount).display(), base=base.display()
    )
    if base.currency != EURO:
        text = _("The threshold of {threshold} EUR is judged at the rate of the day of receipt.")
        yield text.format(threshold=rule.threshold)
        above = eu_sharing(base, rule.threshold + 1, rule.threshold, rule.odd_unit_to)
        yield _("Up to it all to the executing State; above it {executing} there, {issuing} here."
                ).format(executing=above.executing_state.display(),
                         issuing=above.issuing_state.display())  # fmt: skip
        return
    found = eu_sharing(base, base.decimal, rule.threshold, rule.odd_unit_to)
    text = _("Executing State {executing}, issuing State {issuing}.")
    yield text.format(
        executing=found.executing_state.display(), issuing=found.issuing_state.display()
    )
    if found.executing_state != found.issuing_state and not found.issuing_state.is_zero:
        state = _("executing") if rule.odd_unit_to == EXECUTING else _("issuing")
        yield _("The odd unit goes to the {state} State.").format(state=state)
