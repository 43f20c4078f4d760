"""`print`, `demo`, `gallery`, `import`, `lint`: papers, pictures, and files in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asset_recovery.cli.action_commands import day, said_of
from asset_recovery.cli.desk import logged_in, wrong_use
from asset_recovery.cli.progress_line import ProgressLine
from asset_recovery.cli.read_commands import clocks_to
from asset_recovery.cli.request_commands import signed_pdf
from asset_recovery.cli.speaking import DONE, FINDINGS, REFUSED, as_json, complain, say
from asset_recovery.domain.code_lists import label
from asset_recovery.exchange.whole_file import write_whole
from asset_recovery.paper_words import paper_languages

if TYPE_CHECKING:
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.office import Office
    from asset_recovery.services.paper_service import PaperService

PAPERS = (
    "dossier",
    "request",
    "certificate",
    "label",
    "statement",
    "schedule",
    "application",
    "inventory",
    "review",
    "decision",
    "control_sheet",
    "form",
    "receipts",
    "paper",
)
WORD = ("request", "certificate", "application")
MERGED = ("dossier", "request", "schedule", "statement", "form")
DATED = ("dossier", "schedule", "statement")


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    print_ = commands.add_parser("print", help="a paper as PDF, some also as .docx")
    print_.add_argument("what", metavar="PAPER", help=", ".join((*PAPERS, "batch")))
    print_.add_argument(
        "reference",
        help="the record; of `receipts`: waiting; of `batch`: A-1,A-2, a file or a case",
    )
    print_.add_argument("--form", default="", metavar="ID", help="of `form`: OPS-02, …")
    print_.add_argument(
        "--with",
        dest="options",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a further wish of a form, e.g. party=P-3",
    )
    print_.add_argument("--language", help="en; of a request or certificate: its own")
    print_.add_argument("--beside", metavar="LANGUAGE", help="of `certificate`: labels in two")
    print_.add_argument(
        "--profile",
        default="full",
        help="full, court, prosecutor, foreign, owner, auditor, or one of the office",
    )
    print_.add_argument("--recipient", default="")
    print_.add_argument(
        "--exhibits", default="", metavar="REFS", help="documents behind it: D-1,D-2, or all"
    )
    print_.add_argument(
        "--broken-exhibits",
        default="enclose",
        choices=("enclose", "refuse"),
        help="what cannot be merged: list it as enclosed separately, or make no paper",
    )
    print_.add_argument("--copy", type=int, help="of `paper`: which copy")
    print_.add_argument(
        "--anew", action="store_true", help="of `paper`: made again from the records of its issue"
    )
    print_.add_argument(
        "--sign-with",
        type=Path,
        metavar="FILE",
        help="of `request`, once signed in the office: a PKCS#12 file (.p12); its password "
        "is asked for or taken from ASSET_RECOVERY_SIGNING_PASSWORD",
    )
    label_ = print_.add_argument_group("labels (of an asset, A-1,A-2, a case or a storage)")
    label_.add_argument("--size", default="100x50", help="100x50, 50x25, A6 or A4")
    label_.add_argument("--sheet", metavar="NAME", help="on sheets: A4-2x5, A4-4x11, A4-2x2")
    label_.add_argument("--start", type=int, default=1, help="first free position of the sheet")
    label_.add_argument("--reason", default="", help="why a label is printed again")
    label_.add_argument("--handling", default="", help="marks, as fragile,upright")
    print_.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=".pdf; request, certificate, application: .docx too",
    )
    clocks_to(print_)
    print_.set_defaults(command=print_paper)
    demo_ = commands.add_parser("demo", help="papers and pictures of the demonstration office")
    demo_.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    demo_.add_argument("--today", type=day)
    demo_.set_defaults(command=demo)
    gallery_ = commands.add_parser("gallery", help="every page of the window as PNG")
    gallery_.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    gallery_.set_defaults(command=gallery)
    import_ = commands.add_parser("import", help="read a register")
    import_.add_argument("file", type=Path)
    import_.add_argument("--as", dest="subject", default="assets")
    import_.add_argument("--map", dest="map_name", required=True)
    import_.add_argument("--as-at", type=day)
    import_.add_argument("--dry-run", action="store_true")
    import_.add_argument("--rejects", type=Path, metavar="FILE")
    import_.add_argument("--encoding")
    import_.add_argument("--delimiter")
    import_.add_argument("--take-changes", action="store_true", help="make rows that changed")
    import_.set_defaults(command=import_file)
    lint_ = commands.add_parser("lint", help="check legal systems, forms and import maps")
    lint_.add_argument(
        "files", nargs="+", type=Path,
        help="each by itself, upon what is delivered; a form that extends another one of your "
        "own: name both",
    )  # fmt: skip
    lint_.set_defaults(command=lint)


def _check_paper(parsed: argparse.Namespace) -> None:
    """What is asked for can be printed, in that language, to that place."""
    if parsed.what not in PAPERS:
        raise wrong_use(
            f"Papers of the kind {parsed.what} are not in this build; "
            f"there are: {', '.join(PAPERS)}.",
            "what",
        )
    ending = parsed.out.suffix.lower()
    word, languages_of_form = _of_form(parsed)
    if ending == ".docx" and not word:
        raise wrong_use(
            "Only drafts of requests, certificates and applications are written in Word.", "out"
        )
    if ending not in (".pdf", ".docx"):
        also = " or .docx" if word else ""
        raise wrong_use(f"A {parsed.what} is written as .pdf{also}, not as {parsed.out}.", "out")
    if parsed.exhibits and parsed.what not in MERGED:
        raise wrong_use(f"Exhibits stand behind: {', '.join(MERGED)}.", "exhibits")
    if parsed.exhibits and ending != ".pdf":
        raise wrong_use("Exhibits are merged into a PDF.", "exhibits")
    if (parsed.as_of or parsed.known_on) and parsed.what not in DATED:
        dated = ", ".join(DATED)
        raise wrong_use(f"Only these are printed as of another day: {dated}.", "as_of")
    if not parsed.out.parent.is_dir():
        raise wrong_use(f"There is no folder {parsed.out.parent}. Make it first.", "out")
    _check_languages(parsed, languages_of_form)
    if parsed.sign_with is not None and (parsed.what != "request" or ending != ".pdf"):
        raise wrong_use("--sign-with belongs to `print request` as .pdf.", "sign_with")


def _check_languages(parsed: argparse.Namespace, of_form: tuple[str, ...]) -> None:
    """Papers are written in these languages, certificates in two of them side by side."""
    known = tuple(dict.fromkeys((*paper_languages(), *of_form)))
    if parsed.beside and parsed.what != "certificate":
        raise wrong_use("--beside belongs to `print certificate`.", "beside")
    for name in ("language", "beside"):
        spoken = getattr(parsed, name)
        if spoken is not None and spoken not in known:
            named = ", ".join(f"{code} ({label('languages', code)})" for code in known)
            text = f"Papers are not written in {spoken} here; known: {named}."
            raise wrong_use(text, name)


def _of_form(parsed: argparse.Namespace) -> tuple[bool, tuple[str, ...]]:
    """Whether the paper can be a Word file, and its languages beside the installed ones."""
    if parsed.what != "form":
        if parsed.options:
            raise wrong_use("--with belongs to `print form`.", "with")
        return parsed.what in WORD, ()
    from asset_recovery.services.form_papers import form_named  # noqa: PLC0415 - only for forms

    form = form_named(parsed.form)
    for said in parsed.options:
        name, equals, _value = said.partition("=")
        if not equals or not (form.answers or name in form.options):
            known = ", ".join(form.options) or "nothing further"
            if form.answers:
                known = "fields of the form as name=value"
            raise wrong_use(f"{form.form} takes {known}, not {said}.", "with")
    return form.word, form.languages


def print_paper(parsed: argparse.Namespace) -> int:
    """One paper into one file."""
    from asset_recovery.services.paper_service import PaperService  # noqa: PLC0415

    said = said_of(parsed)
    if parsed.what == "batch":
        return print_batch(parsed)
    _check_paper(parsed)
    notes: list[str] = []
    with logged_in(said) as (office, actor):
        papers = PaperService(office, actor, said.purpose, office.documents)
        if parsed.what == "label":
            content = _labels(office, actor, parsed)
        elif parsed.sign_with is not None:
            content = signed_pdf(office, actor, parsed)
        else:
            content = (
                _issued(office, actor, parsed)
                or _merged(office, papers, parsed, notes)
                or _made(papers, parsed, notes)
            )
        write_whole(parsed.out, content)
    found: dict[str, object] = {"ok": True, "file": str(parsed.out), "bytes": len(content)}
    if notes:
        found["notes"] = notes
    say(as_json(found) if said.json else f"{parsed.out} ({len(content):,} bytes)")
    if not said.json:
        for note in notes:
            say(note)
    return DONE


def _made(papers: PaperService, parsed: argparse.Namespace, notes: list[str]) -> bytes:
    """The bytes of the paper that was asked for; `notes` takes up what is to be said of it."""
    reference, language = parsed.reference, parsed.language or "en"
    word = parsed.out.suffix.lower() == ".docx"
    then: dict[str, Any] = {"as_of": parsed.as_of, "known_on": parsed.known_on}
    makers: dict[str, Callable[[], bytes]] = {
        "dossier": lambda: papers.dossier(
            reference,
            profile=parsed.profile,
            language=language,
            recipient=parsed.recipient,
            **then,
        ),
        "request": lambda: (
            papers.request_docx(reference, language=parsed.language)
            if word
            else papers.request_pdf(reference, language=parsed.language)
        ),
        "certificate": lambda: papers.certificate(
            reference, language=parsed.language, beside=parsed.beside, word=word
        ),
        "schedule": lambda: papers.schedule(reference, language=language, **then),
        "statement": lambda: papers.statement(reference, language=language, **then),
        "application": lambda: papers.application(reference, language=language, word=word),
        "decision": lambda: papers.decision(reference, language=language),
        "control_sheet": lambda: papers.control_sheet(reference, language=language),
        "receipts": lambda: papers.receipts(language=language),
        "inventory": lambda: papers.inventory(reference, language=language),
        "review": lambda: papers.review(reference, language=language),
        "form": lambda: papers.form(
            reference,
            parsed.form,
            language=language,
            profile=parsed.profile,
            word=word,
            options=dict(said.split("=", 1) for said in parsed.options),
            notes=notes,
        ),
    }
    return makers[parsed.what]()


def print_batch(parsed: argparse.Namespace) -> int:
    """Many papers into a folder, with a line for each: its file, or why there is none."""
    from asset_recovery.services.batch_printing import (  # noqa: PLC0415
        BatchPrinting,
        references_of,
    )
    from asset_recovery.services.paper_making import PaperWish  # noqa: PLC0415

    said = said_of(parsed)
    if not parsed.form:
        raise wrong_use("Say which paper: --form dossier, request, paper, OPS-06 …", "form")
    if not parsed.out.is_dir():
        raise wrong_use(f"{parsed.out} is no folder. Make it first.", "out")
    named = parsed.form.strip()
    paper = named.lower() if named.lower() in (*PAPERS, "paper") else named.upper()
    wish = PaperWish(
        paper=paper,
        reference="",
        profile=parsed.profile,
        language=parsed.language or ("" if paper == "request" else "en"),
        recipient=parsed.recipient,
        copies=0,
    )
    with logged_in(said) as (office, actor):
        wanted = references_of(office, actor, parsed.reference, paper)
        printing = BatchPrinting(office, actor, said.purpose)
        rows = printing.run(wanted, wish, parsed.out, ProgressLine(sys.stderr))
    made = sum(1 for one in rows if one.file)
    if said.json:
        listed = [
            {
                "reference": one.reference,
                "ok": bool(one.file),
                "file": one.file or None,
                "reasons": [{"code": code, "text": text} for code, text in one.reasons],
            }
            for one in rows
        ]
        say(as_json({"ok": made == len(rows), "made": made, "rows": listed}))
    else:
        for one in rows:
            why = " ".join(f"{text} [{code}]" for code, text in one.reasons)
            say(f"{one.reference}: {one.file or why}")
        say(f"{made} of {len(rows)} papers in {parsed.out}")
    return DONE if made == len(rows) else REFUSED


def _issued(office: Office, actor: Actor, parsed: argparse.Namespace) -> bytes | None:
    """An issued paper by its reference: the bytes that were kept, or the paper made anew."""
    from asset_recovery.services.issued_papers import IssuedPapers  # noqa: PLC0415

    papers = IssuedPapers(office, actor, said_of(parsed).purpose)
    if parsed.what != "paper" and not papers.is_issued(parsed.reference):
        return None
    make = papers.anew if parsed.anew else papers.kept
    return make(parsed.reference, parsed.copy)


def _merged(
    office: Office, papers: PaperService, parsed: argparse.Namespace, notes: list[str]
) -> bytes | None:
    """The paper with exhibits behind it, where some are asked for; `notes` as for `_made`."""
    if not parsed.exhibits:
        return None
    from asset_recovery.services.paper_making import PaperWish  # noqa: PLC0415

    kind = parsed.form if parsed.what == "form" else parsed.what
    wish = PaperWish(
        paper=kind.upper() if parsed.what == "form" else kind,
        reference=parsed.reference,
        profile=parsed.profile,
        language=parsed.language or ("" if parsed.what == "request" else "en"),
        recipient=parsed.recipient,
        exhibits=tuple(one.strip() for one in parsed.exhibits.split(",") if one.strip()),
        enclose=parsed.broken_exhibits == "enclose",
        options=tuple((name, value) for name, _eq, value in map(_split, parsed.options)),
    )
    then: dict[str, Any] = {"as_of": parsed.as_of, "known_on": parsed.known_on}
    return papers.merged(wish, office.documents, notes=notes, **then)


def _split(said: str) -> tuple[str, str, str]:
    return said.partition("=")


def _labels(office: Office, actor: Actor, parsed: argparse.Namespace) -> bytes:
    """Labels of an asset, of several, of a case or of what lies in a storage, noted as printed."""
    from asset_recovery.services.label_service import LabelService, LabelWish  # noqa: PLC0415

    wish = LabelWish(
        size=parsed.size,
        sheet=parsed.sheet,
        start=parsed.start,
        reason=parsed.reason,
        handling=tuple(one.strip() for one in parsed.handling.split(",") if one.strip()),
    )
    return LabelService(office, actor, said_of(parsed).purpose).printed(parsed.reference, wish)


def demo(parsed: argparse.Namespace) -> int:
    """Without a display too: stories, papers, labels and pictures in a folder."""
    from asset_recovery.cli.demonstration import demonstrate  # noqa: PLC0415 - only here

    return demonstrate(parsed.out, parsed.today or date.today(), say)


def gallery(parsed: argparse.Namespace) -> int:
    """Every page, dialog and state of the window as PNG."""
    from asset_recovery.app import gallery_of  # noqa: PLC0415 - the window only here

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        paths = gallery_of(office, actor, parsed.out)
    say(f"{len(paths)} pictures in {parsed.out}")
    return DONE


def import_file(parsed: argparse.Namespace) -> int:
    """Read a register by a map; a dry run says row by row what would be made."""
    from asset_recovery.services.import_service import ImportService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        report = ImportService(office).run(
            parsed.file,
            parsed.subject,
            parsed.map_name,
            actor,
            as_at=parsed.as_at,
            dry_run=parsed.dry_run,
            rejects=parsed.rejects,
            encoding=parsed.encoding,
            delimiter=parsed.delimiter,
            take_changes=parsed.take_changes,
        )
    if said.json:
        say(as_json(report.as_json()))
    else:
        say(report.summary())
        for line in report.lines():
            complain(line)
    return DONE if report.is_clean else REFUSED


def lint(parsed: argparse.Namespace) -> int:
    """Each fault with place, code and sentence."""
    from asset_recovery.services.lint_service import as_finding, lint_file  # noqa: PLC0415

    for path in parsed.files:
        if not path.is_file():
            kind = "is a folder, not a file" if path.is_dir() else "is not there"
            raise wrong_use(f"{path} {kind}. Check its name and folder.", "files")
    found = [
        {"file": str(path), **as_finding(problem)}
        for path in parsed.files
        for problem in lint_file(path, parsed.files)
    ]
    if parsed.json:
        say(as_json({"ok": not found, "problems": found}))
    else:
        for problem in found:
            line = f", line {problem['line']}" if "line" in problem else ""
            where = f"{problem['file']}: {problem['place']}{line}"
            say(f"{where}: {problem['text']} [{problem['code']}]")
        if not found:
            say("Nothing was found.")
    return FINDINGS if found else DONE
