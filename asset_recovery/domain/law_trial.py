"""A story tried under two legal systems: what each of them says of every line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a legal system says of one step.

    `state` is allowed, waits (for approvals) or refused; `reasons` and `warnings` are (code,
    sentence); `approvals` the roles asked at each level; `terms` what was worked out, by name.
    """

    state: str
    reasons: tuple[tuple[str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    approvals: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One line of the story with both verdicts; `differs` says in sentences what is not alike."""

    number: int
    action: str
    on: str
    record: str
    under: Verdict
    against: Verdict
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """The whole story under two systems, named with the versions that judged it."""

    under: str
    against: str
    lines: tuple[TrialLine, ...]

    @property
    def different(self) -> tuple[TrialLine, ...]:
        """The lines of which the two systems do not say the same."""
        return tuple(line for line in self.lines if line.differs)

    def as_json(self) -> dict[str, object]:
        """The trial as the command line prints it."""
        return {
            "under": self.under,
            "against": self.against,
            "lines": len(self.lines),
            "different": [_line_json(line) for line in self.different],
        }


def _line_json(line: TrialLine) -> dict[str, object]:
    return {
        "line": line.number,
        "action": line.action,
        "on": line.on or None,
        "record": line.record or None,
        "differs": list(line.differs),
        "under": _verdict_json(line.under),
        "against": _verdict_json(line.against),
    }


def _verdict_json(verdict: Verdict) -> dict[str, object]:
    return {
        "state": verdict.state,
        "reasons": [{"code": code, "text": text} for code, text in verdict.reasons],
        "warnings": [{"code": code, "text": text} for code, text in verdict.warnings],
        "approvals": list(verdict.approvals),
        "terms": dict(verdict.terms),
    }
