"""What a form is made of: sections, fields, rules and headings, as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as member
from datetime import date

from asset_recovery.domain.expression import Node

GENERAL = "general"
MODULE = "module"
PAPERS_ON_REQUESTS = frozenset({"notice", "answer"})
KINDS = (GENERAL, MODULE, "certificate", "notice", "informal", "answer", "internal")
BLOCKS = "blocks"
WARNS = "warns"
SYSTEM_TYPES = ("auto", "sig", "clause")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a closed list: stable code, its label, and other words for it (`also`)."""

    code: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of a table field; a row without a `needed` cell does not count.

    `type` is how a cell is read (`text`, `date`, `money`, …); `choices` name its codes.
    """

    key: str
    label: str
    needed: bool = False
    type: str = "text"
    choices: tuple[Choice, ...] = ()

    def choice_label(self, code: str) -> str:
        """The label of a code, or the code itself where it is not in the list."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form.

    `req` is M, C, R or O. `required_when` says when an M or C field is due; `instruments` limits
    that to these legal bases; `softened` quotes how the source softens the duty (empty then warns);
    an `affirmation` must be affirmed, so "no" counts as missing. `also` are other keys under which
    the value may be typed. `mark` is V, V2, K or D; `recorded_by` the action that records it.

    `text` is the wording of a `clause`; `block` the reusable block (`B-NP`) that gave the columns;
    `layout` is `cards` where rows print as label and value, `boxes` where every choice stands with
    its tick box, `name` where an authority stands by its name alone; `in_words` prints a sum in
    words too;
    `printed_when` hides the field, and its duty, elsewhere. `restricted` content comes from
    informal or intelligence channels and leaves only with consent.
    """

    key: str
    label: str
    section: str
    number: str
    type: str
    req: str
    source: str
    mark: str
    required_when: Node | None = None
    printed_when: Node | None = None
    instruments: tuple[str, ...] = ()
    softened: str = ""
    affirmation: bool = False
    choices: tuple[Choice, ...] = ()
    columns: tuple[FieldColumn, ...] = ()
    block: str = ""
    layout: str = ""
    in_words: bool = False
    restricted: bool = False
    text: str = ""
    also: tuple[str, ...] = ()
    help: str = ""
    recorded_by: str = ""

    def choice_label(self, code: str) -> str:
        """The label of a code, or the code itself where it is not in the list."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the entry: its letter and title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class FormHeading:
    """A heading of the printed form and the fields below it; unnumbered ones have no number.

    `only` limits a list to some of its codes; `annexed` are fields of modules that it points to.
    """

    number: str
    title: str
    fields: tuple[str, ...]
    only: tuple[str, ...] = ()
    annexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRule:
    """A rule across fields: broken unless `holds` is certainly true, or as its `check` finds.

    It is judged only where `when`, if there is one, is certainly true. `level` is `blocks` or
    `warns`; `field` the key that it leads to; `text` says what is wrong, `mend` how to mend it.
    """

    id: str
    article: str
    mark: str
    level: str
    field: str
    text: str
    mend: str
    when: Node | None = None
    holds: Node | None = None
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A version of a form. `checksum` is the SHA-256 of its file (and of what it extends) in hex.

    `legal_basis` are instruments whose contents it must have without being typed; `watermark`
    stands on the paper in every state; `offered_when` says where it applies, `offered_else` what
    is said elsewhere; `needs_parent` that it belongs to an earlier request: one of ours
    (`parent_direction` out) or one received (in), drafted with one of `parent_forms`.
    `pins` are the versions that it is made of: (id, version, checksum) of its own file and of the
    form that it extends. `words` are its labels in other languages, by language and English text.
    """

    id: str
    version: str
    title: str
    kind: str
    valid_from: date
    valid_to: date | None
    sections: tuple[FormSection, ...]
    fields: tuple[FormField, ...]
    headings: tuple[FormHeading, ...]
    checksum: str
    direction: str = "out"
    extends: str = ""
    legal_basis: tuple[str, ...] = ()
    watermark: str = ""
    side_by_side: bool = False
    offered_when: Node | None = None
    offered_else: str = ""
    needs_parent: bool = False
    parent_direction: str = ""
    parent_forms: tuple[str, ...] = ()
    rules: tuple[FormRule, ...] = ()
    pins: tuple[tuple[str, str, str], ...] = ()
    words: Mapping[str, Mapping[str, str]] = member(default_factory=dict)

    def words_in(self, language: str) -> Mapping[str, str]:
        """What the file itself says its labels are in a language (`fr` also for `fr-CH`)."""
        return self.words.get(language) or self.words.get(language.split("-")[0], {})

    @property
    def is_general(self) -> bool:
        """Whether kinds of assistance and their modules belong to it."""
        return self.kind == GENERAL

    @property
    def is_boxed(self) -> bool:
        """Whether it prints as an official form: lettered bands, numbered points, tick boxes."""
        return any(field.layout == "boxes" for field in self.fields)

    @property
    def is_on_request(self) -> bool:
        """Whether it is a paper on an earlier request, which awaits no answer of its own."""
        return self.kind in PAPERS_ON_REQUESTS

    @property
    def has_matrix(self) -> bool:
        """Whether the contents that instruments ask for are looked for in it."""
        return self.is_general or bool(self.legal_basis)

    @property
    def short_id(self) -> str:
        """How the form is called in an annex: `M-08` for `MLA-M08`, else its id."""
        return f"M-{self.id[-2:]}" if self.kind == MODULE else self.id

    def field(self, key: str) -> FormField | None:
        """The field with this key."""
        return next((field for field in self.fields if field.key == key), None)
