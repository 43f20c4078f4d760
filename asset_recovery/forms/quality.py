"""What the program itself finds of the quality checklist of a request; the rest people answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.completeness import Missing
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.quality_checks import GeneralLine, QualityCheck
from asset_recovery.i18n import _

YES, NO, PERSON = "yes", "no", ""
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """What the program found of a check: `answer` is yes, no or empty (a person answers)."""

    answer: str
    text: str


@dataclass(frozen=True, slots=True)
class Examined:
    """The request that is examined: its form as filled, its record with its story, the day."""

    filled: FilledForm
    request: RequestFacts
    today: date

    def has(self, key: str) -> bool:
        """Whether a field is answered; a field that the request does not have is not."""
        field = self.filled.field(key)
        return field is not None and is_filled(field, self.filled.value(key))

    def rows(self, key: str) -> list[Mapping[str, object]]:
        """The rows of a table field."""
        value = self.filled.value(key)
        found = value if isinstance(value, tuple | list) else ()
        return [row for row in found if isinstance(row, Mapping)]

    @property
    def restrains(self) -> bool:
        """Whether property is to be frozen, restrained or seized."""
        return any(kind.freezes for kind in self.filled.instruments.kinds_of(self.request.kinds))


def finding(check: QualityCheck, examined: Examined) -> Finding:
    """What the program finds of a check."""
    test = TESTS.get(check.test)
    return Finding(PERSON, _("for drafter and reviewer")) if test is None else test(examined)


def general_finding(line: GeneralLine, examined: Examined) -> Finding:
    """Whether the fields that answer a line of the general list are filled."""
    if not line.fields:
        return Finding(PERSON, _("for drafter and reviewer"))
    lacking = [key for key in line.fields if not examined.has(key)]
    if not lacking:
        return Finding(YES, _("stated in the request"))
    labels = [field.label for key in lacking if (field := examined.filled.field(key)) is not None]
    if not labels:
        return Finding(PERSON, _("for drafter and reviewer"))
    return Finding(NO, _("not stated: {fields}").format(fields="; ".join(labels)))


def _lacks(items: list[Missing], none: str) -> Finding:
    blocking = [item for item in items if item.blocks]
    if not items:
        return Finding(YES, none)
    named = "; ".join(item.label for item in (blocking or items)[:_NAMED])
    if len(blocking or items) > _NAMED:
        named = _("{names} and {number} more").format(
            names=named, number=len(blocking or items) - _NAMED
        )
    if blocking:
        return Finding(NO, _("missing: {names}").format(names=named))
    return Finding(YES, _("nothing that blocks; only warned of: {names}").format(names=named))


def _contents(examined: Examined) -> Finding:
    basis = examined.filled.value("legal_basis")
    if not basis and examined.filled.field("legal_basis") is not None:
        return Finding(NO, _("no legal basis is chosen"))
    form = examined.filled.form
    found = [
        one for one in examined.filled.missing if form.field(one.key.split(".")[0]) is not None
    ]
    return _lacks(found, _("nothing is missing"))


def _additional_contents(examined: Examined) -> Finding:
    modules = examined.filled.modules
    if not modules:
        return Finding(YES, _("the kinds of assistance bring no annex"))
    found = [
        one
        for one in examined.filled.missing
        if any(module.field(one.key.split(".")[0]) is not None for module in modules)
    ]
    named = ", ".join(module.short_id for module in modules)
    return _lacks(found, _("nothing is missing in {annexes}").format(annexes=named))


def _restraint(examined: Examined) -> Finding:
    if not examined.restrains:
        return Finding(YES, _("no restraint is asked for"))
    assets = examined.rows("assets")
    nowhere = [str(row.get("reference") or "") for row in assets if not row.get("location")]
    said = []
    if not assets:
        said.append(_("no property is named"))
    if nowhere:
        said.append(_("no location: {assets}").format(assets=", ".join(nowhere)))
    if examined.filled.field("grounds_to_believe") and not examined.has("grounds_to_believe"):
        said.append(_("no grounds why confiscation is to be expected"))
    if examined.request.orders and not (
        examined.has("order_copy") or examined.has("confiscation_order_copy")
    ):
        said.append(_("no copy of the order is attached"))
    if said:
        return Finding(NO, "; ".join(said))
    return Finding(
        PERSON, _("locations, grounds and copies are there; grounds of refusal: for a person")
    )


def _draft_shared(examined: Examined) -> Finding:
    shared = examined.request.story.shared
    if not shared:
        return Finding(NO, _("no draft was shared"))
    said = "; ".join(f"{on.isoformat()}, {whom} ({channel})" for on, whom, channel in shared)
    if examined.filled.field("draft_comments") and not examined.has("draft_comments"):
        return Finding(NO, _("shared: {when}; what came back is not recorded").format(when=said))
    return Finding(YES, _("shared: {when}").format(when=said))


def _dual_criminality(examined: Examined) -> Finding:
    if not examined.has("dual_criminality_explanation"):
        return Finding(NO, _("no explanation is given"))
    return Finding(PERSON, _("an explanation is given; its language: for a person"))


def _evidence(examined: Examined) -> Finding:
    number = len(examined.rows("evidence_collected"))
    if not number:
        return Finding(NO, _("no evidence is listed beside the facts"))
    return Finding(
        PERSON,
        _("{number} pieces of evidence are listed; the facts: for a person").format(number=number),
    )


def _items_tied(examined: Examined) -> Finding:
    items = examined.rows("assistance_items")
    if not items:
        return Finding(NO, _("nothing is asked for item by item"))
    names = [
        str(value)
        for row in (*examined.rows("assets"), *examined.rows("persons"))
        for key in ("reference", "name")
        if (value := row.get(key))
    ]
    loose = [
        str(row.get("no") or place)
        for place, row in enumerate(items, start=1)
        if not any(name in str(row.get("text") or "") for name in names)
    ]
    if loose:
        return Finding(
            PERSON,
            _("names no asset or person of the request: item {items}").format(
                items=", ".join(loose)
            ),
        )
    return Finding(YES, _("each item names an asset or a person of the request"))


def _value(examined: Examined) -> Finding:
    named = set(examined.request.assets)
    sums: dict[str, Money] = {}
    unvalued = []
    for asset in examined.filled.file.assets:
        if asset.reference not in named:
            continue
        if asset.value is None:
            unvalued.append(asset.reference)
        else:
            known = sums.get(asset.value.currency)
            sums[asset.value.currency] = asset.value if known is None else known + asset.value
    said = [_("value of the property: {sums}").format(
        sums=" + ".join(one.display() for one in sums.values())
    )] if sums else []  # fmt: skip
    if unvalued:
        said.append(_("without value: {assets}").format(assets=", ".join(unvalued)))
    return Finding(PERSON, "; ".join(said) or _("no property is named"))


def _deadline_reasons(examined: Examined) -> Finding:
    if not examined.has("requested_deadline"):
        return Finding(YES, _("no deadline is asked for"))
    if examined.has("deadline_reason"):
        return Finding(YES, _("deadline and reason are given"))
    return Finding(NO, _("a deadline is given without its reason"))


def _orders_in_force(examined: Examined) -> Finding:
    days = examined.filled.instruments.execution_allowance_days
    orders = [one for one in examined.filled.file.orders
              if one.reference in examined.request.orders]  # fmt: skip
    if not orders:
        return Finding(YES, _("the request rests on no order of ours"))
    until = examined.today + timedelta(days=days)
    ending = [
        f"{one.reference} ({one.expires_on.isoformat()})"
        for one in orders
        if one.expires_on is not None and one.expires_on < until
    ]
    dead = [one.reference for one in orders if one.state in ("lifted", "expired", "annulled")]
    if dead or ending:
        return Finding(NO, _("ended or ending: {orders}").format(orders=", ".join(dead + ending)))
    return Finding(YES, _("no order ends within {days} days").format(days=days))


def _third_parties(examined: Examined) -> Finding:
    keys = ("persons_holding", "third_parties_with_claims", "third_party_notice", "victims")
    named = [
        field.label
        for key in keys
        if examined.has(key) and (field := examined.filled.field(key)) is not None
    ]
    if named:
        return Finding(YES, _("stated: {fields}").format(fields="; ".join(named)))
    return Finding(NO, _("neither third parties nor victims are named"))


def _management_plan(examined: Examined) -> Finding:
    if not examined.restrains:
        return Finding(YES, _("nothing is to be frozen"))
    if examined.has("management_wishes"):
        return Finding(YES, _("wishes for the management are stated"))
    return Finding(NO, _("no wishes for the management are stated"))


def _identifiers(examined: Examined) -> Finding:
    persons = examined.rows("persons")
    if not persons:
        return Finding(NO, _("no person is named"))
    lacking = []
    for row in persons:
        absent = [
            label
            for key, label in (
                ("born", _("birth")),
                ("nationality", _("nationality or seat")),
                ("identifiers", _("identifiers")),
            )
            if not row.get(key) and not (key == "born" and row.get("kind") != "natural")
        ]
        if absent:
            lacking.append(f"{row.get('name')}: {', '.join(absent)}")
    if lacking:
        return Finding(NO, "; ".join(lacking[:_NAMED]))
    return Finding(PERSON, _("identifiers are there; spelling and script: for a person"))


def _annexes(examined: Examined) -> Finding:
    rows = examined.rows("attachments")
    bare = [
        str(row.get("title") or "")
        for row in rows
        if not row.get("number") or (not row.get("sha256") and not _is_annex(row))
    ]
    if bare:
        return Finding(NO, _("without number or hash: {titles}").format(titles="; ".join(bare)))
    said = _("{number} annexes are numbered and hashed").format(number=len(rows))
    if examined.has("translation"):
        return Finding(PERSON, _("{annexes}; a translation is attached: compare it").format(
            annexes=said
        ))  # fmt: skip
    return Finding(PERSON, _("{annexes}; no translation is attached").format(annexes=said))


def _is_annex(row: Mapping[str, object]) -> bool:
    """A module of the form has no hash of its own: it is part of the request."""
    return not row.get("date") and not row.get("language")


def _marking(examined: Examined) -> Finding:
    value = str(examined.filled.value("classification") or "")
    if not value:
        return Finding(NO, _("no marking is set"))
    return Finding(
        PERSON,
        _("marked {marking}; the release: for a person").format(marking=value.replace("_", " ")),
    )


TESTS: Mapping[str, Callable[[Examined], Finding]] = {
    "contents": _contents,
    "additional_contents": _additional_contents,
    "restraint": _restraint,
    "draft_shared": _draft_shared,
    "dual_criminality": _dual_criminality,
    "evidence": _evidence,
    "items_tied": _items_tied,
    "value": _value,
    "deadline_reasons": _deadline_reasons,
    "orders_in_force": _orders_in_force,
    "third_parties": _third_parties,
    "management_plan": _management_plan,
    "identifiers": _identifiers,
    "annexes": _annexes,
    "marking": _marking,
}
