"""A statement of account on paper: opening balance, lines with balances, closing balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from asset_recovery.domain import code_lists
from asset_recovery.domain.ledger_facts import StatementFacts, StatementLine
from asset_recovery.domain.money import Money
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.paper import Column, Facts, Paper, Section, Table, Text

Told = tuple[StatementFacts, tuple[StatementLine, ...]]
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands on every page: office, marking, who printed when, the head of the journal."""

    office: str
    marking: str
    journal: str
    user: str
    generated: str
    language: str


def compose_account(reference: str, told: Sequence[Told], head: Head, say: Say) -> Paper:
    """The statements of an account, one section a currency. Money: debit (Dr) less credit (Cr)."""
    _ = say
    kind, colon, holder = reference.partition(":")
    shown = holder if colon else reference
    title = code_lists.label("ledger_accounts", kind if colon else "bank")
    digest = sha256(repr(told).encode()).hexdigest()
    return Paper(
        form="STATEMENT",
        version="1.0",
        title=_("Statement of account"),
        subtitle=" · ".join(part for part in (title, shown) if part),
        reference=reference,
        office=head.office,
        marking=head.marking,
        language=head.language,
        right_to_left=from_the_right(head.language),
        words=printer_words(say),
        generated=head.generated,
        user=head.user,
        record_hash=digest,
        head=head.journal,
        qr=f"STATEMENT:{reference}:{digest[:16]}",
        contents=False,
        sections=tuple(
            _section(str(number), facts, lines, say)
            for number, (facts, lines) in enumerate(told, start=1)
        )
        or (Section("1", _("Lines"), (Text(_("Nothing was posted here.")),)),),
    )


def _section(
    number: str, facts: StatementFacts, lines: Sequence[StatementLine], say: Say
) -> Section:
    _ = say
    since = facts.since.isoformat() if facts.since else _("the beginning")
    sums = [
        (_("Period"), _("{first} to {last}").format(first=since, last=facts.until)),
        (_("Opening balance"), sided(facts.opening)),
        (_("Debited"), facts.debit.display()),
        (_("Credited"), facts.credit.display()),
        (_("Closing balance"), sided(facts.closing)),
    ]
    if facts.rate:
        base = sided(facts.base) if facts.base is not None else _("not known as at this day")
        sums.append((_("In the base currency"), f"{base} ({facts.rate})"))
    table = Table(
        columns=(
            Column(_("Date"), 1.1),
            Column(_("What"), 3.2),
            Column(_("Asset"), 1.9),
            Column(_("Debit"), 1.4, "right"),
            Column(_("Credit"), 1.4, "right"),
            Column(_("Balance"), 1.7, "right"),
        ),
        rows=tuple(_row(line, say) for line in lines),
        totals=(("", _("Closing balance"), "", "", "", sided(facts.closing)),),
        empty=_("Nothing moved in this period."),
    )
    blocks: list[Facts | Table | Text] = [Facts(tuple(sums)), table]
    if len(lines) < facts.lines:
        text = _("The first {shown} of {all} lines; choose a shorter period for the others.")
        blocks.append(Text(text.format(shown=len(lines), all=facts.lines), "attention"))
    return Section(
        number, _("Statement in {currency}").format(currency=facts.currency), tuple(blocks)
    )


def _row(line: StatementLine, say: Say) -> tuple[str, ...]:
    what = line.action.replace("_", " ") or say("not shown")
    said = " · ".join(part for part in (what, line.record, line.detail) if part)
    debit = f"{line.amount.decimal:,f}" if line.amount.minor > 0 else ""
    credit = f"{(-line.amount).decimal:,f}" if line.amount.minor < 0 else ""
    return (line.on.isoformat(), said, line.asset or "", debit, credit, sided(line.balance))


def sided(amount: Money) -> str:
    """A balance with its side."""
    if amount.is_zero:
        return f"0 {amount.currency}"
    return f"{abs(amount).display()} {'Dr' if amount.minor > 0 else 'Cr'}"
