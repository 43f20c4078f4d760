"""The demonstration office: wholly fictional, made by giving actions as the people who may."""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paths import resources
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from asset_recovery.services import passwords
from asset_recovery.services.action_service import Batch, Given
from asset_recovery.services.demo_documents import DocumentMaker
from asset_recovery.services.demo_script import Clock, Names, Step, case_script, script_places
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing
from asset_recovery.services.user_service import put_credential

OPENED_DAYS_AGO = 900


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A user of the demonstration office; the password is no secret, and says so."""

    name: str
    full_name: str
    roles: tuple[str, ...]
    password: str

    def as_json(self) -> dict[str, object]:
        """As `init --demo --json` prints it."""
        return {"name": self.name, "roles": list(self.roles), "password": self.password}


class DemoBroken(AppError):
    """A step of the demonstration was refused: its data no longer fit the rules."""

    kind = "rule"


def make_demo(
    place: Path,
    *,
    admin: str,
    today: date,
    sole: bool = False,
    progress: Progress | None = None,
    hashing: Hashing = passwords.STANDARD,
) -> list[DemoUser]:
    """Make the demonstration office in a new or empty folder; its users come back.

    All dates count back from `today`; the same day gives the same content. With `sole` the first
    user has every role. Raises `StorageFailed` where the folder does not serve.
    """
    facts = tomllib.loads((_folder() / "office.toml").read_text("utf-8"))
    users = _users(facts["users"], facts["administrator"], admin)
    if sole:
        every = tuple(code_lists.code_list("user_roles").codes)
        users[0] = replace(users[0], roles=every)
    clock = Clock(today)
    clock.set_day(-OPENED_DAYS_AGO)
    with _staffed(place, facts["office"], users, clock, hashing) as office:
        people = _logged_in(office, users)
        _set_up(office, people[admin], facts["office"], clock.today())
        voices = _voices(facts["users"], users, people) | {"admin": people[admin]}
        _play(office, clock, voices, progress or SilentProgress())
    return users


def demo_facts() -> dict[str, str]:
    """What the demonstration office is, by the names that `init` asks for."""
    facts = tomllib.loads((_folder() / "office.toml").read_text("utf-8"))["office"]
    said = {name: str(facts[name]) for name in ("name", "country", "currency")}
    return {**said, "legal_system": "generic"}


def demo_users(admin: str) -> list[DemoUser]:
    """The users of a demonstration office that was made before."""
    facts = tomllib.loads((_folder() / "office.toml").read_text("utf-8"))
    return _users(facts["users"], facts["administrator"], admin)


@dataclass(frozen=True, slots=True)
class Told:
    """A story that was told: its office, its case, who may look at it."""

    title: str
    place: Path
    case: str
    supervisor: DemoUser


def tell_stories(
    folder: Path, today: date, hashing: Hashing = passwords.STANDARD
) -> Iterator[Told]:
    """Each story of the demonstration in an office of its own under `folder`."""
    facts = tomllib.loads((_folder() / "office.toml").read_text("utf-8"))
    users = _users(facts["users"], facts["administrator"], "admin")
    index = tomllib.loads((_folder() / "stories" / "stories.toml").read_text("utf-8"))
    for story in index["story"]:
        file = _folder() / "stories" / story["file"]
        clock = Clock(today)
        with _staffed(folder / file.stem, story["office"], users, clock, hashing) as office:
            _tell(office, _logged_in(office, users), file)
        supervisor = next(user for user in users if "supervisor" in user.roles)
        yield Told(story["title"], folder / file.stem, story["case"], supervisor)


def _tell(office: Office, people: Mapping[str, Actor], file: Path) -> None:
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    given = [
        Given(people[line["as_user"]], {key: line[key] for key in line if key != "as_user"})
        for line in lines
    ]
    result = office.actions.give_all(given)[-1]
    if not result.ok:
        raise DemoBroken(result.reasons)


def _staffed(
    place: Path,
    facts: Mapping[str, object],
    users: Sequence[DemoUser],
    clock: Clock,
    hashing: Hashing,
) -> Office:
    """A new office with these users, open."""
    keeper = users[0]
    office = Office.make(
        place,
        admin=keeper.name,
        full_name=keeper.full_name,
        password=keeper.password,
        name=str(facts["name"]),
        country=str(facts["country"]),
        currency=str(facts["currency"]),
        sole=len(keeper.roles) > 1,
        now=clock.now,
        today=clock.today,
        hashing=hashing,
    )
    try:
        _add_users(office, office.users.log_in(keeper.name, keeper.password), users[1:])
    except BaseException:
        office.close()
        raise
    return office


def _logged_in(office: Office, users: Sequence[DemoUser]) -> dict[str, Actor]:
    return {user.name: office.users.log_in(user.name, user.password) for user in users}


def _folder() -> Path:
    return resources() / "demo"


def _users(
    listed: Sequence[Mapping[str, object]], keeper: Mapping[str, object], admin: str
) -> list[DemoUser]:
    """The administrator under the name that was asked for, and everybody else."""
    first = DemoUser(admin, str(keeper["full_name"]), ("administrator",), str(keeper["password"]))
    others = []
    for user in listed:
        name = str(user["name"])
        roles = user["roles"]
        others.append(
            DemoUser(
                f"{name}-demo" if name == admin else name,
                str(user["full_name"]),
                tuple(str(role) for role in roles) if isinstance(roles, list) else (),
                str(user["password"]),
            )
        )
    return [first, *others]


def _voices(
    listed: Sequence[Mapping[str, object]], users: Sequence[DemoUser], people: Mapping[str, Actor]
) -> dict[str, Actor]:
    """The people under the names that the scripts use."""
    return {
        str(entry["name"]): people[user.name] for entry, user in zip(listed, users[1:], strict=True)
    }


def _add_users(office: Office, keeper: Actor, users: Sequence[DemoUser]) -> None:
    """The accounts by actions; each password is the user's own, so that none must be changed."""
    for user in users:
        command = {
            "action": "add_user",
            "user": user.name,
            "name": user.full_name,
            "roles": list(user.roles),
        }
        result = office.actions.give(keeper, command)
        if not result.ok:
            raise DemoBroken(result.reasons)
    for user in users:
        passwords.check(user.password, (user.name, user.full_name))
        kept = office.users.hashing.hash(user.password)
        with open_unit(office.writing, office.now, office.office_id) as unit:
            row = finder.user_by_name(unit.connection, user.name)
            if row is not None:
                put_credential(unit, int(row["id"]), kept, must_change=False)
            entry = Entry("password", user.name, office.users.workstation, {"user": user.name})
            unit.enter(entry)


def _set_up(office: Office, keeper: Actor, facts: Mapping[str, object], today: date) -> None:
    account = ("payment_iban", "payment_bic", "payment_holder")
    for key in ("address", "contact", "asset_prefix", *account):
        command = {
            "action": "change_office",
            "key": key,
            "value": str(facts[key]),
            "from": today.isoformat(),
            "reason": "demonstration office",
        }
        result = office.actions.give(keeper, command)
        if not result.ok:
            raise DemoBroken(result.reasons)


def _play(office: Office, clock: Clock, people: Mapping[str, Actor], said: Progress) -> None:
    """All cases at once, day by day, in one transaction: the journal reads as it was lived."""
    steps = [step for place in script_places(_folder()) for step in case_script(place)]
    steps.sort(key=lambda step: step.day)
    names = Names(clock, {name: actor.name for name, actor in people.items()})
    with (
        tempfile.TemporaryDirectory(prefix="asset-recovery-demo-") as drawer,
        office.actions.batch() as batch,
    ):
        names.documents = DocumentMaker(Path(drawer))
        for done, step in enumerate(steps):
            if done % 25 == 0:
                said.step(done, len(steps), step.case)
            clock.set_day(step.day)
            if not names.leaves_out(step):
                _take(batch, people[step.by], names, step, done)


def _take(batch: Batch, actor: Actor, names: Names, step: Step, number: int) -> None:
    try:
        (result,) = batch.give(actor, [names.command(step, number)])
    except AppError as refusal:
        if step.arguments.get("optional"):
            names.left_out.add((step.case, str(step.arguments["as"])))
            return
        where = f"{step.case}, day {step.day}, {step.action}: "
        raise DemoBroken(
            [type(reason)(reason.code, where + reason.text) for reason in refusal.reasons]
        ) from refusal
    names.learn(step, result)
