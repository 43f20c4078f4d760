"""What every row of the bench stands on: the open office, its services, a bare connection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from asset_recovery.cli.bench.office_generator import (
    PASSWORD,
    USER,
    BenchOffice,
    Scale,
    open_bench,
)
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Parameters
from asset_recovery.persistence.driver import configure, driver
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.office import Office
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.search_service import SearchService


@dataclass
class Ground:
    """An open office of the bench with the services that are measured."""

    made: BenchOffice
    office: Office
    actor: Actor
    raw: Any
    rounds: int
    scale: Scale

    @cached_property
    def access(self) -> Access:
        """What the measuring user may know of."""
        return Access.of(self.actor, self.office.today())

    @cached_property
    def consultations(self) -> Consultations:
        """Looks are noted as in every office."""
        return Consultations(
            engine=self.office.writing, office_id=self.office.office_id, now=self.office.now
        )

    @cached_property
    def registers(self) -> RegisterService:
        """The registers."""
        return RegisterService(
            engine=self.office.reading,
            today=self.office.today,
            consultations=self.consultations,
        )

    @cached_property
    def search(self) -> SearchService:
        """The search."""
        return SearchService(
            engine=self.office.reading,
            today=self.office.today,
            consultations=self.consultations,
        )

    @property
    def folder(self) -> Path:
        """Where the office lies."""
        return self.made.folder

    def fetch(self, text: str, values: Parameters | Sequence[object] = ()) -> Sequence[Any]:
        """Rows by the bare driver: hand-written SQL, nothing between."""
        rows: Sequence[Any] = self.raw.execute(text, values).fetchall()
        return rows


@contextmanager
def stand_on(made: BenchOffice, rounds: int, scale: Scale) -> Iterator[Ground]:
    """Open the office and a bare connection beside it."""
    office = open_bench(made.folder)
    raw = driver().connect(str(office.layout.database))
    try:
        configure(raw, writes=False)
        actor = office.users.log_in(USER, PASSWORD)
        yield Ground(made, office, actor, raw, rounds, scale)
    finally:
        raw.close()
        office.close(backup=False)


Measure = Callable[[Ground], Iterable[Any]]
