"""`demo`: the demonstration office, its stories, papers and pictures of the window, in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from asset_recovery.cli.speaking import DONE
from asset_recovery.cli.window import has_display
from asset_recovery.domain.registers import View
from asset_recovery.exchange.whole_file import write_whole
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.demo_service import DemoUser, Told, make_demo, tell_stories
from asset_recovery.services.office import Office
from asset_recovery.services.register_service import RegisterService

Say = Callable[[str], None]
SHOWN = ("Lantern", "Cedar", "Old register")
LABELLED = "Meridian Star"
EDITABLE = ("draft", "reviewed")  # what is signed is no longer written on


def demonstrate(out: Path, today: date, say: Say) -> int:
    """Fill `out`, which must not hold a demonstration already; says what lies where."""
    place = out / "office"
    users = make_demo(place, admin="admin", today=today)
    say(f"The demonstration office: {place}")
    supervisor = next(user for user in users if "supervisor" in user.roles)
    with _opened(place, supervisor, today) as (office, actor):
        _papers(office, actor, out / "papers", say)
    for told in tell_stories(out / "stories", today):
        _story(told, out / "papers", today, say)
    _pictures(place, supervisor, today, out / "pictures", say)
    say("Users of the demonstration office; nothing in it is real, its passwords are no secret:")
    for user in users:
        say(f"  {user.name:12} {user.password:32} {', '.join(user.roles)}")
    return DONE


@contextmanager
def _opened(place: Path, user: DemoUser, today: date) -> Iterator[tuple[Office, Actor]]:
    with Office.open(place, today=lambda: today) as office:
        yield office, office.users.log_in(user.name, user.password)


def _rows(office: Office, actor: Actor, register: str) -> list[object]:
    query = RegisterService(engine=office.reading, today=office.today).query(register, actor)
    return list(query.page(View(), None, 0, 1_000))


def _papers(office: Office, actor: Actor, out: Path, say: Say) -> None:
    """Dossiers, schedules, requests, a label and a statement, each in a file of its own."""
    from asset_recovery.services.label_service import LabelService  # noqa: PLC0415 - only here
    from asset_recovery.services.paper_service import PaperService  # noqa: PLC0415 - only here

    papers = PaperService(office, actor, "demonstration", office.documents)
    for case in _rows(office, actor, "cases"):
        if getattr(case, "title", "") not in SHOWN:
            continue
        reference = _reference(case)
        for profile in ("full", "court"):
            content = papers.dossier(reference, profile=profile, language="en", recipient="")
            _kept(out / f"dossier-{reference}-{profile}.pdf", content, say)
        content = papers.schedule(reference, language="en")
        _kept(out / f"schedule-{reference}.pdf", content, say)
    for request in _rows(office, actor, "requests"):
        reference = _reference(request)
        if getattr(request, "direction", "").startswith("in"):
            continue  # what another State wrote is its own paper
        _kept(out / f"request-{reference}.pdf", papers.request_pdf(reference), say)
        if getattr(request, "state", "") in EDITABLE:
            _kept(out / f"request-{reference}.docx", papers.request_docx(reference), say)
    for asset in _rows(office, actor, "assets"):
        if str(getattr(asset, "description", "")).startswith(LABELLED):
            reference = _reference(asset)
            _kept(
                out / f"label-{reference}.pdf",
                LabelService(office, actor, "demonstration").shown(reference),
                say,
            )
            content = papers.statement(reference, language="en")
            _kept(out / f"statement-{reference}.pdf", content, say)


def _reference(row: object) -> str:
    return str(getattr(row, "reference", ""))


def _story(told: Told, out: Path, today: date, say: Say) -> None:
    from asset_recovery.services.paper_service import PaperService  # noqa: PLC0415 - only here

    say(f"{told.title}: {told.place}")
    with _opened(told.place, told.supervisor, today) as (office, actor):
        papers = PaperService(office, actor, "demonstration", office.documents)
        content = papers.dossier(told.case, profile="full", language="en", recipient="")
        _kept(out / f"story-{told.place.name}-dossier.pdf", content, say)


def _kept(path: Path, content: bytes, say: Say) -> None:
    write_whole(path, content)
    say(f"  {path} ({len(content):,} bytes)")


def _pictures(place: Path, user: DemoUser, today: date, out: Path, say: Say) -> None:
    """The window as pictures; without a display it draws for nobody."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from asset_recovery.app import gallery_of  # noqa: PLC0415 - the window only here

    with _opened(place, user, today) as (office, actor):
        paths = gallery_of(office, actor, out)
    say(f"{len(paths)} pictures of the window: {out}")
