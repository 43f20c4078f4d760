"""What breaks a chain of custody, over time, place and person; pure, from what is on file.

Each finding says when, what and which action mends it. An explanation that was recorded closes a
finding and never takes it away (unmet-needs.md N22; forms-operational.md OPS-04).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.care_actions import ExplainGap, RecordSeal
from asset_recovery.domain.actions.custody_actions import InspectAsset, earlier, same_name
from asset_recovery.domain.actions.storage_actions import TakeStock
from asset_recovery.domain.custody_facts import ChainLink, Finding
from asset_recovery.i18n import _
from asset_recovery.lifecycle.custody_links import Happened, links
from asset_recovery.lifecycle.happenings import Happening

Name = Callable[[str], str]
EXPLAIN = "explain_gap"


@dataclass(slots=True)
class _Chain:
    """The chain as far as it was walked: who has the thing, where, under which seals."""

    name: Name
    keeper: str | None = None
    unit: str | None = None
    place: str | None = None
    since: date | None = None
    arrived: datetime | None = None
    seq: int = 0
    seals: tuple[str, ...] = ()
    condition: str | None = None
    former: list[str] = field(default_factory=list)
    ended: ChainLink | None = None
    begun: bool = False

    def had_it(self, who: str) -> bool:
        """Whether this person or unit kept the thing at some time."""
        return any(same_name(self.name(one), self.name(who)) for one in self.former)

    def keeps(self, link: ChainLink) -> bool:
        """Whether the giver, or the unit for which he acts, is the keeper on file."""
        people = dict(link.people)
        givers = [one for one in (link.giver, people.get("from_unit")) if one]
        known = [one for one in (self.keeper, self.unit) if one]
        return any(same_name(self.name(a), self.name(b)) for a in givers for b in known)


def _plain(name: str) -> str:
    return name


def findings(
    happened: Happened, on: date | None = None, name: Name = _plain
) -> tuple[Finding, ...]:
    """Everything that is wrong with a chain, the oldest first, with what was said to explain it.

    `happened` are the events of one asset by action, `on` the day of reading: without it, what
    only the passing of time makes wrong is left out. `name` says who a reference is.
    """
    found = list(_all(happened, on, name))
    told = {one.command.finding: one for one in _explained(happened)}
    listed = [_with(one, told.pop(one.key, None)) for one in found]
    listed += [_gone(one) for one in told.values()]
    return tuple(sorted(listed, key=lambda one: (one.on, one.seq, one.code)))


@dataclass(frozen=True, slots=True)
class _Told:
    command: ExplainGap
    on: date
    seq: int


def _explained(happened: Happened) -> Iterator[_Told]:
    for one in happened.get(EXPLAIN, ()):
        if isinstance(one.command, ExplainGap):
            yield _Told(one.command, one.on, one.seq)


def _with(found: Finding, told: _Told | None) -> Finding:
    if told is None:
        return found
    return replace(found, explanation=told.command.explanation, explained_on=told.on)


def _gone(told: _Told) -> Finding:
    """A finding that was explained and that later entries have taken away stays in sight."""
    code = told.command.finding.rpartition("-")[0]
    sentence = _("Explained; what was recorded since then has mended it.")
    return Finding(
        key=told.command.finding,
        code=code,
        seq=told.seq,
        on=told.on,
        sentence=sentence,
        mends=EXPLAIN,
        explanation=told.command.explanation,
        explained_on=told.on,
    )


def _all(happened: Happened, on: date | None, name: Name) -> Iterator[Finding]:
    chain = _Chain(name)
    events = sorted(_events(happened), key=lambda one: (one[0], one[1]))
    for _day, _seq, event in events:
        if isinstance(event, ChainLink):
            yield from _of_link(chain, event)
            _go_on(chain, event)
        elif isinstance(event.command, RecordSeal):
            yield from _of_seal(chain, event, event.command)
        elif isinstance(event.command, InspectAsset):
            yield from _of_inspection(chain, event, event.command)
        elif isinstance(event.command, TakeStock):
            yield from _of_stocktake(chain, event, event.command)
    if on is not None:
        yield from _of_today(chain, [one for _d, _s, one in events], on)


def _events(happened: Happened) -> Iterator[tuple[date, int, ChainLink | Happening]]:
    for link in links(happened):
        yield link.on, link.seq, link
    for action in ("record_seal", "inspect_asset", "take_stock"):
        for one in happened.get(action, ()):
            yield one.on, one.seq, one


def _finding(  # noqa: PLR0913 - the parts of a finding
    code: str,
    seq: int,
    on: date,
    sentence: str,
    *,
    mends: str = EXPLAIN,
    until: date | None = None,
    passing: bool = False,
) -> Finding:
    return Finding(
        key=f"{code}-{seq}",
        code=code,
        seq=seq,
        on=on,
        sentence=sentence,
        mends=mends,
        until=until,
        passing=passing,
    )


def _of_link(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    if chain.ended is not None and not link.last:
        text = _("Moved on {day} although it had left the office on {gone}.")
        said = text.format(day=link.on, gone=chain.ended.on)
        yield _finding("after_the_end", link.seq, link.on, said)
    if chain.begun:
        yield from _of_people(chain, link)
        yield from _of_places(chain, link)
        yield from _of_times(chain, link)
    yield from _on_the_way(chain, link)
    yield from _of_seals(chain, link)
    yield from _of_things(chain, link)


def _of_people(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    if chain.keeper is None and chain.since is not None and link.what != "possession_taken":
        text = _("From {since} to {until} nobody is on record as keeper.")
        yield _finding(
            "no_keeper", chain.seq, chain.since, text.format(since=chain.since, until=link.on),
            until=link.on,
        )  # fmt: skip
        return
    if link.last or chain.keeper is None:
        return
    if link.giver is None:
        taken_anew = link.what == "possession_taken" and not same_name(
            chain.name(chain.keeper), chain.name(link.keeper or "")
        )
        if taken_anew and link.keeper is not None:
            text = _("On {day} {taker} has it; {keeper}, who had it last, did not hand it over.")
            said = text.format(
                day=link.on, taker=chain.name(link.keeper), keeper=chain.name(chain.keeper)
            )
            yield _finding("giver_never_had_it", link.seq, link.on, said, mends="move_custody")
        return
    if chain.keeps(link):
        return
    giver, keeper = chain.name(link.giver), chain.name(chain.keeper)
    if chain.had_it(link.giver):
        text = _("On {day} {giver} handed it over, who had passed it on; {keeper} had it last.")
        code = "giver_had_passed_it_on"
    else:
        text = _("On {day} {giver} handed it over, who never had it; {keeper} had it last.")
        code = "giver_never_had_it"
    said = text.format(day=link.on, giver=giver, keeper=keeper)
    yield _finding(code, link.seq, link.on, said, mends="move_custody")


def _of_places(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    if (
        link.what != "moved"
        or link.from_place is None
        or chain.place is None
        or same_name(link.from_place, chain.place)
    ):
        return
    text = _("On {day} it was taken from {given}; by the chain it was at {place}.")
    said = text.format(day=link.on, given=link.from_place, place=chain.place)
    yield _finding("not_at_that_place", link.seq, link.on, said, mends="move_custody")


def _of_times(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    left = link.out_at
    if chain.arrived is not None:
        before = (
            earlier(left, chain.arrived) if left is not None else link.on < chain.arrived.date()
        )
        if before:
            text = _("It left on {left} before it had come to {keeper} on {arrived}.")
            said = text.format(
                left=_when(left) if left else link.on,
                keeper=chain.name(chain.keeper or "") or _("its keeper"),
                arrived=_when(chain.arrived),
            )
            same_day = link.on == chain.since
            code = "time_backwards" if same_day else "overlap"
            yield _finding(code, link.seq, link.on, said, mends="move_custody")


def _on_the_way(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    left, arrived = link.out_at, link.in_at
    if left is None or arrived is None or link.what != "moved":
        return
    if earlier(arrived, left):
        text = _("It arrived on {arrived} before it left on {left}.")
        said = text.format(arrived=_when(arrived), left=_when(left))
        yield _finding("in_before_out", link.seq, link.on, said, mends="move_custody")
    elif earlier(left, arrived) and link.in_hands_of is None:
        text = _("From {left} to {arrived} it was on the way and nobody is named who had it.")
        said = text.format(left=_when(left), arrived=_when(arrived))
        yield _finding(
            "no_keeper", link.seq, link.on, said, mends="move_custody", until=arrived.date()
        )


def _of_seals(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    if link.what != "moved" or link.seal_remark is not None:
        return
    if link.seals_intact is False:
        text = _("On {day} a seal was not intact, and nothing says why.")
        yield _finding(
            "seal_broken", link.seq, link.on, text.format(day=link.on), mends="record_seal"
        )
    known = chain.seals
    if link.seals_out and known and not _same_set(link.seals_out, known):
        yield _differ(link, known, link.seals_out)
    elif link.seals and not link.new_seals:
        before = link.seals_out or known
        if before and not _same_set(link.seals, before):
            yield _differ(link, before, link.seals)


def _differ(link: ChainLink, before: Sequence[str], after: Sequence[str]) -> Finding:
    text = _("Seals on {day}: {after} instead of {before}, and nothing says why.")
    said = text.format(day=link.on, after=", ".join(after), before=", ".join(before))
    return _finding("seal_differs", link.seq, link.on, said, mends="record_seal")


def _same_set(one: Iterable[str], other: Iterable[str]) -> bool:
    return {folded(seal) for seal in one} == {folded(seal) for seal in other}


def folded(seal: str) -> str:
    """A seal number as it is compared: without spaces, in one case."""
    return "".join(seal.split()).casefold()


def _of_things(chain: _Chain, link: ChainLink) -> Iterator[Finding]:
    before = link.condition_out or chain.condition
    if link.what == "moved" and link.condition_remark is None and worse(before, link.condition):
        text = _("On {day} its condition is {after}; before it was {before}.")
        said = text.format(day=link.on, after=link.condition, before=before)
        yield _finding("condition_worse", link.seq, link.on, said, mends="report_incident")
    if link.variance_remark is not None:
        return
    for code, out, came in (
        ("quantity_differs", link.quantity_out, link.quantity_in),
        ("weight_differs", link.weight_out, link.weight_in),
    ):
        if out is not None and came is not None and out != came:
            text = _("On {day} {out} went out and {came} came in.")
            said = text.format(day=link.on, out=_number(out), came=_number(came))
            yield _finding(code, link.seq, link.on, said, mends="report_incident")


def condition_code(said: str | None) -> str | None:
    """The code of the list of conditions that a text begins with, or None for other words."""
    word = (said or "").strip().casefold().replace(",", " ").replace(";", " ").replace(".", " ")
    first = word.split()[0] if word.split() else ""
    for code, value in code_lists.code_list("condition_codes").codes.items():
        if first in (code, value.label.casefold()):
            return code
    return None


def worse(before: str | None, after: str | None) -> bool:
    """Whether a condition is worse than another; False where one is not told by a code."""
    codes = tuple(code_lists.code_list("condition_codes").codes)
    old, new = condition_code(before), condition_code(after)
    return old is not None and new is not None and codes.index(new) > codes.index(old)


def _go_on(chain: _Chain, link: ChainLink) -> None:
    if link.keeper is not None:
        chain.former.append(link.keeper)
    chain.begun = True
    chain.keeper, chain.since = link.keeper, link.on
    chain.unit = dict(link.people).get("to_unit")
    chain.place = link.place or chain.place
    chain.arrived = link.in_at or link.out_at
    chain.seq = link.seq
    chain.seals = link.new_seals or link.seals or link.seals_out or chain.seals
    chain.condition = link.condition or chain.condition
    chain.ended = link if link.last else chain.ended


def _of_seal(chain: _Chain, one: Happening, command: RecordSeal) -> Iterator[Finding]:
    known = [seal for seal in chain.seals if folded(seal) != folded(command.seal)]
    was_on = len(known) < len(chain.seals)
    if command.kind == "applied":
        chain.seals = (*known, command.seal)
        return
    if chain.seals and not was_on:
        text = _("On {day} seal {seal} was {what}; on it were {known}.")
        said = text.format(
            day=one.on,
            seal=command.seal,
            what=code_lists.label("seal_events", command.kind).lower(),
            known=", ".join(chain.seals),
        )
        yield _finding("seal_differs", one.seq, one.on, said)
    if command.kind == "checked":
        if command.intact is False and command.reason is None:
            text = _("On {day} seal {seal} was not intact, and nothing says why.")
            said = text.format(day=one.on, seal=command.seal)
            yield _finding("seal_broken", one.seq, one.on, said, mends="record_seal")
        return
    chain.seals = (*known, command.new_seal) if command.new_seal else tuple(known)


def _of_inspection(chain: _Chain, one: Happening, command: InspectAsset) -> Iterator[Finding]:
    if command.place is not None and chain.place and not same_name(command.place, chain.place):
        text = _("On {day} it was seen at {seen}; by the chain it was at {place}.")
        said = text.format(day=one.on, seen=command.place, place=chain.place)
        yield _finding("two_places", one.seq, one.on, said, mends="move_custody")
    if command.seals and chain.seals and not _same_set(command.seals, chain.seals):
        text = _("Seals on {day}: {after} instead of {before}, and nothing says why.")
        said = text.format(
            day=one.on, after=", ".join(command.seals), before=", ".join(chain.seals)
        )
        yield _finding("seal_differs", one.seq, one.on, said, mends="record_seal")
    chain.condition = command.condition if condition_code(command.condition) else chain.condition


def _of_stocktake(chain: _Chain, one: Happening, command: TakeStock) -> Iterator[Finding]:
    """A stocktake is told to a thing only where it was found elsewhere than expected."""
    if not chain.place or same_name(command.storage, chain.place):
        return
    text = _("On {day} stocktake {number} found it at {seen}; by the chain it was at {place}.")
    said = text.format(
        day=one.on, number=command.stocktake or "", seen=command.storage, place=chain.place
    )
    yield _finding("two_places", one.seq, one.on, said, mends="move_custody")


def _of_today(
    chain: _Chain, events: Sequence[ChainLink | Happening], on: date
) -> Iterator[Finding]:
    moves = [one for one in events if isinstance(one, ChainLink)]
    if not moves or chain.ended is not None:
        return
    newest = moves[-1]
    if newest.keeper is None:
        text = _("Since {since} nobody is on record as keeper.")
        yield _finding(
            "no_keeper", newest.seq, newest.on, text.format(since=newest.on),
            mends="move_custody", passing=True,
        )  # fmt: skip
    due = newest.expected_return
    if due is not None and on > due:
        text = _("It was due back from {keeper} on {due} and is {days} days late.")
        said = text.format(
            keeper=chain.name(newest.keeper or ""), due=due, days=(on - due) // timedelta(days=1)
        )
        yield _finding("return_overdue", newest.seq, due, said, mends="move_custody", passing=True)


def _when(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
