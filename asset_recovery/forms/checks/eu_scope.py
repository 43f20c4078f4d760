"""What the checks of the two certificates look at: fields by meaning, and neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from asset_recovery.domain.case_file import OrderFacts, RequestFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.rule_scope import RuleScope

FREEZING, CONFISCATION = "EU-01", "EU-02"
CERTIFICATES = (FREEZING, CONFISCATION)
DEAD = frozenset({"withdrawn", "refused", "closed"})


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the fields that both certificates have under different names."""

    offences: str
    listed: str
    other: str
    subject: str
    items: str
    item_information: str
    attachments: str
    authority: str


_FREEZING = Keys(
    offences="e2_offences",
    listed="e3_listed_offences",
    other="e4_other",
    subject="d_order_subject",
    items="d3_item_description",
    item_information="d3_other_information",
    attachments="p_attachments",
    authority="m_authority",
)
_CONFISCATION = Keys(
    offences="f2_offences",
    listed="f3_listed_offences",
    other="f4_other",
    subject="d2_order_subject",
    items="d4_item_description",
    item_information="d4_other_information",
    attachments="n_attachments",
    authority="k_authority",
)
AMOUNT, TOTAL = "d_amount_for_execution", "d_amount_total"


def keys_of(form: str) -> Keys:
    """The keys of a certificate by its id."""
    return _CONFISCATION if form.startswith(CONFISCATION) else _FREEZING


def keys(scope: RuleScope) -> Keys:
    """The keys of the certificate that is judged."""
    return keys_of(scope.form.id)


def is_live(request: RequestFacts) -> bool:
    """Whether a request of ours still asks something."""
    return not request.is_inbound and request.state.removeprefix("outbound_") not in DEAD


def same_certificates(
    requests: tuple[RequestFacts, ...], request: RequestFacts
) -> tuple[RequestFacts, ...]:
    """Other live certificates of the same form that rest on an order, or ask for an asset, of
    this one."""
    shared = {*request.orders, *request.assets}
    return tuple(
        one
        for one in requests
        if one.reference != request.reference
        and one.form == request.form
        and is_live(one)
        and shared & {*one.orders, *one.assets}
    )


def neighbours(scope: RuleScope) -> tuple[RequestFacts, ...]:
    """The other live certificates of the same order; none where there is no case."""
    records = scope.records
    return () if records is None else same_certificates(records.file.requests, records.request)


def orders(scope: RuleScope) -> tuple[OrderFacts, ...]:
    """The orders on which the certificate rests."""
    return () if scope.records is None else scope.records.orders


def same_currency(money: Money | None, other: Money | None) -> bool:
    """Whether two sums can be compared."""
    return money is not None and other is not None and money.currency == other.currency


def words_of(value: object) -> str:
    """A text for comparing: lower case, letters and figures only."""
    return "".join(letter for letter in str(value).casefold() if letter.isalnum())


def truthy(value: object) -> bool:
    """Whether a cell says yes."""
    return value is True or str(value).strip().casefold() in ("true", "yes", "1")


def names_of(rows: tuple[Mapping[str, object], ...]) -> set[str]:
    """Names and references of persons in rows, for comparing."""
    found = set()
    for row in rows:
        for key in ("reference", "name", "surname"):
            if row.get(key):
                found.add(words_of(row[key]))
        full = f"{row.get('given_names') or ''} {row.get('surname') or ''}"
        found.add(words_of(full))
        found.add(words_of(f"{row.get('surname') or ''} {row.get('given_names') or ''}"))
    return found - {""}
