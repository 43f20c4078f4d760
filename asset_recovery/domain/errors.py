"""What can go wrong in the office's own words: expected failures with code, sentence and place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way.

    `code` is stable (scripts rely on it), `text` is the sentence that the button's tooltip and the
    refusal both show, `clear_with` names the action that would clear it, `field` the argument or
    column it speaks of, `row` the 1-based row of a list or file.
    """

    code: str
    text: str
    clear_with: str | None = None
    field: str | None = None
    row: int | None = None

    def as_json(self) -> dict[str, object]:
        """The reason as the command line prints it; absent parts are left out."""
        found: dict[str, object] = {"code": self.code, "text": self.text}
        for name in ("clear_with", "field", "row"):
            value = getattr(self, name)
            if value is not None:
                found[name] = value
        return found


class AppError(Exception):
    """An expected failure with sentences for people. Anything else is a bug."""

    kind = "rule"

    def __init__(self, reasons: Reason | list[Reason] | tuple[Reason, ...]) -> None:
        self.reasons = (reasons,) if isinstance(reasons, Reason) else tuple(reasons)
        super().__init__("; ".join(reason.text for reason in self.reasons))


class ValidationFailed(AppError):
    """An argument is missing, impossible or too long."""

    kind = "validation"


class RuleViolation(AppError):
    """A rule of the life cycle forbids the step now."""

    kind = "rule"


class NotPermitted(AppError):
    """The user may not do or see this."""

    kind = "permission"


class NotFound(AppError):
    """No such record, or none that this user may know of."""

    kind = "not_found"


class Conflict(AppError):
    """The record moved on meanwhile, or the reference is taken."""

    kind = "conflict"


class StorageFailed(AppError):
    """The disk or the database could not do it; nothing was lost."""

    kind = "storage"


class Cancelled(AppError):
    """A person stopped a long operation; nothing was changed."""

    kind = "rule"

    def __init__(self) -> None:
        super().__init__(Reason("cancelled", "Stopped. Nothing was changed."))


def invalid(field: str, text: str, code: str = "field_invalid") -> ValidationFailed:
    """A refusal for one field."""
    return ValidationFailed(Reason(code, text, field=field))
