"""Arguments of actions: their types, how each is read from JSON, and how it is written back.

An action is a frozen dataclass whose fields carry an `Arg`: the type that people and scripts give.
Reading never guesses: what does not fit is refused with the field's name and a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated

from asset_recovery.domain import code_lists, text
from asset_recovery.domain.countries import country
from asset_recovery.domain.day_at import DayAt, moment_of
from asset_recovery.domain.errors import Reason, ValidationFailed, invalid
from asset_recovery.domain.intervals import read_interval
from asset_recovery.domain.money import Money

Json = object


@dataclass(frozen=True, slots=True)
class Arg:
    """What an argument is: its type's name, the kind of record it refers to, its code list."""

    type: str
    record: str = ""
    choices: str = ""
    limit: int = 300
    signed: bool = False


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party given by its name: registered in the same step."""

    name: str
    kind: str = "unknown"
    country: str | None = None


PartyGiven = str | NewParty

Text = Annotated[str, Arg("text")]
LongText = Annotated[str, Arg("longtext", limit=50_000)]
Named = Annotated[str, Arg("text")]
NewReference = Annotated[str, Arg("reference", limit=100)]
Day = Annotated[date, Arg("date")]
TimeOfDay = Annotated[str, Arg("time")]
Amount = Annotated[Money, Arg("money")]
SignedAmount = Annotated[Money, Arg("signed_money")]
Number = Annotated[Decimal, Arg("decimal")]
SignedNumber = Annotated[Decimal, Arg("decimal", signed=True)]
Share = Annotated[Decimal, Arg("share")]
Count = Annotated[int, Arg("int")]
Flag = Annotated[bool, Arg("bool")]
Country = Annotated[str, Arg("country")]
Currency = Annotated[str, Arg("currency")]
Party = Annotated[PartyGiven, Arg("party", record="party")]
Parties = Annotated[tuple[PartyGiven, ...], Arg("parties", record="party")]
Texts = Annotated[tuple[str, ...], Arg("texts")]
Pairs = Annotated[tuple[tuple[str, str], ...], Arg("pairs")]
Lacking = Annotated[tuple[tuple[str, str], ...], Arg("pairs", limit=5_000)]
Data = Annotated[dict[str, object], Arg("json")]
Rows = Annotated[tuple[dict[str, object], ...], Arg("rows")]
CaseRef = Annotated[str, Arg("case", record="case")]
AssetRef = Annotated[str, Arg("asset", record="asset")]
AssetRefs = Annotated[tuple[str, ...], Arg("assets", record="asset")]
OrderRef = Annotated[str, Arg("order", record="order")]
OrderRefs = Annotated[tuple[str, ...], Arg("orders", record="order")]
RequestRef = Annotated[str, Arg("request", record="request")]
PartyRef = Annotated[str, Arg("party", record="party")]
PartyRefs = Annotated[tuple[str, ...], Arg("parties", record="party")]
UserRef = Annotated[str, Arg("user", record="user")]
AccountRef = Annotated[str, Arg("account", record="account")]
AmountOrWords = Annotated[Money | Decimal | str, Arg("amount_or_words")]
Every = Annotated[str, Arg("interval")]
DocumentRefs = Annotated[tuple[str, ...], Arg("documents", record="document")]
Authority = Annotated[str, Arg("authority", record="authority")]
AnyRef = Annotated[str, Arg("record", record="any")]

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?", re.ASCII)
_LOCAL_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", re.ASCII)
_DISGUISE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?) ?%", re.ASCII)
_SUM = re.compile(r"(\d{1,30}(?:\.\d{1,8})?) ?([A-Z]{3})", re.ASCII)
_SUM_AFTER = re.compile(r"([A-Z]{3}) ?(\d{1,30}(?:\.\d{1,8})?)", re.ASCII)
_SHARE = Arg("share")
_QUOTED = 80
_DECIMAL = re.compile(r"-?\d{1,30}(\.\d{1,18})?", re.ASCII)
_TOO_FINE = re.compile(r"-?\d{1,30}\.\d{19,}", re.ASCII)


def shown(value: Json) -> str:
    """A value as a sentence quotes it: whole where it is short, else its beginning."""
    written = repr(value)
    return written if len(written) <= _QUOTED else f"{written[:_QUOTED]}…"


def _text(value: Json, field: str, arg: Arg) -> str:
    if not isinstance(value, str):
        raise invalid(field, f"{field} must be text.")
    cleaned = text.clean(value, field, arg.limit, lines=arg.type == "longtext")
    if not cleaned:
        raise ValidationFailed(Reason("field_missing", f"{field} is empty.", field=field))
    if not cleaned.isascii() or not cleaned.isprintable():
        _refuse_disguised(cleaned, field)
    return cleaned


def _refuse_disguised(cleaned: str, field: str) -> None:
    """Characters that make a text read as another one have no place in a record."""
    found = _DISGUISE.findall(cleaned)
    if found:
        codes = ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in found))
        raise invalid(
            field,
            f"{field} holds control or direction characters ({codes}). Type it anew without them.",
        )


def _reference(value: Json, field: str, arg: Arg) -> str:
    if not isinstance(value, str) or not value.strip():
        raise invalid(field, f"{field} must be a reference.")
    return text.clean_reference(value, field, arg.limit)


def _day(value: Json, field: str, _arg: Arg) -> date:
    if isinstance(value, str):
        try:
            if _ISO_DAY.fullmatch(value):
                day = date.fromisoformat(value)
            elif _MOMENT.fullmatch(value):
                day = DayAt.of(datetime.fromisoformat(value))
            else:
                raise ValueError
        except ValueError:
            pass
        else:
            if 1800 <= day.year <= 2200:
                return day
            raise invalid(field, f"{field}: the year {day.year} cannot be right.")
    raise invalid(field, f"{field}: {shown(value)} is not a date. Write it as 2026-03-01.")


def _time(value: Json, field: str, arg: Arg) -> str:
    """A time of day, or a day with its time; written as ISO 8601 has it."""
    if isinstance(value, str):
        try:
            if _TIME.fullmatch(value):
                return time.fromisoformat(value.zfill(5)).isoformat(timespec="minutes")
            if _LOCAL_MOMENT.fullmatch(value):
                _day(value[:10], field, arg)
                return datetime.fromisoformat(value).isoformat()
            return _day(value, field, arg).isoformat() if len(value) == 10 else _moment(value)
        except ValueError:
            pass
    raise invalid(
        field, f"{field}: {shown(value)} is not a time. Write it as 06:15, or as 2026-03-01T06:15."
    )


def _moment(value: str) -> str:
    if not _MOMENT.fullmatch(value):
        raise ValueError
    return datetime.fromisoformat(value).isoformat()


def _money(value: Json, field: str, arg: Arg) -> Money:
    if not isinstance(value, dict) or set(value) - {"amount", "currency"}:
        raise invalid(
            field, f'{field}: money is written as {{"amount": "126000000.00", "currency": "USD"}}.'
        )
    for part in ("amount", "currency"):
        if part not in value:
            raise ValidationFailed(
                Reason("field_missing", f"{field}: its {part} is missing.", field=field)
            )
    if not isinstance(value["amount"], str) or not isinstance(value["currency"], str):
        raise invalid(field, f"{field}: amount and currency are texts, so that nothing is rounded.")
    signed = arg.type == "signed_money"
    return Money.parse(value["amount"], value["currency"], field=field, allow_negative=signed)


def _interval(value: Json, field: str, _arg: Arg) -> str:
    """How often: "monthly", "3 months", "P3M"; a bare number is months."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        found = read_interval(value)
        if found is not None:
            return str(value).strip()
    raise invalid(
        field, f"{field}: {shown(value)} names no interval. Write it as monthly, 3 months or P3M."
    )


def _amount_or_words(value: Json, field: str, arg: Arg) -> Money | Decimal | str:
    """An amount, a share ("0.05", "5 %"), or words where a contract says it otherwise."""
    if isinstance(value, dict):
        return _money(value, field, arg)
    said = _text(value, field, arg)
    percent = _PERCENT.fullmatch(said)
    if percent is not None:
        return _decimal(format(Decimal(percent[1].replace(",", ".")) / 100, "f"), field, _SHARE)
    for pattern, amount, currency in ((_SUM, 1, 2), (_SUM_AFTER, 2, 1)):
        found = pattern.fullmatch(said)
        if found is not None:
            return Money.parse(found[amount], found[currency], field=field)
    if _DECIMAL.fullmatch(said) and 0 <= Decimal(said) <= 1:
        return Decimal(said)
    return said


def _decimal(value: Json, field: str, arg: Arg) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and _TOO_FINE.fullmatch(value):
        text = f"{field}: a number has at most 18 decimals; nothing is rounded."
        raise invalid(field, text, "too_many_decimals")
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise invalid(field, f'{field}: {shown(value)} is not a decimal number such as "0.25".')
    number = Decimal(value)
    if number < 0 and not arg.signed:
        raise invalid(field, f"{field} cannot be negative.")
    if arg.type == "share" and not 0 <= number <= 1:
        raise invalid(field, f'{field}: a share lies between 0 and 1 ("0.25" is 25 %).')
    return number


def _integer(value: Json, field: str, _arg: Arg) -> int:
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value, re.ASCII):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 999_999_999:
        return value
    raise invalid(field, f"{field}: {shown(value)} is not a whole number.")


def _flag(value: Json, field: str, _arg: Arg) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return value == "yes"
    raise invalid(field, f"{field} is true or false.")


def _scalar(value: Json, field: str, arg: Arg) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _text(value, field, arg)


def _anything(value: Json, field: str, arg: Arg) -> object:
    if len(json.dumps(value, ensure_ascii=False)) > arg.limit:
        raise invalid(field, f"{field} is longer than {arg.limit} characters.", "field_too_long")
    return value


def _choice(value: Json, field: str, arg: Arg) -> str:
    if isinstance(value, str) and code_lists.accepts(arg.choices, value):
        return value
    listed = code_lists.named(arg.choices)
    raise invalid(field, f"{field}: {shown(value)} is none of: {listed}.")


def _country(value: Json, field: str, _arg: Arg) -> str:
    if not isinstance(value, str):
        raise invalid(field, f"{field}: a country is written with its two letters.")
    return country(value, field)


def _currency(value: Json, field: str, _arg: Arg) -> str:
    if not isinstance(value, str):
        raise invalid(field, f"{field}: a currency is written with its three letters.")
    Money.parse("0", value, field=field)
    return value


def _party(value: Json, field: str, _arg: Arg) -> PartyGiven:
    if isinstance(value, str):
        return _text(value, field, Arg("text"))
    if isinstance(value, dict):
        extra = set(value) - {"name", "kind", "country"}
        if extra:
            raise invalid(field, f"{field}: a new party has name, kind and country, not {extra}.")
        if "name" not in value:
            raise ValidationFailed(
                Reason("field_missing", f"{field}: the name is missing.", field=field)
            )
        kind = value.get("kind", "unknown")
        return NewParty(
            name=_text(value["name"], field, Arg("text")),
            kind=_choice(kind, field, Arg("choice", choices="party_kinds")),
            country=None
            if value.get("country") is None
            else _country(value["country"], field, _arg),
        )
    raise invalid(field, f"{field}: give a party's reference, or an object with its name.")


def _list_of(read: Callable[[Json, str, Arg], object]) -> Callable[[Json, str, Arg], object]:
    def read_list(value: Json, field: str, arg: Arg) -> tuple[object, ...]:
        if isinstance(value, (str, dict)):
            value = [value]
        if not isinstance(value, (list, tuple)) or len(value) > 100_000:
            raise invalid(field, f"{field} must be a list.")
        return tuple(read(item, field, arg) for item in value)

    return read_list


def _pairs(value: Json, field: str, arg: Arg) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict):
        value = [{"kind": kind, "value": content} for kind, content in value.items()]
    if not isinstance(value, (list, tuple)):
        raise invalid(field, f'{field}: a list of {{"kind": …, "value": …}}.')
    found = []
    for item in value:
        if isinstance(item, (list, tuple)) and len(item) == 2:
            item = {"kind": item[0], "value": item[1]}  # noqa: PLW2901 - one shape from here on
        if not isinstance(item, dict) or not {"kind", "value"} <= set(item):
            raise invalid(field, f'{field}: each one needs "kind" and "value".')
        found.append((_text(item["kind"], field, arg), _text(item["value"], field, arg)))
    return tuple(found)


def _object(value: Json, field: str, _arg: Arg) -> dict[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise invalid(field, f"{field} must be an object of names and values.")
    return value


def _data(value: Json, field: str, arg: Arg) -> dict[str, object]:
    """An object of any depth, every text in it one that can be kept."""
    found = _object(value, field, arg)
    waiting: list[tuple[str, object]] = [(field, found)]
    while waiting:
        place, one = waiting.pop()
        if isinstance(one, str):
            text.check_storable(one, place)
        elif isinstance(one, dict):
            for key in one:
                text.check_storable(str(key), field)
            waiting.extend((f"{field}.{key}" if one is found else place, one[key]) for key in one)
        elif isinstance(one, list | tuple):
            waiting.extend((place, item) for item in one)
    return found


def _rows(value: Json, field: str, arg: Arg) -> tuple[dict[str, object], ...]:
    if not isinstance(value, (list, tuple)) or len(value) > 100_000:
        raise invalid(field, f"{field} must be a list.")
    return tuple(
        _object({"asset": row} if isinstance(row, str) else row, field, arg) for row in value
    )


def _ground(value: Json, field: str, _arg: Arg) -> dict[str, object]:
    if isinstance(value, str):
        value = {"code": value}
    ground = _object(value, field, _arg)
    if "code" not in ground:
        raise ValidationFailed(
            Reason("field_missing", f"{field}: the code is missing.", field=field)
        )
    _choice(ground["code"], field, Arg("choice", choices="liability_grounds"))
    if ground.get("tainted_value") is not None:
        _money(ground["tainted_value"], f"{field}.tainted_value", _arg)
    return ground


_READERS: dict[str, Callable[[Json, str, Arg], object]] = (
    {
        "text": _text,
        "longtext": _text,
        "reference": _reference,
        "authority": _text,
        "date": _day,
        "time": _time,
        "money": _money,
        "signed_money": _money,
        "decimal": _decimal,
        "amount_or_words": _amount_or_words,
        "interval": _interval,
        "share": _decimal,
        "int": _integer,
        "bool": _flag,
        "scalar": _scalar,
        "anything": _anything,
        "choice": _choice,
        "multi": _list_of(_choice),
        "country": _country,
        "currency": _currency,
        "party": _party,
        "parties": _list_of(_party),
        "texts": _list_of(_text),
        "scalars": _list_of(_scalar),
        "pairs": _pairs,
        "json": _data,
        "details": _object,
        "rows": _rows,
        "grounds": _list_of(_ground),
        "file": _text,
    }
    | {
        name: _reference
        for name in ("case", "asset", "order", "request", "user", "account", "document", "record")
    }
    | {name: _list_of(_reference) for name in ("assets", "orders", "documents")}
)


Grounds = Annotated[tuple[dict[str, object], ...], Arg("grounds")]


def read(value: Json, field: str, arg: Arg) -> object:
    """The value as the action holds it; raises `ValidationFailed` naming the field."""
    return _READERS[arg.type](value, field, arg)


def write(value: object) -> Json:
    """The value as JSON writes it, so that `read(write(x)) == x`."""
    if isinstance(value, Money):
        return value.as_json()
    if isinstance(value, date):
        return (moment_of(value) or value).isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, NewParty):
        return {"name": value.name, "kind": value.kind, "country": value.country}
    if isinstance(value, tuple):
        return [write(item) for item in value]
    return value
