"""OPS-05 of a stocktake: the reconciliation; and of a sampling plan: the sheet to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from asset_recovery.domain import code_lists
from asset_recovery.domain.storage_facts import StockLine, Stocktake
from asset_recovery.reports.account_paper import Head
from asset_recovery.reports.dossier_desk import DASH, format_day
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.paper import (
    Block,
    Column,
    Facts,
    Paper,
    Section,
    Signatures,
    Table,
    Text,
)

Say = Callable[[str], str]
MOST_FOUND = 2_000
BOX = "☐"


def compose_reconciliation(
    one: Stocktake, plan: Mapping[str, object], head: Head, say: Say
) -> Paper:
    """Period, two counters, expected, found, variance, explanation, signatures (OPS-05).

    `plan`: the sampling plan that was followed, with its seed; empty for a whole count.
    """
    _ = say
    day = _days(head)
    sections = [
        Section("1", _("Count"), (Facts(_about(one, plan, day, say)),)),
        Section("2", _("Reconciliation"), _sums(one, say)),
        *(
            Section(str(number), title, (_lines(lines, say),))
            for number, (title, lines) in enumerate(_variances(one, say), start=3)
        ),
    ]
    found = one.of("found")
    blocks: list[Block] = [_found(found[:MOST_FOUND], say)]
    if len(found) > MOST_FOUND:
        text = _("The first {shown} of {all} things found; the program shows all of them.")
        blocks.append(Text(text.format(shown=MOST_FOUND, all=len(found)), "attention"))
    sections.append(Section(str(len(sections) + 1), _("Found as recorded"), tuple(blocks)))
    sections.append(_signed(one.by, len(sections) + 1, say))
    title = _("Stocktake {reference}: reconciliation").format(reference=one.reference)
    return _paper(one.reference, title, one.path, tuple(sections), head, say, repr((one, plan)))


def _about(
    one: Stocktake, plan: Mapping[str, object], day: Callable[[date], str], say: Say
) -> tuple[tuple[str, str], ...]:
    _ = say
    first = day(one.begins) if one.begins else _("not recorded")
    rows = [
        (_("Place"), one.path),
        (_("Period"), _("{first} to {last}").format(first=first, last=day(one.on))),
        (_("Counted on"), day(one.on)),
        (_("Counted by"), ", ".join(one.by)),
        (_("Extent"), _("sample {plan}").format(plan=one.sample) if one.sample
         else _("everything in the place and in those within it")),
    ]  # fmt: skip
    if plan:
        rows.append((_("Seed of the sample"), str(plan.get("seed"))))
    return tuple(rows)


def _sums(one: Stocktake, say: Say) -> tuple[Block, ...]:
    """The numbers, and what explains the difference."""
    _ = say
    number = {
        name: one.counts.get(name, 0) for name in code_lists.code_list("stock_outcomes").codes
    }
    seen = number["found"] + number["damaged"]
    differing = len(_differing(one))
    wrong = number["missing"] + number["misplaced"] + number["unknown"]
    table = Table(
        columns=(Column("", 4), Column(_("Things"), 1, "right")),
        rows=(
            (_("Expected by the records"), str(one.expected)),
            (_("Found of them"), str(seen)),
            (_("of which damaged"), str(number["damaged"])),
            (_("of which with another quantity than recorded"), str(differing)),
            (_("Missing"), str(number["missing"])),
            (_("Found here, recorded elsewhere"), str(number["misplaced"])),
            (_("Labels that are not known"), str(number["unknown"])),
        ),
        totals=((_("Variance: found less expected"), f"{seen - one.expected:+d}"),),
    )
    agrees = not (wrong or differing or number["damaged"])
    told = one.explanation or (
        _("Nothing to explain: what was found agrees with the records.")
        if agrees
        else _("No explanation was given.")
    )
    tone = "plain" if one.explanation or agrees else "attention"
    return (table, Text(told, tone, _("Explanation")))


def _differing(one: Stocktake) -> list[StockLine]:
    return [
        line for line in one.lines if line.counted is not None and line.counted != line.expected
    ]


def _variances(one: Stocktake, say: Say) -> list[tuple[str, list[StockLine]]]:
    """Each list of what is not as it should be, where it has lines."""
    _ = say
    lists = [
        (_("Missing"), one.of("missing")),
        (_("Found here, recorded elsewhere"), one.of("misplaced")),
        (_("Labels that are not known"), one.of("unknown")),
        (_("Damaged"), one.of("damaged")),
        (_("Quantity differs"), _differing(one)),
    ]
    return [(title, lines) for title, lines in lists if lines]


def _lines(lines: Sequence[StockLine], say: Say) -> Table:
    _ = say
    return Table(
        columns=(
            Column(_("No."), 0.5, "right"),
            Column(_("Asset or label"), 2.2),
            Column(_("Description"), 3.4),
            Column(_("Case"), 1.5),
            Column(_("Recorded place"), 2),
            Column(_("Recorded"), 1.1, "right"),
            Column(_("Counted"), 1.1, "right"),
        ),
        rows=tuple(
            (str(number), line.label, line.description or DASH, line.case or DASH,
             line.place or _("none"), line.expected or DASH, line.counted or DASH)
            for number, line in enumerate(lines, start=1)
        ),
    )  # fmt: skip


def _found(lines: Sequence[StockLine], say: Say) -> Table:
    _ = say
    return Table(
        columns=(
            Column(_("No."), 0.6, "right"),
            Column(_("Asset"), 2.2),
            Column(_("Description"), 4),
            Column(_("Case"), 1.6),
            Column(_("Place"), 2),
        ),
        rows=tuple(
            (str(number), line.label, line.description, line.case or DASH, line.place or DASH)
            for number, line in enumerate(lines, start=1)
        ),
        empty=_("Nothing was found as recorded."),
    )


def compose_plan(
    plan: Mapping[str, object], things: Sequence[Mapping[str, str]], head: Head, say: Say
) -> Paper:
    """The plan with its seed and strata, and the things drawn with room for what is found."""
    _ = say
    day = _days(head)
    drawn = _listed(plan["drawn"])
    about = Facts((
        (_("Drawn on"), day(date.fromisoformat(str(plan["on"])))),
        (_("Of"), str(plan.get("storage") or plan.get("case"))),
        (_("Drawn"), _("{drawn} of {things} things").format(drawn=len(drawn), things=plan["of"])),
        (_("Always drawn above"), _amount(plan.get("always_above")) or _("no such limit")),
        (_("Seed"), str(plan["seed"])),
        (_("How to draw it again"), _("Values in order, largest first; each stratum by SHA-256 of "
                                      "the seed, a zero byte and the number of the asset.")),
    ))  # fmt: skip
    strata = Table(
        columns=(
            Column(_("Stratum"), 1.4),
            Column(_("Largest value"), 1.6, "right"),
            Column(_("Smallest value"), 1.6, "right"),
            Column(_("Things"), 1, "right"),
            Column(_("Drawn"), 1, "right"),
        ),
        rows=tuple(_stratum(one, str(plan["currency"]), say) for one in _listed(plan["strata"])),
        empty=_("There is nothing to draw from."),
    )
    rows = tuple(
        (str(number), one["asset"], one["description"], one["place"] or _("none"),
         one["quantity"], BOX, BOX, BOX, "")
        for number, one in enumerate(things, start=1)
    )  # fmt: skip
    sheet = Table(
        columns=(
            Column(_("No."), 0.5, "right"),
            Column(_("Asset"), 2.2),
            Column(_("Description"), 3.2),
            Column(_("Recorded place"), 2.4),
            Column(_("Quantity"), 1.1, "right"),
            Column(_("Found"), 0.8),
            Column(_("Not found"), 0.9),
            Column(_("Damaged"), 1),
            Column(_("Remark"), 1.8),
        ),
        rows=rows,
        empty=_("Nothing was drawn."),
    )
    sections = (
        Section("1", _("Plan"), (about,)),
        Section("2", _("Strata"), (strata,)),
        Section("3", _("Things to be seen"), (sheet,)),
        _signed(("", ""), 4, say),
    )
    reference = str(plan["sample"])
    title = _("Sampling plan {reference}").format(reference=reference)
    of = str(plan.get("storage") or plan.get("case"))
    return _paper(reference, title, of, sections, head, say, repr((plan, things)))


def _stratum(one: object, currency: str, say: Say) -> tuple[str, ...]:
    assert isinstance(one, Mapping)
    name = say("all of it") if one["stratum"] == "full" else str(one["stratum"])
    return (name, f"{one['to']} {currency}", f"{one['from']} {currency}", str(one["count"]),
            str(one["drawn"]))  # fmt: skip


def _amount(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    return f"{value['amount']} {value['currency']}"


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _signed(by: Sequence[str], number: int, say: Say) -> Section:
    _ = say
    first, second = (*by, "", "")[:2]
    blocks = ((_("First counter"), first), (_("Second counter"), second),
              (_("Storekeeper"), ""), (_("For the office"), ""))  # fmt: skip
    return Section(str(number), _("Signatures"), (Signatures(blocks),), together=True)


def _days(head: Head) -> Callable[[date], str]:
    return lambda day: format_day(day, head.language)


def _paper(  # noqa: PLR0913, PLR0917 - the parts of a paper
    reference: str,
    title: str,
    of: str,
    sections: tuple[Section, ...],
    head: Head,
    say: Say,
    record: str,
) -> Paper:
    digest = sha256(record.encode()).hexdigest()
    paper = Paper(
        form="OPS-05",
        version="1.0",
        title=title,
        subtitle=of,
        reference=reference,
        office=head.office,
        marking=head.marking,
        language=head.language,
        right_to_left=from_the_right(head.language),
        generated=head.generated,
        user=head.user,
        record_hash=digest,
        head=head.journal,
        qr=f"STOCK1;{reference};{digest[:16]};{head.journal}",
        contents=False,
        sections=sections,
    )
    return replace(paper, words=printer_words(say))
