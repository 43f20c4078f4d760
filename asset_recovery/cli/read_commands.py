"""`show`, `list`, `explain`, `compute`: reading, as in force on a day and as known at a moment."""

from __future__ import annotations

import argparse
import json
from decimal import Decimal
from pathlib import Path

from asset_recovery.cli.action_commands import day, said_of
from asset_recovery.cli.desk import Said, logged_in, open_office, wrong_use
from asset_recovery.cli.in_words import in_words
from asset_recovery.cli.speaking import (
    DONE,
    STORAGE,
    WRONG_USE,
    as_json,
    facts,
    refusal_json,
    say,
    table,
)
from asset_recovery.domain.errors import AppError, ValidationFailed
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.office import Office

REGISTERS = (
    "cases",
    "assets",
    "orders",
    "requests",
    "parties",
    "deadlines",
    "approvals",
    "documents",
    "invoices",
    "legal_systems",
    "forms",
    "value_orders",
    "victims",
    "storage",
    "stocktakes",
    "contents",
    "receipts",
    "sales",
    "bids",
    "statements",
    "accounts",
    "ledger",
    "trial_balance",
    "aged_receipts",
    "wallets",
    "contracts",
    "reuses",
    "states",
    "authorities",
    "radar",
    "information_requests",
    "reports",
    "disclosures",
    "papers",
)
SHOWN = (
    "case",
    "asset",
    "order",
    "request",
    "party",
    "operation",
    "invoice",
    "approval",
    "delegation",
    "legal_system",
    "form",
    "victim",
    "storage",
    "stocktake",
    "sample",
    "account",
    "event",
    "contract",
    "statement",
    "state",
    "authority",
    "information",
    "report",
    "disclosure",
    "consent",
)
AMOUNTS = (
    "amount",
    "vat",
    "difference",
    "value",
    "principal",
    "interest",
    "costs",
    "paid",
    "written_off",
    "outstanding",
    "surplus",
    "secured",
    "coverage",
)
VIEWS = {
    "valuations_due": (
        "deadlines",
        "code in ('first_valuation', 'revaluation', 'valuation', 'valuation_report')",
    ),
    "eroding": ("deadlines", "code = 'value_erosion'"),
    "not_verified": ("contents", "unverified = true"),
}
LARGEST_INPUT = 50_000_000


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    show_ = commands.add_parser("show", help="one record in full")
    show_.add_argument("kind", choices=SHOWN)
    show_.add_argument("reference")
    clocks_to(show_)
    history_ = show_.add_argument_group("history")
    history_.add_argument(
        "--history",
        action="store_true",
        help="every change of every field: when, from when on, who, what, before, after, why",
    )
    history_.add_argument("--contains", default="", metavar="TEXT", help="with these words alone")
    history_.add_argument(
        "--all", action="store_true", help="effects of the timers, hashes and versions too"
    )
    history_.add_argument("--limit", type=int, default=200, help="so many changes at least (200)")
    history_.add_argument(
        "--before", type=int, metavar="ENTRY", help="earlier ones than this entry of the journal"
    )
    show_.set_defaults(command=show)
    list_ = commands.add_parser("list", help="a register")
    list_.add_argument("register", choices=(*REGISTERS, *VIEWS))
    list_.add_argument(
        "--where",
        default="",
        help="a condition over the columns: = != < <= > >=, in (…), contains, is known, "
        "is unknown, joined by and, or, not, brackets; texts in quotation marks, for example: "
        "--where \"description contains 'yacht' and value >= 1000\"",
    )
    list_.add_argument(
        "--sort", default="", help="a column, as value; with a minus the other way, as -value"
    )
    list_.add_argument("--limit", type=int, default=0)
    clocks_to(list_)
    list_.set_defaults(command=listed)
    explain_ = commands.add_parser("explain", help="how a number came about")
    explain_.add_argument("reference")
    explain_.add_argument("figure")
    explain_.add_argument("--on", type=day)
    explain_.set_defaults(command=explain)
    compute_ = commands.add_parser("compute", help="a figure from given inputs")
    compute_.add_argument("figure")
    compute_.add_argument("input", type=Path)
    compute_.set_defaults(command=compute)


def clocks_to(parser: argparse.ArgumentParser) -> None:
    """Let a command be given as of a day and as known at a moment."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as in force on that day")
    parser.add_argument("--known-on", metavar="MOMENT", help="as the office knew it then (UTC)")


def show(parsed: argparse.Namespace) -> int:
    """One record in full."""
    from asset_recovery.services.show_service import ShowService  # noqa: PLC0415

    said = said_of(parsed)
    if parsed.history:
        return _history(parsed)
    if parsed.kind == "legal_system":
        from asset_recovery.cli.law_commands import show_legal_system  # noqa: PLC0415

        return show_legal_system(said, parsed.reference, parsed.as_of)
    if parsed.kind == "form":
        from asset_recovery.cli.form_commands import show_form  # noqa: PLC0415

        return show_form(said, parsed.reference, parsed.as_of)
    if parsed.kind == "account":
        from asset_recovery.cli.ledger_commands import show_account  # noqa: PLC0415

        return show_account(said, parsed.reference, parsed.as_of, parsed.limit)
    if parsed.kind == "authority":
        from asset_recovery.cli.state_commands import show_authority  # noqa: PLC0415

        return show_authority(said, parsed.reference)
    if parsed.kind == "state":
        from asset_recovery.cli.state_commands import show_state  # noqa: PLC0415

        return show_state(said, parsed.reference, parsed.as_of, parsed.known_on)
    if parsed.kind in ("storage", "stocktake", "sample"):
        from asset_recovery.cli.storage_commands import show_storage  # noqa: PLC0415

        return show_storage(said, parsed.kind, parsed.reference, parsed.as_of, parsed.known_on)
    with logged_in(said) as (office, actor):
        found = ShowService(office).show(
            parsed.kind,
            parsed.reference,
            actor,
            purpose=said.purpose,
            as_of=parsed.as_of,
            known_on=parsed.known_on,
        )
    if said.json:
        say(as_json(found))
    else:
        facts(in_words(found))
    return DONE


def _history(parsed: argparse.Namespace) -> int:
    """Every change of a record, the newest entry first."""
    from asset_recovery.domain.history import HistoryWish  # noqa: PLC0415
    from asset_recovery.services.history_service import HistoryService, history_json  # noqa: PLC0415

    if parsed.limit < 1:
        raise wrong_use("The limit is one or more.", "limit")
    said = said_of(parsed)
    wish = HistoryWish(
        text=parsed.contains, before=parsed.before, limit=parsed.limit, whole=parsed.all
    )
    with logged_in(said) as (office, actor):
        found = HistoryService(office).history(
            parsed.kind, parsed.reference, actor, wish,
            purpose=said.purpose, as_of=parsed.as_of, known_on=parsed.known_on,
        )  # fmt: skip
    if said.json:
        say(as_json(history_json(parsed.kind, parsed.reference, found)))
        return DONE
    if not found.rows:
        say("No change.")
        return DONE
    told = [(f"{one.recorded_at:%Y-%m-%d %H:%M}", one) for one in found.rows]
    table(
        ("entry", "recorded", "counts from", "by", "what", "record", "field", "before", "after",
         "why"),
        [
            [str(one.seq), at, _cell(one.effective_on), one.actor, one.title, one.record, one.field,
             _cell(one.old), _cell(one.new), _cell(one.reason)]
            for at, one in told
        ],
    )  # fmt: skip
    if found.before is not None:
        say(f"Earlier changes: --before {found.before}")
    return DONE


def _of_the_office(said: Said, register: str) -> int:
    """Lists of what the office works by: its legal systems, its forms."""
    from asset_recovery.cli.form_commands import list_forms  # noqa: PLC0415
    from asset_recovery.cli.law_commands import list_legal_systems  # noqa: PLC0415

    return list_forms(said) if register == "forms" else list_legal_systems(said)


def listed(parsed: argparse.Namespace) -> int:
    """What a register page shows."""
    from asset_recovery.services.register_as_of import AsOf, listed_as_of  # noqa: PLC0415
    from asset_recovery.services.register_service import RegisterService  # noqa: PLC0415

    said = said_of(parsed)
    if parsed.register in VIEWS:
        parsed.register, condition = VIEWS[parsed.register]
        parsed.where = f"({condition}) and ({parsed.where})" if parsed.where else condition
    own = _own_list(said, parsed)
    if own is not None:
        return own
    with logged_in(said) as (office, actor):
        consultations = consultations_of(office)
        registers = RegisterService(
            engine=office.reading, today=office.today, consultations=consultations
        )
        sort, descending = parsed.sort.lstrip("-"), parsed.sort.startswith("-")
        if parsed.register == "value_orders":
            from asset_recovery.services.value_orders import ValueOrderService  # noqa: PLC0415

            rows = ValueOrderService(office, registers).listed(
                actor,
                where=parsed.where,
                as_of=parsed.as_of,
                known_on=parsed.known_on,
                purpose=said.purpose,
            )
            rows = sorted_rows(rows, sort, descending)[: parsed.limit or None]
        elif parsed.register == "states" and (parsed.as_of or parsed.known_on):
            from asset_recovery.services.state_service import StateService  # noqa: PLC0415

            rows = StateService(office).listed(
                actor, as_of=parsed.as_of, known_on=parsed.known_on, where=parsed.where
            )
            rows = sorted_rows(rows, sort, descending)[: parsed.limit or None]
        elif parsed.as_of or parsed.known_on:
            clocks = AsOf(parsed.as_of, parsed.known_on)
            rows = listed_as_of(office, registers, parsed.register, actor, clocks, parsed.where)
            rows = sorted_rows(rows, sort, descending)[: parsed.limit or None]
        else:
            rows = registers.listed(
                parsed.register,
                actor,
                where=parsed.where,
                sort=sort,
                descending=descending if sort else None,
                limit=parsed.limit or None,
                purpose=said.purpose,
            )
        consultations.flush()
    if said.json:
        say(as_json(rows))
    elif rows:
        table(tuple(rows[0]), [[_cell(value) for value in row.values()] for row in rows])
    else:
        say(f"No {parsed.register}.")
    return DONE


def _own_list(said: Said, parsed: argparse.Namespace) -> int | None:
    """Lists that are no registers, each in a room of its own; None for a register."""
    if parsed.register in ("legal_systems", "forms"):
        return _of_the_office(said, parsed.register)
    if parsed.register == "radar":
        from asset_recovery.cli.state_commands import list_radar  # noqa: PLC0415

        return list_radar(said, parsed.limit)
    if parsed.register == "wallets":
        from asset_recovery.cli.wallet_commands import list_wallets  # noqa: PLC0415

        return list_wallets(said, parsed.limit)
    if parsed.register in ("trial_balance", "aged_receipts"):
        from asset_recovery.cli.ledger_commands import list_sums  # noqa: PLC0415

        return list_sums(said, parsed.register)
    if parsed.register in ("storage", "stocktakes"):
        from asset_recovery.cli.storage_commands import list_storage  # noqa: PLC0415

        return list_storage(said, parsed.register, parsed.as_of, parsed.limit)
    return None


def consultations_of(office: Office) -> Consultations:
    """The log of looks of an office."""
    return Consultations(engine=office.writing, office_id=office.office_id, now=office.now)


def sorted_rows(
    rows: list[dict[str, object]], sort: str, descending: bool
) -> list[dict[str, object]]:
    """Rows by a column, unknown values last."""
    if not sort:
        return rows
    if rows and sort not in rows[0]:
        raise wrong_use(f"There is no column {sort}.", "sort")
    known = [row for row in rows if row[sort] is not None]
    known.sort(key=lambda row: _sort_key(sort, row[sort]), reverse=descending)
    return [*known, *(row for row in rows if row[sort] is None)]


def _sort_key(column: str, value: object) -> str | Decimal:
    """Amounts by their size, everything else by its letters."""
    return Decimal(str(value)) if column in AMOUNTS else str(value)


def _cell(value: object) -> str:
    if isinstance(value, dict) and set(value) == {"amount", "currency"}:
        return f"{value['amount']} {value['currency']}"
    return "" if value is None else str(value).replace("\n", " ")[:60]


def explain(parsed: argparse.Namespace) -> int:
    """How a number of a record came about."""
    from asset_recovery.services.explain_service import ExplainService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = ExplainService(office).explain(
            parsed.reference, parsed.figure, actor, purpose=said.purpose, on=parsed.on
        )
    if said.json:
        say(as_json(found))
    else:
        facts(found)
    return DONE


def compute(parsed: argparse.Namespace) -> int:
    """A figure from a JSON object; what is impossible is wrong use, field by field."""
    from asset_recovery.lifecycle.figures.table import FIGURES  # noqa: PLC0415
    from asset_recovery.lifecycle.figures.table import compute as work_out
    from asset_recovery.services.figure_look_ups import office_look_ups, seed_look_ups  # noqa: PLC0415

    said = said_of(parsed)
    if parsed.figure not in FIGURES:
        raise wrong_use(
            f"There is no figure {parsed.figure}; there are: {', '.join(sorted(FIGURES))}.",
            "figure",
        )
    given = _input(parsed.input)
    try:
        if said.office is None:
            found = work_out(parsed.figure, given, seed_look_ups())
        else:
            with open_office(said) as office, office_look_ups(office) as look_ups:
                found = work_out(parsed.figure, given, look_ups)
    except ValidationFailed as refusal:
        say(as_json(refusal_json(refusal)))
        return WRONG_USE
    except AppError as refusal:
        say(as_json(refusal_json(refusal)))
        return WRONG_USE if refusal.kind in ("validation", "rule") else STORAGE
    say(as_json(found))
    return DONE


def _input(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST_INPUT:
            raise wrong_use("The input is too large.", "input")
        given = json.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise wrong_use(f"{path.name} is not a readable JSON file ({error}).", "input") from error
    if not isinstance(given, dict):
        raise wrong_use("The input is one JSON object.", "input")
    return given
