"""What two legal systems say of the same step, in sentences: only what is not alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asset_recovery.domain.law_trial import TrialLine, Verdict
from asset_recovery.i18n import N_, _

STATES = {
    "allowed": N_("allowed"),
    "waits": N_("waits for approval"),
    "refused": N_("refused"),
}


def trial_line(
    number: int, line: Mapping[str, object], under: Verdict, against: Verdict
) -> TrialLine:
    """One line of a story with both verdicts, and in sentences what is not alike."""
    named = (line.get(name) for name in ("asset", "order", "case", "request", "what"))
    record = next((str(name) for name in named if name), "")
    return TrialLine(
        number=number,
        action=str(line.get("action")),
        on=str(line.get("on", ""))[:10],
        record=record,
        under=under,
        against=against,
        differs=tuple(_differences(under, against)),
    )


def _differences(under: Verdict, against: Verdict) -> Iterator[str]:
    if under.state != against.state:
        yield _("{under} instead of {against}").format(
            under=_(STATES[under.state]), against=_(STATES[against.state])
        )
    for title, mine, other in (
        (_("refused for"), under.reasons, against.reasons),
        (_("warned of"), under.warnings, against.warnings),
    ):
        yield from (f"{title}: {text} [{code}]" for code, text in mine if (code, text) not in other)
        gone = _("no longer {title}: {text} [{code}]")
        yield from (
            gone.format(title=title, text=text, code=code)
            for code, text in other
            if (code, text) not in mine
        )
    if "refused" in {under.state, against.state}:
        return
    if under.approvals != against.approvals:
        yield _("asks for {under} instead of {against}").format(
            under=_asked(under.approvals), against=_asked(against.approvals)
        )
    yield from _of_terms(dict(under.terms), dict(against.terms))


def _of_terms(mine: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    nothing = _("nothing")
    for name in sorted({*mine, *other}):
        if mine.get(name) != other.get(name):
            yield _("{name}: {under} instead of {against}").format(
                name=name, under=mine.get(name, nothing), against=other.get(name, nothing)
            )


def _asked(levels: Sequence[str]) -> str:
    return _(", then ").join(levels) or _("nobody")
