"""What all actions share: how a command is read, written and described; acts and records."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, replace
from typing import Annotated, Any, ClassVar, Self

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.arguments import (
    Arg,
    AssetRef,
    AssetRefs,
    DocumentRefs,
    LongText,
    Rows,
    Text,
    read,
    write,
)
from asset_recovery.domain.errors import AppError, Reason, ValidationFailed
from asset_recovery.domain.secret_texts import require_no_secret


class WrongUse(AppError):
    """The line names no known action or argument: wrong use, before any rule is asked."""

    kind = "usage"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One argument as people and scripts see it; `choices` are code and label.

    `columns` are what a row of a list, or an object, may hold.
    """

    name: str
    label: str
    type: str
    required: bool
    record: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action of the vocabulary: name, title, act or record, arguments, who may give it."""

    name: str
    title: str
    kind: str
    fields: tuple[FieldSpec, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # an annotation is compared by identity
class RowShape:
    """What a row of a list, or an object, may hold; stands beside the type of the argument."""

    columns: Mapping[str, Arg]
    required: Collection[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A command: what one person wants changed, complete and frozen."""

    TITLE: ClassVar[str] = ""
    RECORD: ClassVar[bool] = False  # notes somebody else's act: never refused once `irregular`

    reason: Text | None = None
    note: LongText | None = None
    documents: DocumentRefs = ()
    operation_id: Text | None = None
    irregular: Text | None = None

    @classmethod
    def action(cls) -> str:
        """The action's name in the contract: `TakePossession` is `take_possession`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """The command from JSON values; all faults at once, each with its field."""
        require_no_secret(given)
        arguments = arguments_of(cls)
        unknown = [
            name
            for name in given
            if name not in arguments or (name == "irregular" and not cls.RECORD)
        ]
        if unknown:
            raise WrongUse(
                Reason(
                    "argument_unknown",
                    f"{cls.action()} has no argument named {', '.join(unknown)}.",
                    field=unknown[0],
                )
            )
        faults: list[Reason] = []
        values: dict[str, Any] = {}
        for name, (arg, required, attribute) in arguments.items():
            value = given.get(name)
            if value is None:
                if required:
                    faults.append(Reason("field_missing", f"{name} is missing.", field=name))
                continue
            try:
                values[attribute] = read(value, name, arg)
            except ValidationFailed as refusal:
                faults.extend(refusal.reasons)
        if faults:
            raise ValidationFailed(faults)
        made = cls(**values)
        made.check()
        return made

    def check(self) -> None:
        """Faults between arguments; each action adds its own."""

    def given(self) -> dict[str, object]:
        """The arguments as JSON, without those left out."""
        return {
            name: write(value)
            for name, (_arg, _required, attribute) in arguments_of(type(self)).items()
            if (value := getattr(self, attribute)) not in (None, ()) and name != "operation_id"
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetAction(Action):
    """An action on one asset, or on many at once (`assets`, or `rows` with differing arguments)."""

    asset: AssetRef | None = None
    assets: AssetRefs = ()
    rows: Rows = ()

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """As for every action; an argument that every row gives need not be given in common."""
        rows = given.get("rows")
        if isinstance(rows, (list, tuple)) and rows and all(isinstance(row, dict) for row in rows):
            shared = set.intersection(*(set(row) for row in rows)) - {"asset"}
            given = {**{name: rows[0][name] for name in shared}, **given}
        return super(AssetAction, cls).parse(given)

    def named(self) -> tuple[str, ...]:
        """The references of all assets that the action names, each once, in order."""
        listed = [self.asset] if self.asset else []
        listed += [*self.assets, *(str(row["asset"]) for row in self.rows if "asset" in row)]
        return tuple(dict.fromkeys(listed))

    def check(self) -> None:
        """At least one asset must be named, and every row must name its own."""
        faults: list[Reason] = []
        for place, row in enumerate(self.rows, start=1):
            if not isinstance(row.get("asset"), str):
                faults.append(
                    Reason("field_missing", "The row names no asset.", None, "rows", place)
                )
                continue
            try:
                self._of_row(row).check()
            except ValidationFailed as refusal:
                faults += [replace(reason, row=place) for reason in refusal.reasons]
        if faults:
            raise ValidationFailed(faults)
        if not self.named():
            raise ValidationFailed(Reason("field_missing", "asset is missing.", field="asset"))

    def for_asset(self, reference: str) -> Self:
        """The command as it concerns one asset: the common arguments with its row's own."""
        row = next((row for row in self.rows if row.get("asset") == reference), None)
        if row is None:
            return replace(self, asset=reference, assets=(), rows=())
        return self._of_row(row)

    def by_asset(self) -> dict[str, Self]:
        """The command as it concerns each asset that it names."""
        rows = {str(row["asset"]): row for row in self.rows}
        return {
            reference: self._of_row(rows[reference])
            if reference in rows
            else replace(self, asset=reference, assets=(), rows=())
            for reference in self.named()
        }

    def _of_row(self, row: Mapping[str, object]) -> Self:
        arguments = arguments_of(type(self))
        values: dict[str, Any] = {}
        for name, value in row.items():
            if name == "asset" or value is None:
                continue
            if name not in arguments or name in ("assets", "rows", "operation_id", "irregular"):
                raise WrongUse(
                    Reason("argument_unknown", f"A row has no argument {name}.", field=name)
                )
            arg, _required, attribute = arguments[name]
            values[attribute] = read(value, name, arg)
        return replace(self, asset=str(row["asset"]), assets=(), rows=(), **values)


def check_rows(
    rows: Sequence[Mapping[str, object]],
    field: str,
    known: Mapping[str, Arg],
    required: Collection[str] = (),
) -> None:
    """Each row of a list has only these values, of their types; faults come with their row."""
    faults: list[Reason] = []
    for place, row in enumerate(rows, start=1):
        for name in row:
            if name not in known:
                text = f"A row of {field} takes no {name!r}; it takes: {', '.join(known)}."
                raise WrongUse(Reason("argument_unknown", text, None, field, place))
        for name in required:
            if row.get(name) is None:
                text = f"{field}: {name} is missing in row {place}."
                faults.append(Reason("field_missing", text, None, field, place))
        for name, value in row.items():
            if value is None:
                continue
            try:
                read(value, f"{field}.{name}", known[name])
            except ValidationFailed as refusal:
                faults += [replace(reason, row=place) for reason in refusal.reasons]
    if faults:
        raise ValidationFailed(faults)


_ARGUMENTS: dict[type[Action], Mapping[str, tuple[Arg, bool, str]]] = {}


def arguments_of(action: type[Action]) -> Mapping[str, tuple[Arg, bool, str]]:
    """Each argument with its type, whether it must be given, and the attribute that holds it.

    An argument that is a word of Python (`from`) is held by an attribute with an underscore.
    """
    if action not in _ARGUMENTS:
        hints = typing.get_type_hints(action, include_extras=True)
        _ARGUMENTS[action] = {
            field.name.rstrip("_"): (_arg_of(hints[field.name]), _is_required(field), field.name)
            for field in fields(action)
        }
    return _ARGUMENTS[action]


def _arg_of(hint: object) -> Arg:
    if typing.get_origin(hint) is Annotated:
        for extra in typing.get_args(hint)[1:]:
            if isinstance(extra, Arg):
                return extra
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        for part in typing.get_args(hint):
            if part is not type(None):
                return _arg_of(part)
    raise TypeError(f"An argument without a type for people: {hint}")


def _is_required(field: Field[object]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _shape_of(hint: object) -> RowShape | None:
    if typing.get_origin(hint) is Annotated:
        return next(
            (extra for extra in typing.get_args(hint)[1:] if isinstance(extra, RowShape)), None
        )
    united = isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union
    parts = typing.get_args(hint) if united else ()
    return next((found for part in parts if (found := _shape_of(part)) is not None), None)


_COMMON = ("reason", "note", "documents", "operation_id", "irregular")


def describe(action: type[Action], roles: tuple[str, ...]) -> ActionSpec:
    """The action as `asset-recovery actions` prints it and as its editor is built."""
    arguments = arguments_of(action)
    own = [name for name in arguments if name not in _COMMON]
    common = [name for name in _COMMON if name != "irregular" or action.RECORD]
    hints = typing.get_type_hints(action, include_extras=True)
    listed = []
    for name in [*own, *common]:
        arg, required, attribute = arguments[name]
        shape = _shape_of(hints[attribute])
        columns = [] if shape is None else shape.columns.items()
        listed.append(
            replace(
                _field(name, arg, required),
                columns=tuple(
                    _field(key, column, shape is not None and key in shape.required)
                    for key, column in columns
                ),
            )
        )
    return ActionSpec(
        action.action(), action.TITLE, "record" if action.RECORD else "act", tuple(listed), roles
    )


def _field(name: str, arg: Arg, required: bool) -> FieldSpec:
    known = code_lists.choices(arg.choices) if arg.choices else {}
    return FieldSpec(
        name=name,
        label=name.replace("_", " ").capitalize(),
        type=arg.type,
        required=required,
        record=arg.record,
        choices=tuple(known.items()),
    )


def choice(list_name: str) -> Arg:
    """An argument that takes one code of a code list."""
    return Arg("choice", choices=list_name)


def several(list_name: str) -> Arg:
    """An argument that takes several codes of a code list."""
    return Arg("multi", choices=list_name)
