"""What every section of a dossier needs: words, dates, money, people, references in print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import AssetFacts, CaseFile, PostingFacts
from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.money import Money
from asset_recovery.domain.paper_facts import GapDecision
from asset_recovery.domain.value_kinds import KindSum, by_kind, kinds_text
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.leaving import leaving
from asset_recovery.reports.paper import Column, Table
from asset_recovery.reports.redaction import Redaction, redaction
from asset_recovery.reports.state_names import place_in

DASH = "–"
MASK = "█████"
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c]")
_SERIAL = re.compile(r"^(.*?)(\d+)$")
_SHORTEST_RANGE = 4
_ACRONYMS = frozenset(("bic", "iban", "id", "imei", "imo", "isin", "mmsi", "url", "vat", "vin"))


@dataclass(frozen=True, slots=True)
class Desk:
    """The case file with the profile and the language it is printed for.

    `pictures` gives the small picture of a photograph by its hash, None where it cannot.
    """

    file: CaseFile
    profile: Profile
    language: str
    say: Callable[[str], str]
    pictures: Callable[[str], bytes | None] | None = None
    _numbers: dict[str, str | None] = field(default_factory=dict)
    _days: dict[date, str] = field(default_factory=dict)
    _assets: dict[str, str] = field(default_factory=dict)
    _words: dict[str, Redaction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", leaving(self.file, self.profile))
        self._numbers.update(_officer_numbers(self.file))
        self._assets.update({one.reference: one.description for one in self.file.assets})

    @property
    def as_at(self) -> date:
        """The day that the file speaks of."""
        return self.file.as_of or self.file.read_at.date()

    @property
    def as_at_text(self) -> str:
        """The day that the file speaks of, and the moment of knowledge where one was asked for."""
        if self.file.known_on is None:
            return self.day(self.as_at)
        known = self.say("as known on {moment}").format(moment=self.moment(self.file.known_on))
        return f"{self.day(self.as_at)}, {known}"

    @property
    def as_at_line(self) -> str:
        """The line under each heading."""
        return self.say("as at {day}").format(day=self.as_at_text)

    @property
    def not_known(self) -> str:
        """What stands where a fact is not known."""
        return self.say("not known as at {day}").format(day=self.day(self.as_at))

    def known(self, text: str | None) -> str:
        """The text, or that it is not known."""
        return text or self.not_known

    def brief(self, text: str | None) -> str:
        """The text for a narrow cell; the as-at line of the section gives the day."""
        return text or self.say("not known")

    def place(self, location: str | None, country: str | None) -> str:
        """Where something is, the State by its name in the paper's language; empty: not known."""
        return place_in(location, country, self.language)

    def label(self, code: str | None) -> str:
        """A code of a vocabulary in words."""
        if not code:
            return self.say("not known")
        words = code.replace("_", " ").split(" ")
        plain = " ".join(word.upper() if word in _ACRONYMS else word for word in words)
        return self.say(plain[:1].upper() + plain[1:])

    def coded(self, list_name: str, code: str | None) -> str:
        """A code of a code list by its label there, another one in words."""
        found = code_list(list_name).codes.get(code or "")
        return self.say(found.label) if found else self.label(code)

    def small(self, label: str) -> str:
        """A label inside a sentence; German nouns keep their capitals there."""
        return label if self.language.startswith("de") else label.lower()

    def step(self, action: str | None) -> str:
        """A step of the life cycle as its buttons and refusals name it."""
        known = VOCABULARY.get(action or "")
        return self.say(known.TITLE) if known else self.label(action)

    def quantity(self, quantity: str, unit: str) -> str:
        """A number with its unit in words; one thing is one thing."""
        if (quantity, unit) == ("1", "each"):
            return quantity
        found = code_list("units").codes.get(unit)
        return f"{quantity} {self.say(found.label) if found else unit}"

    def irregularities(self, found: Iterable[str]) -> str:
        """What was not in order when something was recorded, each by its name."""
        known = code_list("refusal_codes").codes
        return "; ".join(self.say(known[one].label) if one in known else one for one in found)

    def kinds(self, found: Sequence[KindSum]) -> str:
        """Of which kinds of value a total is made."""
        return kinds_text(found, self.coded)

    def kinds_by_currency(self, values: Sequence[tuple[str, Money]]) -> str:
        """The same of values in several currencies, a line each."""
        currencies = sorted({amount.currency for _kind, amount in values})
        return "\n".join(
            self.kinds(by_kind(one for one in values if one[1].currency == currency))
            for currency in currencies
        )

    def day(self, value: date | None) -> str:
        """A day as people of this language write it; not known where there is none."""
        if value is None:
            return self.say("not known")
        found = self._days.get(value)
        if found is None:
            found = self._days[value] = format_day(value, self.language)
        return found

    def happened(self, value: date | None) -> str:
        """The day of something that need not have happened."""
        return self.say("none recorded") if value is None else self.day(value)

    def moment(self, value: datetime) -> str:
        """A UTC moment: day, hours and minutes."""
        return f"{self.day(value.date())} {value:%H:%M} UTC"

    def money(self, value: Money | None) -> str:
        """An amount with its ISO code, or that it is not known."""
        return self.say("not known") if value is None else value.display()

    def dated(self, amount: Money | None, on: date | None) -> str:
        """An amount with its day below it; a dash where there is none."""
        if amount is None:
            return DASH
        return f"{amount.display()}\n{self.day(on)}" if on else amount.display()

    def span(self, since: date | None, until: date | None) -> str:
        """Two days, one below the other; where no end is set, that is said."""
        last = self.say("no end set") if until is None else self.day(until)
        return f"{self.day(since)}\n{last}"

    def yes(self, value: bool) -> str:
        """Yes or no."""
        return self.say("yes") if value else self.say("no")

    def person(self, name: str | None, number: str | None = None) -> str:
        """A user as the profile shows users."""
        _ = self.say
        if not name:
            return _("not known")
        if self.profile.people == "name":
            return name
        number = number or self._numbers.get(name)
        if self.profile.people == "number" and number:
            return _("officer {number}").format(number=number)
        return _("officer of the office")

    def people(self, names: Iterable[str]) -> str:
        """Several users."""
        return ", ".join(self.person(name) for name in names) or self.say("none recorded")

    def prose(self, text: str | None) -> str:
        """Free text with the names of users replaced as the profile asks."""
        if not text or self.profile.people == "name":
            return text or ""
        if "names" not in self._words:
            named = [(name, self.person(name)) for name in self._numbers]
            self._words["names"] = redaction(named, exact=True)
        return self._words["names"](text)

    def signed(self, text: str | None, signers: Iterable[str]) -> str:
        """Free text in which who signed is named as the profile shows users, else masked."""
        text = self.prose(text)
        if self.profile.people == "name":
            return text
        for name in sorted(filter(None, signers), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, text)
        return text

    def masked(self, what: str, text: str | None) -> str:
        """The text, or a mark where the profile masks this kind of thing."""
        if what in self.profile.mask and text:
            return MASK
        return text or self.say("not known")

    def where(self, place: str | None) -> str:
        """A place of custody with those in which it lies, or the mark of the profile."""
        return self.masked("custody_place", self.file.path_of(place))

    def gaps_left_out(self, asset: str) -> GapDecision | None:
        """The legal officer's decision that leaves the gaps of an asset out of this paper, if any.

        One for the asset goes before one for the case; without a decision gaps are shown.
        """
        found = {
            one.asset: one
            for one in self.file.gap_decisions
            if one.profile == self.profile.name and one.asset in (asset, None)
        }
        decision = found.get(asset) or found.get(None)
        return decision if decision is not None and not decision.shown else None

    def references(self, found: Sequence[str]) -> str:
        """References, runs of consecutive numbers as "A-0001 to A-0412 (412)", all as such."""
        _ = self.say
        if not found:
            return _("none")
        if len(found) > _SHORTEST_RANGE and self._assets.keys() == set(found):
            return _("all {count} assets").format(count=len(found))
        return ", ".join(
            part[0]
            if len(part) == 1
            else _("{first} to {last} ({count})").format(
                first=part[0], last=part[-1], count=len(part)
            )
            for part in _runs(found)
        )

    def flags(self, taken_over: bool, irregular: Sequence[str]) -> str:
        """Marks of a position taken over and of irregular steps, to stand behind a text."""
        _ = self.say
        marks = [_("taken over from another register")] if taken_over else []
        if irregular:
            marks.append(_("irregular: {what}").format(what=self.irregularities(irregular)))
        return " ".join(f"[{mark}]" for mark in marks)

    def asset_name(self, reference: str) -> str:
        """An asset by reference and description."""
        return f"{reference} {self._assets.get(reference, '')}".strip()

    def table(
        self,
        section: str,
        columns: Sequence[tuple[str, str, float] | tuple[str, str, float, str]],
        rows: Iterable[Sequence[str]],
        *,
        totals: Iterable[Sequence[str]] = (),
        empty: str = "",
        title: str = "",
        landscape: bool = False,
        headings: Sequence[int] = (),
        marked: Sequence[int] = (),
    ) -> Table:
        """A table without the columns (key, title, width, alignment) that the profile drops."""
        dropped = self.profile.drop.get(section, frozenset())
        kept = [place for place, column in enumerate(columns) if column[0] not in dropped]
        return Table(
            columns=tuple(Column(*columns[place][1:]) for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in rows),
            totals=tuple(tuple(row[place] for place in kept) for row in totals),
            empty=empty,
            title=title,
            landscape=landscape,
            headings=tuple(headings),
            marked=tuple(marked),
        )


def format_day(value: date, language: str) -> str:
    """A day with the month as a word, in the language of the paper: 24 Aug 2018."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_skeleton

    try:
        locale = Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    return _DIRECTION_MARKS.sub("", format_skeleton("yMMMd", value, locale=locale))


def percent(part: Money | None, whole: Money | None) -> str | None:
    """Part of a whole in per cent with two decimals, half up; None where it cannot be computed."""
    if part is None or whole is None or part.currency != whole.currency or whole.minor <= 0:
        return None
    share = (Decimal(part.minor) * 100 / Decimal(whole.minor)).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )
    return f"{share} %"


def sums(amounts: Iterable[Money]) -> list[Money]:
    """One total per currency, in the order of the codes."""
    found: dict[str, Money] = {}
    for amount in amounts:
        found[amount.currency] = found.get(amount.currency, Money(0, amount.currency)) + amount
    return [found[currency] for currency in sorted(found)]


def shown_sums(amounts: Iterable[Money]) -> str:
    """The totals per currency, one a line."""
    return "\n".join(one.display() for one in sums(amounts)) or DASH


def counting(postings: Iterable[PostingFacts]) -> list[PostingFacts]:
    """The postings that count: without those that were reversed and those that reverse them."""
    found = tuple(postings)
    reversing = {one.reversed_by for one in found if one.reversed_by}
    return [one for one in found if not one.reversed_by and one.reference not in reversing]


def cost_ratio(
    asset: AssetFacts, costs: Sequence[Money], base_costs: Sequence[Money]
) -> str | None:
    """Costs over value (over the gross price of what was sold), as `explain` has it.

    In the currency of the value, else in the base; None if neither.
    """
    value = asset.price or asset.value
    if value is not None and all(cost.currency == value.currency for cost in costs):
        return percent(Money.total(costs, value.currency), value)
    base = asset.base_price if asset.price else asset.base_value
    if base is None or len(base_costs) != len(costs):
        return None
    if any(cost.currency != base.currency for cost in base_costs):
        return None
    return percent(Money.total(base_costs, base.currency), base)


def _runs(found: Sequence[str]) -> list[list[str]]:
    """References in order, consecutive serial numbers of four or more kept together."""
    groups: list[list[str]] = []
    for reference in found:
        if groups and _follows(groups[-1][-1], reference):
            groups[-1].append(reference)
        else:
            groups.append([reference])
    return [
        part
        for group in groups
        for part in ([group] if len(group) >= _SHORTEST_RANGE else [[one] for one in group])
    ]


def _follows(first: str, second: str) -> bool:
    one, two = _SERIAL.match(first), _SERIAL.match(second)
    if one is None or two is None or one[1] != two[1]:
        return False
    return int(two[2]) == int(one[2]) + 1


def _officer_numbers(file: CaseFile) -> dict[str, str | None]:
    """Every user that the file names, with the number where one is on file."""
    names: list[tuple[str | None, str | None]] = [(file.read_by, None)]
    names += [(one.actor, None) for one in file.journal]
    names += [(one.author, None) for one in file.notes]
    names += [(one.responsible, None) for one in file.deadlines]
    for decision in file.decisions:
        names += [(decision.asked_by, None), *((one, None) for one in decision.decided_by)]
    for distribution in file.distributions:
        names += [(one, None) for one in distribution.approved_by]
    names += [(one.actor, one.actor_number) for one in file.events]
    names += [(one.name, one.number) for one in file.team if one.kind == "user"]
    names.append((file.case.officer, file.case.officer_number))
    found: dict[str, str | None] = {}
    for name, number in names:
        if name:
            found[name] = number or found.get(name)
    return found
