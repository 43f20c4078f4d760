"""Every paper about a record, and every request, printed from the demonstration office.

In English and in Arabic: each form prints for the first record that it fits, no two texts lie over
each other, none runs over the edge, and the file is sound.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
from sqlalchemy import select

from asset_recovery.domain.errors import NotFound, RuleViolation, ValidationFailed
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories import finder
from asset_recovery.reports.sheet import MARGIN
from asset_recovery.services.actors import actor_of
from asset_recovery.services.demo_service import make_demo
from asset_recovery.services.form_papers import FORM_PAPERS
from asset_recovery.services.looking import EVENT_KINDS
from asset_recovery.services.office import Office
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.passwords import Hashing
from tests.reports.text_boxes import text_pages

TODAY = date(2026, 11, 24)
CHEAP = Hashing(memory=8, passes=1, lanes=1)
LANGUAGES = ("en", "ar")
MOST_RECORDS = 200 if os.environ.get("ASSET_RECOVERY_LONG_STORIES") else 60
DOSSIERS = 2
pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("demo") / "office"
    make_demo(place, admin="admin", today=TODAY, hashing=CHEAP)
    with Office.open(place, today=lambda: TODAY, hashing=CHEAP) as opened:
        yield opened


@pytest.fixture(scope="module")
def actor(office: Office) -> Actor:
    """The auditor, who reads all."""
    with office.reading.connect() as connection:
        rows = connection.execute(select(t.user_account)).mappings()
        found = [actor_of(dict(row)) for row in rows]
    return next(one for one in found if one.has("auditor"))


def records(office: Office, kinds: tuple[str, ...]) -> Iterator[str]:
    """References of records of these kinds."""
    with office.reading.connect() as connection:
        for kind in kinds:
            if kind in finder.BY_REFERENCE:
                column = finder.BY_REFERENCE[kind].c.reference
                query = select(column).order_by(column.desc())
            else:
                made_by = EVENT_KINDS[kind]
                query = select(t.event.c.reference).where(t.event.c.action == made_by)
            yield from connection.execute(query.limit(MOST_RECORDS)).scalars()


def assert_readable(content: bytes) -> None:
    pages = text_pages(content)
    assert [line for page in pages for line in page.outside(MARGIN)] == []
    assert [pair for page in pages for pair in page.overlaps()] == []
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize("form", [one.form for one in FORM_PAPERS if one.kinds])
def test_a_form_of_a_record_prints_from_the_demonstration(
    office: Office, actor: Actor, form: str
) -> None:
    paper = next(one for one in FORM_PAPERS if one.form == form)
    service = PaperService(office, actor, "test")
    refusals = []
    for reference in records(office, paper.kinds):
        try:
            content = service.form(reference, form)
        except (NotFound, RuleViolation, ValidationFailed) as refused:
            refusals.append(str(refused))
            continue
        assert_readable(content)
        assert_readable(service.form(reference, form, language="ar"))
        return
    pytest.skip(f"no record of the demonstration fits: {(refusals or ['none of its kind'])[0]}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_request_prints_from_the_demonstration(
    office: Office, actor: Actor, language: str
) -> None:
    service = PaperService(office, actor, "test")
    with office.reading.connect() as connection:
        query = select(t.request.c.reference, t.request.c.form).where(
            t.request.c.direction == "out"
        )
        rows = list(connection.execute(query))
    assert len(rows) > 3
    for row in rows:
        content = service.request_pdf(row.reference, language=language)
        assert_readable(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dossier_of_a_case_prints_from_the_demonstration(
    office: Office, actor: Actor, language: str
) -> None:
    service = PaperService(office, actor, "test")
    printed = 0
    for reference in records(office, ("case",)):
        try:
            content = service.dossier(reference, language=language)
        except NotFound:
            continue  # a sealed case is not there for the auditor
        assert_readable(content)
        printed += 1
        if printed == DOSSIERS:
            return
    pytest.fail("no case of the demonstration is open to the auditor")
