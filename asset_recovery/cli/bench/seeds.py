"""Cases carried through by giving actions: the patterns from which the office is filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from asset_recovery.cli.bench.names import Names
from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.errors import AppError
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.action_service import Batch
from asset_recovery.services.office import Office

BENCH_DAY = date(2026, 6, 30)
_COUNTRIES = ("MT", "PL", "IT", "DE", "FR", "ES", "CH", "AE", "GB", "CY")
_CURRENCIES = ("EUR", "EUR", "EUR", "EUR", "USD", "GBP", "CHF", "PLN")
_ROUTES = ("cb_object", "cb_extended", "third_party", "civil_in_rem", "ncb_absconding")
_TYPES = (
    "VEH-CAR", "RE-APA", "MON-ACC", "VAL-JWL", "VES-YAC", "ART", "VA-BTC", "RE-LND", "MON-CASH",
    "VEH-MOT", "FIN-SEC", "BUS-EQ", "ELC", "RE-COM", "COL", "VEH-TRK",
)  # fmt: skip
CONFISCATIONS = {
    "cb_object": ("confiscation_object", "link_to_offence"),
    "civil_in_rem": ("civil_in_rem", "statement_of_claim"),
}
Arguments = dict[str, object]
GROUPS = ("lead", "identified", "valued", "frozen", "held", "confiscated", "released")


class SeedRefused(RuntimeError):
    """The engine refused a step of the bench's own cases: the bench must be mended."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A case to be made: its size, when it begins, who works on it, where its names begin."""

    assets: int
    starts: date
    officer: str
    number: int
    sealed: bool = False


class SeedMaker:
    """Makes cases, each in one transaction with an entry of the journal for every action."""

    def __init__(self, office: Office, actor: Actor) -> None:
        self._office, self._actor = office, actor

    def give(self, *given: Arguments) -> None:
        """Give actions that must be accepted."""
        with self._office.actions.batch() as batch:
            for arguments in given:
                self._made(batch, arguments)

    def make(self, seed: Seed) -> str:
        """Make the case; its reference comes back."""
        story = _Story(seed)
        with self._office.actions.batch() as batch:
            case = self._made(batch, story.opening())["case"]
            people = [self._made(batch, action)["party"] for action in story.people()]
            for action in story.roles(case, people):
                self._made(batch, action)
            names = [self._made(batch, one)["asset"] for one in story.assets(case, people)]
            for action in story.steps(case, names, people):
                self._made(batch, action)
            if seed.sealed:
                self._made(batch, story.seal(case))
        return case

    def _made(self, batch: Batch, arguments: Arguments) -> dict[str, str]:
        try:
            result = batch.give(self._actor, [arguments])[0]
        except AppError as refusal:
            said = "; ".join(f"{reason.code}: {reason.text}" for reason in refusal.reasons)
            raise SeedRefused(f"{arguments['action']}: {said}") from refusal
        return dict(result.made)


class _Story:
    """What happens in a case, as actions in their order."""

    def __init__(self, seed: Seed) -> None:
        self._seed = seed
        self._route = _ROUTES[seed.number % len(_ROUTES)]

    def day(self, after: int) -> str:
        """A day of the story."""
        return min(self._seed.starts + timedelta(days=after), BENCH_DAY).isoformat()

    def opening(self) -> Arguments:
        """The case itself."""
        number = self._seed.number
        return {
            "action": "open_case",
            "title": Names.title(number),
            "on": self.day(0),
            "route": self._route,
            "officer": self._seed.officer,
            "currency": "EUR",
            "offences": ["money laundering", "fraud"],
            "summary": f"Case {number} of the bench: proceeds of fraud are traced and restrained.",
        }

    def seal(self, case: str) -> Arguments:
        """Nobody may know of the case any more."""
        return {
            "action": "seal_case",
            "case": case,
            "on": self.day(0),
            "reason": "Measured as hidden",
        }

    def people(self) -> Iterator[Arguments]:
        """Whom the case concerns."""
        for place in range(min(6, 2 + self._seed.assets // 4)):
            number = self._seed.number * 10 + place
            yield {
                "action": "register_party",
                "kind": "legal" if number % 3 == 0 else "natural",
                "name": Names.person(number),
                "country": _COUNTRIES[number % len(_COUNTRIES)],
            }

    def roles(self, case: str, people: Sequence[str]) -> Iterator[Arguments]:
        """How they stand to the case."""
        roles = ("suspect", "third_party", "victim", "witness", "creditor", "third_party")
        for party, role in zip(people, roles, strict=False):
            yield {"action": "link_party", "case": case, "party": party, "role": role}

    def assets(self, case: str, people: Sequence[str]) -> Iterator[Arguments]:
        """Every asset as it is first traced."""
        for place in range(self._seed.assets):
            number = self._seed.number * 1000 + place
            kind = _TYPES[number % len(_TYPES)]
            given: Arguments = {
                "action": "register_asset",
                "case": case,
                "type": kind,
                "description": Names.description(number, asset_types()[kind].label),
                "country": _COUNTRIES[number * 3 % len(_COUNTRIES)],
                "location": Names.place(number),
                "grounds": ["PRO"],
            }
            if place % 2 == 0:
                given["owner"] = people[place % len(people)]
            if place % 3 == 0:
                given["identifiers"] = [{"kind": "serial", "value": Names.serial(number)}]
            if place % 5:
                given["estimated_value"] = _amount(number)
            yield given

    def steps(self, case: str, names: Sequence[str], people: Sequence[str]) -> Iterator[Arguments]:
        """The case's course; each group of assets stops where its name says."""
        order = f"ORD-{self._seed.starts.year}-F{self._seed.number:05d}"
        yield {"action": "add_note", "to": case, "text": "Register extracts asked for."}
        far = {group: self._from(names, group) for group in GROUPS}
        if far["identified"]:
            yield self._step("identify_asset", far["identified"], 3, source="registers")
        yield from self._valuations(far["valued"])
        yield from self._freezing(case, far["frozen"], people[0])
        kept = [name for name in far["held"] if name not in far["released"]]
        yield from self._keeping(order, kept)
        taken = [name for name in far["confiscated"] if name not in far["released"]]
        yield from self._confiscation(case, taken, people[0])
        yield from self._release(order, far["released"])
        if far["frozen"]:
            yield {
                "action": "set_deadline",
                "to": far["frozen"][0],
                "title": "Ask the court how long the measure is still needed",
                "due": (BENCH_DAY + timedelta(days=self._seed.number % 300)).isoformat(),
                "responsible": "case officer",
            }

    def _from(self, names: Sequence[str], group: str) -> list[str]:
        """The assets that come at least as far as this group."""
        far = GROUPS.index(group)
        return [name for place, name in enumerate(names) if place % len(GROUPS) >= far]

    def _step(self, action: str, assets: Sequence[str], after: int, **more: object) -> Arguments:
        return {"action": action, "assets": list(assets), "on": self.day(after), **more}

    def _valuations(self, assets: Sequence[str]) -> Iterator[Arguments]:
        for place, asset in enumerate(assets):
            yield {
                "action": "record_valuation",
                "asset": asset,
                "on": self.day(20 + place % 9),
                "value": _amount(self._seed.number * 1000 + 500 + place),
                "kind": "appraisal",
                "method": "market comparison",
                "valuer": "Valuer of the court",
            }

    def _freezing(self, case: str, assets: Sequence[str], people: str) -> Iterator[Arguments]:
        if not assets:
            return
        order = f"ORD-{self._seed.starts.year}-F{self._seed.number:05d}"
        yield {
            "action": "record_order",
            "order": order,
            "case": case,
            "kind": "freezing",
            "authority": "Regional Court",
            "reference": f"FR {self._seed.number}/{self._seed.starts.year}",
            "on": self.day(40),
            "assets": [{"asset": name} for name in assets],
        }
        yield {
            "action": "serve_order",
            "order": order,
            "party": people,
            "on": self.day(42),
            "how": "in person",
        }

    def _keeping(self, order: str, assets: Sequence[str]) -> Iterator[Arguments]:
        for place, asset in enumerate(assets):
            yield {
                "action": "take_possession",
                "asset": asset,
                "order": order,
                "on": self.day(50 + place % 20),
                "place": "At the address of the order",
                "inventory_by": ["Officer 17", "Officer 23"],
                "custodian": "Central store",
                "storage": "STORE-1",
                "condition": "Good",
                "seals": [f"S-{self._seed.number}-{place}"],
                "photos": ["1 to 12"],
            }
            yield {
                "action": "post_cost",
                "asset": asset,
                "on": self.day(90 + place % 20),
                "amount": {"amount": f"{120 + place}.50", "currency": "EUR"},
                "category": "storage",
                "counterparty": "Central store",
            }

    def _confiscation(self, case: str, assets: Sequence[str], person: str) -> Iterator[Arguments]:
        if not assets or self._route not in CONFISCATIONS:
            return
        kind, proof = CONFISCATIONS[self._route]
        reference = f"K {self._seed.number}/{self._seed.starts.year}"
        yield self._step(
            "file_confiscation",
            assets,
            200,
            authority="Prosecutor",
            reference=reference,
            route=self._route,
            legal_basis="Statute of the forum",
        )
        yield {
            "action": "record_proof",
            "case": case,
            "kind": proof,
            "on": self.day(210),
            "reference": "annex 4",
        }
        yield from self._trial(case, person)
        yield {
            "action": "record_order",
            "order": f"ORD-{self._seed.starts.year}-C{self._seed.number:05d}",
            "case": case,
            "kind": kind,
            "authority": "Regional Court",
            "reference": reference,
            "on": self.day(300),
            "assets": [{"asset": name} for name in assets],
            "route": self._route,
        }

    def _trial(self, case: str, person: str) -> Iterator[Arguments]:
        if self._route == "civil_in_rem":
            yield {
                "action": "publish_notice",
                "case": case,
                "kind": "claims",
                "on": self.day(215),
                "medium": "Gazette",
                "until": self.day(250),
            }
            return
        yield {
            "action": "record_proceeding",
            "case": case,
            "kind": "conviction",
            "authority": "Regional Court",
            "reference": f"K {self._seed.number}",
            "on": self.day(290),
            "persons": [person],
        }

    def _release(self, order: str, assets: Sequence[str]) -> Iterator[Arguments]:
        if assets:
            yield {
                "action": "lift_order",
                "order": order,
                "assets": list(assets),
                "on": self.day(320),
                "reason": "no_need",
                "authority": "Regional Court",
                "reference": f"RL {self._seed.number}",
            }


def _amount(number: int) -> dict[str, str]:
    """An amount that no other asset of the pattern has."""
    minor = 100_003 + number * 48_611 % 400_000_000
    currency = _CURRENCIES[number % len(_CURRENCIES)]
    return {"amount": f"{minor // 100}.{minor % 100:02d}", "currency": currency}
