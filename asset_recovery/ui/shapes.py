"""The shapes that the window gets from the office: frozen, and free to cross threads.

Nothing here is needed for the first window, so `ui/office.py` brings them in when they are asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from asset_recovery.domain.case_file import DeadlineFacts, EventFacts, RequestFacts
    from asset_recovery.domain.money import Money
    from asset_recovery.domain.registers import ApprovalRow
    from asset_recovery.domain.value_kinds import KindSum


@dataclass(frozen=True, slots=True)
class Session:
    """Who is logged in."""

    user: str
    name: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One argument of an action, or one question of a form.

    `type` is one of text reference longtext date datetime money decimal share int bool choice multi
    country currency party parties asset assets case order orders request user account claim
    document documents record file texts pairs grounds rows json. `choices` are (code, label); for
    rows they are the columns, and `offers` the lists (by column) that their cells choose from.
    """

    name: str
    label: str
    type: str = "text"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    offers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action as its editor sees it. `kind` is act (the office's own) or record (somebody's)."""

    name: str
    title: str
    kind: str
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The first page. Permille are whole parts of a thousand; the funnel falls from 1000.

    `funnel_kinds` says by stage of which kinds of value it is made.
    """

    due: tuple[DeadlineFacts, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()
    changed: tuple[EventFacts, ...] = ()
    funnel: tuple[tuple[str, Money, int], ...] = ()
    funnel_kinds: tuple[tuple[KindSum, ...], ...] = ()
    keeping: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of an official form: `value` as filled, `origin` says where it came from.

    `basis` is the source of law, `mark` its confidence (V, V2, K, D); `record` (kind, reference) is
    where the value stands. Where something else was typed, `recorded` is the record's value and
    `recorded_says` how it reads with its source. `softened` quotes how the law softens the duty;
    `absent` is the reason given for leaving it out; `level` is blocks, warns or empty. `says` is a
    sum in words; `restricted` content leaves only with consent; `entry` is the one of the journal
    that last changed the record.
    """

    field: FieldSpec
    value: object = None
    origin: str = ""
    basis: str = ""
    mark: str = ""
    record: tuple[str, str] = ("", "")
    recorded: object = None
    recorded_says: str = ""
    softened: str = ""
    absent: str = ""
    level: str = ""
    says: str = ""
    restricted: bool = False
    entry: int = 0


@dataclass(frozen=True, slots=True)
class FormStep:
    """A section of an official form; `state` is complete, missing or untouched.

    `lacking` is the number of its questions that lack something.
    """

    name: str
    title: str
    state: str
    questions: tuple[FormQuestion, ...] = ()
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a request still lacks: a sentence, whether it blocks, where it is asked.

    `key` is the field (with a column behind a point), `label` its name, `article` who asks for it,
    `mend` what to do; `unconfirmed` says that the duty is to be checked by a lawyer.
    """

    text: str
    blocks: bool
    step: str = ""
    key: str = ""
    label: str = ""
    article: str = ""
    mend: str = ""
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """A request being written: its head, its steps with questions, and what is still missing.

    `documents` are those of the case, `others` its other requests of ours; `absent` says why
    something softened is not there, by field; `two_languages` that its labels may stand in two;
    `to_confirm` are the fields with text that is to be checked; `words_to_check` that nobody has
    confirmed the words of papers in its language.
    """

    reference: str
    title: str
    subtitle: str
    state: str
    case: str
    draft: bool = True
    steps: tuple[FormStep, ...] = ()
    missing: tuple[Missing, ...] = ()
    facts: RequestFacts | None = None
    documents: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)
    two_languages: bool = False
    to_confirm: tuple[str, ...] = ()
    words_to_check: bool = False


@dataclass(frozen=True, slots=True)
class TrialWish:
    """Which story is tried, of a case or of a file, under which legal system, against which."""

    under: str
    against: str = ""
    case: str = ""
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportWish:
    """Which table is to be read, by which map, as at which day; changes are taken or only told.

    `rejects` is where refused rows are written, in the form of the table with a reason beside each.
    """

    path: Path
    subject: str
    map: str
    as_at: date
    take_changes: bool = False
    rejects: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do: counts by outcome and every row that would be refused or doubled.

    `good` rows would be made or changed, `refused` ones stay out.
    """

    counts: tuple[tuple[str, int], ...]
    problems: tuple[tuple[int, str], ...] = ()
    applied: bool = False
    good: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class OfficeState:
    """The line at the foot: how far the journal is sealed, when a backup was last verified."""

    journal: str
    backup: str
    users: str = ""


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user of the office as the administrator sees her."""

    user: str
    name: str
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """What the first start asks: the office, its law, its money, and its first user."""

    name: str
    country: str
    currency: str
    legal_system: str
    user: str
    user_name: str
    password: str
    sole: bool = False


@dataclass(frozen=True, slots=True)
class DemoUser:
    """A user of the demonstration office, with the password that may be shown."""

    user: str
    name: str
    roles: tuple[str, ...]
    password: str
