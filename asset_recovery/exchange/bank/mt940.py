"""MT940 of SWIFT: messages, statements continued over several of them, lines with their text.

Tags read: 20, 25, 28C (28), 60F/60M, 61, 86, 62F/62M, 64. The envelope of a SWIFT message
({1:…}{2:…}{4: … -}) may be there or not. Messages of one account and one statement number are one
statement whose intermediate balances must meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.exchange.bank.mt940_text import told
from asset_recovery.exchange.bank.statement import BankStatement, StatementLine
from asset_recovery.exchange.tabular import checked_file, too_large, unreadable

MAX_BYTES = 30 * 1024 * 1024
_TAG = re.compile(r":(\d{2}[A-Z]?):")
_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d{1,12},\d{0,4})", re.ASCII)
_LINE = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4})?(?P<mark>RC|RD|EC|ED|C|D)(?P<funds>[A-Z])?"
    r"(?P<amount>\d{1,12},\d{0,4})(?P<kind>[A-Z][A-Z0-9]{3})(?P<reference>[^/\n]*(?:/(?!/)[^/\n]*)*)"
    r"(?://(?P<bank>[^\n]*))?(?:\n(?P<more>.*))?",
    re.ASCII | re.DOTALL,
)
_CREDIT = frozenset({"C", "RD", "EC"})


@dataclass(slots=True)
class _Message:
    """One message: its tags in order, and where it begins."""

    line: int
    tags: list[tuple[str, str, int]] = field(default_factory=list)

    def said(self, *names: str) -> str:
        return next((text for tag, text, _line in self.tags if tag in names), "")


def read_mt940(path: Path, encoding: str | None = None) -> tuple[list[BankStatement], str, bool]:
    """Every statement of a file, the encoding it was read in, and whether that was guessed.

    Raises `ValidationFailed`: `file_unreadable` with the line, `too_large`.
    """
    text, used, guessed = _decoded(path, encoding)
    messages = _messages(text)
    if not messages:
        raise unreadable(f"{path.name} holds no message with a :20: tag. Is it MT940?")
    return _statements(messages), used, guessed


def _decoded(path: Path, encoding: str | None) -> tuple[str, str, bool]:
    checked_file(path)
    if path.stat().st_size > MAX_BYTES:
        raise too_large(f"{path.name} is larger than {MAX_BYTES // 1024 // 1024} MB. Split it.")
    raw = path.read_bytes()
    if b"\x00" in raw:
        raise unreadable(f"{path.name} holds zero bytes: it is no text, or in an encoding of two"
                         " bytes a letter. Ask for it in UTF-8.")  # fmt: skip
    for name in (encoding,) if encoding else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(name), name.removesuffix("-sig"), name == "cp1252"
        except LookupError as error:
            raise unreadable(f"There is no encoding {name!r}.") from error
        except UnicodeDecodeError:
            continue
    raise unreadable(f"{path.name} cannot be read as {encoding or 'text'}. Name its encoding.")


def _messages(text: str) -> list[_Message]:
    found: list[_Message] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = re.sub(r"^\{1:.*?\{4:", "", raw) if raw.startswith("{1:") else raw
        if line.rstrip() in ("-", "-}", "") or line.startswith(("{1:", "{5:")):
            continue
        match = _TAG.match(line)
        if match is None:
            if found and found[-1].tags:
                tag, told_so_far, at = found[-1].tags[-1]
                found[-1].tags[-1] = (tag, f"{told_so_far}\n{line.rstrip()}", at)
            continue
        tag, rest = match.group(1), line[match.end() :].rstrip()
        if tag == "20":
            found.append(_Message(number))
        if found:
            found[-1].tags.append((tag, rest, number))
    return found


def _statements(messages: list[_Message]) -> list[BankStatement]:
    groups: list[list[_Message]] = []
    for message in messages:
        key = _key(message)
        continues = any(tag == "60M" for tag, _text, _line in message.tags)
        if continues and groups and _key(groups[-1][-1]) == key:
            groups[-1].append(message)
        else:
            groups.append([message])
    return [_statement(group, number) for number, group in enumerate(groups, 1)]


def _key(message: _Message) -> tuple[str, str]:
    return message.said("25", "25P"), message.said("28C", "28").partition("/")[0]


def _statement(group: list[_Message], number: int) -> BankStatement:
    place = f"Statement {number} (line {group[0].line})"
    account, running = _key(group[0])
    account = account.partition("\n")[0].replace(" ", "")
    if not account:
        raise unreadable(f"{place} names no account (tag 25).")
    lines: list[StatementLine] = []
    first: tuple[Money, date] | None = None
    last: tuple[Money, date] | None = None
    for message in group:
        opening = _balance(message, "60F", "60M", place)
        if last is not None and opening[0] != last[0]:
            raise unreadable(
                f"{place}: the part at line {message.line} opens with {opening[0].display()}, the"
                f" one before closes with {last[0].display()}. A part is missing."
            )
        first = first or opening
        lines += _lines(message, opening[0].currency)
        last = _balance(message, "62F", "62M", place)
    assert first is not None  # noqa: S101 - a group has a message
    assert last is not None  # noqa: S101 - so has each of its balances
    return BankStatement(
        account=account,
        number=running or group[0].said("20"),
        opening=first[0],
        closing=last[0],
        on=last[1],
        opened_on=min([first[1], *(line.on for line in lines)]) if lines else first[1],
        lines=tuple(lines),
        place=place,
    )


def _balance(message: _Message, final: str, between: str, place: str) -> tuple[Money, date]:
    for tag, text, line in message.tags:
        if tag in (final, between):
            match = _BALANCE.fullmatch(text.strip())
            if match is None:
                raise unreadable(f"Line {line}: {text[:40]!r} is no balance.")
            sign, day, currency, amount = match.groups()
            money = _money(amount, currency, line)
            return (-money if sign == "D" else money), _day(day, line)
    raise unreadable(f"{place} has no balance {final}.")


def _lines(message: _Message, currency: str) -> list[StatementLine]:
    found: list[StatementLine] = []
    for at, (tag, text, line) in enumerate(message.tags):
        if tag == "61":
            after = message.tags[at + 1] if at + 1 < len(message.tags) else ("", "", 0)
            found.append(_line(text, after[1] if after[0] == "86" else "", currency, line))
    return found


def _line(text: str, details: str, currency: str, number: int) -> StatementLine:
    match = _LINE.fullmatch(text.strip())
    if match is None:
        raise unreadable(f"Line {number}: {text[:60]!r} is no line of a statement (tag 61).")
    value_on = _day(match["value"], number)
    money = _money(match["amount"], currency, number)
    what = told(details)
    given = match["reference"].strip()
    reference = what.reference or ("" if given.upper() == "NONREF" else given)
    return StatementLine(
        on=_booked(match["booked"], value_on, number),
        value_on=value_on,
        amount=money if match["mark"] in _CREDIT else -money,
        reference=reference,
        bank_reference=(match["bank"] or "").strip(),
        counterparty=what.name,
        counterparty_account=what.account,
        text=what.text or (match["more"] or "").replace("\n", " ").strip(),
        reversal=match["mark"].startswith("R"),
    )


def _money(text: str, currency: str, line: int) -> Money:
    whole, _comma, part = text.partition(",")
    try:
        return Money.parse(f"{whole}.{part}" if part else whole, currency)
    except AppError as error:
        raise unreadable(f"Line {line}: {error.reasons[0].text}") from error


def _day(text: str, line: int) -> date:
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError as error:
        raise unreadable(f"Line {line}: {text} is not a date (YYMMDD).") from error


def _booked(text: str | None, value_on: date, line: int) -> date:
    """The day of booking has no year: the one nearest to the value date."""
    if not text:
        return value_on
    try:
        days = [
            date(value_on.year + step, int(text[:2]), int(text[2:4]))
            for step in (-1, 0, 1)
            if text != "0229" or _leap(value_on.year + step)
        ]
    except ValueError as error:
        raise unreadable(f"Line {line}: {text} is not a day (MMDD).") from error
    if not days:
        raise unreadable(f"Line {line}: {text} is no day of these years.")
    return min(days, key=lambda day: abs((day - value_on).days))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
