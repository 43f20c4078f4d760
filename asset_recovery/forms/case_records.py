"""What prefilling reads: the case, one of its requests, and the tables of law."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.domain.case_file import (
    CaseFile,
    OrderFacts,
    PartyFacts,
    ProceedingFacts,
    RequestFacts,
)
from asset_recovery.forms.instruments import Instruments
from asset_recovery.i18n import _

_CONCERNED = (
    "suspect",
    "accused",
    "convicted",
    "fugitive",
    "deceased",
    "heir",
    "third_party",
    "nominee",
    "beneficial_owner",
)
CONFISCATIONS = frozenset({
    "confiscation_object", "confiscation_value", "confiscation_extended",
    "confiscation_third_party", "ncb_judicial", "civil_in_rem", "unexplained_wealth",
    "administrative", "settlement_or_plea",
})  # fmt: skip
INFORMAL = ("INF-01", "INF-02", "INF-03")
_DEAD = frozenset({"withdrawn", "refused", "closed"})


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """What prefilling reads: the case, the request, its module codes and the tables of law."""

    file: CaseFile
    request: RequestFacts
    modules: tuple[tuple[str, str], ...]
    instruments: Instruments

    @property
    def case(self) -> str:
        """How provenance names the case."""
        return _("case {reference}").format(reference=self.file.case.reference)

    @property
    def offences(self) -> str:
        """How provenance names the offences: those recorded, else the case that names them."""
        names = [one.reference for one in self.file.case.offences if one.reference]
        if not names:
            return self.case
        return _("offences {references}").format(references=", ".join(names))

    @property
    def requested(self) -> str:
        """How provenance names the request."""
        return _("request {reference}").format(reference=self.request.reference)

    @property
    def on_file(self) -> RequestFacts:
        """The request with all that its events tell, such as what several States hold."""
        known = (one for one in self.file.requests if one.reference == self.request.reference)
        return next(known, self.request)

    @property
    def parent(self) -> RequestFacts | None:
        """The earlier request that this paper belongs to."""
        return next(
            (one for one in self.file.requests if one.reference == self.request.parent), None
        )

    @property
    def elsewhere(self) -> tuple[RequestFacts, ...]:
        """Requests of ours for the same to other States that still ask for it."""
        own = self.request
        shared = {*own.assets, *own.orders}
        return tuple(
            one
            for one in self.file.requests
            if one.reference != own.reference
            and one.direction.startswith("out")
            and one.form not in INFORMAL
            and one.parent is None
            and one.country != own.country
            and one.state.removeprefix("outbound_") not in _DEAD
            and set(one.kinds) & set(own.kinds)
            and shared & {*one.assets, *one.orders}
        )

    @property
    def orders(self) -> tuple[OrderFacts, ...]:
        """The orders that the request names."""
        return tuple(item for item in self.file.orders if item.reference in self.request.orders)

    @property
    def confiscation(self) -> OrderFacts | None:
        """The one confiscation order that the request names, with or without a conviction."""
        found = [one for one in self.orders if one.kind in CONFISCATIONS]
        return found[0] if len(found) == 1 else None

    @property
    def proceeding(self) -> ProceedingFacts | None:
        """The latest proceeding of the case."""
        return max(self.file.proceedings, key=lambda found: found.on, default=None)

    @property
    def parties(self) -> tuple[PartyFacts, ...]:
        """The parties that the request names; without any, those whom the case concerns."""
        if self.request.parties:
            return tuple(one for one in self.file.parties if one.reference in self.request.parties)
        return tuple(one for one in self.file.parties if set(one.roles) & set(_CONCERNED))
