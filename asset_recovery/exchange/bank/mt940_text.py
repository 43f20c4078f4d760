"""What tag 86 tells: subfields with a question mark, words between slashes, or free text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from asset_recovery.exchange.bank.statement import joined

_SUBFIELD = re.compile(r"\?(\d{2})")
_SLASHED = re.compile(r"/(EREF|REMI|ORDP|BENM|NAME|IBAN|ACCT|CNTP|KREF|IREF|ADDR|BIC|TRTP|CSID)/")
_CODED = re.compile(r"(EREF|KREF|MREF|SVWZ|CRED|DEBT|ABWA|IBAN|BIC)\+")


@dataclass(frozen=True, slots=True)
class Details:
    """Counterparty, its account, the payer's reference, and the rest as text."""

    name: str = ""
    account: str = ""
    reference: str = ""
    text: str = ""


def told(raw: str) -> Details:
    """The details of one line, whichever way the bank writes them."""
    one = raw.replace("\r", "").replace("\n", "")
    if _SUBFIELD.search(one):
        return _subfields(one)
    if len(_SLASHED.findall(one)) > 0:
        return _slashed(one)
    return Details(text=" ".join(raw.split()))


def _subfields(one: str) -> Details:
    parts = _SUBFIELD.split(one)
    found: dict[str, str] = {}
    for number, text in zip(parts[1::2], parts[2::2], strict=False):
        found[number] = found.get(number, "") + text
    purpose = "".join(found.get(f"{n}", "") for n in (*range(20, 30), *range(60, 64)))
    coded = _named(_CODED, purpose)
    name = joined([found.get("32"), found.get("33")], "")
    return Details(
        name=name,
        account=found.get("31", "").strip(),
        reference=_given(coded.get("EREF", "")) or _given(coded.get("KREF", "")),
        text=joined([coded.get("SVWZ") or (purpose if not coded else coded.get("", "")),
                     found.get("00")]),
    )  # fmt: skip


def _slashed(one: str) -> Details:
    found = _named(_SLASHED, one)
    party = found.get("NAME") or found.get("ORDP") or found.get("BENM") or ""
    account = found.get("IBAN") or found.get("ACCT") or ""
    if not account and "CNTP" in found:
        pieces = found["CNTP"].split("/")
        account, party = pieces[0], party or (pieces[2] if len(pieces) > 2 else "")
    text = found.get("REMI", "").removeprefix("USTD//").removeprefix("STRD/CUR/")
    return Details(
        name=party.strip("/ "),
        account=account.strip("/ "),
        reference=_given(found.get("EREF", "").strip("/ ")),
        text=text.strip("/ ") or found.get("", "").strip(),
    )


def _named(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """The text behind each word; what stands before the first has no name."""
    parts = pattern.split(text)
    found = {"": parts[0].strip()}
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        found[name] = value.strip()
    return found


def _given(text: str) -> str:
    return "" if text.upper() in ("NOTPROVIDED", "NONREF") else text
