"""Persons and authorities of the certificates: positions, names, third persons, contact parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.forms.checks.eu_scope import keys, names_of, words_of
from asset_recovery.forms.form_model import BLOCKS, WARNS
from asset_recovery.forms.form_reading import block_columns
from asset_recovery.forms.rule_scope import RuleFinding, RuleScope
from asset_recovery.i18n import _

Found = Iterator[RuleFinding]
_PERSONS = ("c_natural_person", "c_legal_person")
# Annex I M and Annex II K ask for each of these.
_PARTS = (
    "contact_person",
    "contact_post",
    "file_number",
    "address",
    "telephone",
    "email",
    "languages",
)
_THIRD_ROLES = frozenset({"third_party", "claimant", "creditor", "nominee", "beneficial_owner"})


def interested(file: CaseFile, assets: tuple[str, ...]) -> dict[str, str]:
    """Persons with an interest in these assets, by name, and what the file says of it."""
    found: dict[str, str] = {}
    names = {party.reference: party.name for party in file.parties}
    for claim in file.claims:
        if claim.asset in assets:
            found.setdefault(
                names.get(claim.party, claim.party),
                _("{kind} on {asset}").format(
                    kind=claim.kind.replace("_", " ").capitalize(), asset=claim.asset
                ),
            )
    for asset in file.assets:
        if asset.reference not in assets:
            continue
        for name, role in (
            (asset.owner, _("registered owner of {asset}")),
            (asset.possessor, _("possessor of {asset}")),
            (asset.beneficial_owner, _("beneficial owner of {asset}")),
        ):
            if name:
                found.setdefault(name, role.format(asset=asset.reference))
    for party in file.parties:
        roles = [role for role in party.roles if role in _THIRD_ROLES]
        if roles:
            found.setdefault(party.name, ", ".join(role.replace("_", " ") for role in roles))
    return found


def third_persons(scope: RuleScope) -> Found:
    """Whoever is known to have an interest stands in C1 or C3 (EU-R16)."""
    if scope.records is None:
        return
    rows = tuple(row for key in (*_PERSONS, "c_third_parties") for row in scope.rows(key))
    named = names_of(rows)
    known = interested(scope.records.file, scope.records.request.assets)
    lacking = [name for name in known if words_of(name) not in named]
    if lacking:
        yield RuleFinding(
            level=WARNS if scope.rows("c_third_parties") else BLOCKS,
            text=_("On file, but not in the certificate: {names}.").format(names=_few(lacking)),
        )
    without = [str(row["name"]) for row in scope.rows("c_third_parties")
               if row.get("name") and not row.get("grounds")]  # fmt: skip
    if without:
        yield RuleFinding(
            level=WARNS,
            field="c_third_parties.grounds",
            text=_("It is not said why the rights of {names} are prejudiced.").format(
                names=_few(without)
            ),
            mend=_("Give the grounds."),
        )


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else _("{names} and {n} more").format(
        names=shown, n=len(names) - 5
    )  # fmt: skip


def positions(scope: RuleScope) -> Found:
    """Each person is ticked as the one whom the order is against, as owner, or both."""
    for key in _PERSONS:
        rows = scope.rows(key)
        own = [row for row in rows if row.get("position")]
        lacking = [_name(row, place) for place, row in enumerate(rows, start=1)
                   if not row.get("position")]  # fmt: skip
        if own and lacking:
            yield RuleFinding(
                field=f"{key}.position",
                text=_("The position is not ticked of {names}.").format(names=_few(lacking)),
            )


def _name(row: Mapping[str, object], place: int) -> str:
    return str(row.get("surname") or row.get("name") or place)


def names(scope: RuleScope) -> Found:
    """Surname and first names stand apart."""
    lacking = [_name(row, place) for place, row in enumerate(scope.rows("c_natural_person"), 1)
               if not row.get("given_names")]  # fmt: skip
    if lacking:
        yield RuleFinding(
            field="c_natural_person.given_names",
            text=_("First names do not stand apart for {names}.").format(names=_few(lacking)),
        )


def authorities(scope: RuleScope) -> Found:
    """The authority that signs, and the one that validates, can be reached."""
    wanted = [keys(scope).authority]
    if scope.codes("m_authority_type") == ("other",):
        wanted.append("n_authority")
    labels = {column.key: column.label for column in block_columns("B-AUTH")}
    for key in wanted:
        value = scope.values.get(key)
        field = scope.field(key)
        if field is None or not isinstance(value, Mapping):
            continue
        for part in _PARTS:
            if not value.get(part):
                yield RuleFinding(
                    field=f"{key}.{part}",
                    text=_("{authority}: {part} is missing.").format(
                        authority=_(field.label), part=_(labels.get(part, part))
                    ),
                    article=field.source,
                    mend=_("Fill it in, section {section}.").format(section=field.section),
                )
