"""A filled request as a paper: headings in order, annexes, and in drafts the work left to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC

from asset_recovery.domain.request_version_facts import SignedDraft
from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.certificate_content import certificate_sections
from asset_recovery.forms.filled_form import FilledForm, texts_to_check
from asset_recovery.forms.form_head import subtitle, watermark, words_of
from asset_recovery.forms.form_tables import FormTables
from asset_recovery.forms.form_worklist import worklist
from asset_recovery.forms.template import Form, FormField, FormHeading
from asset_recovery.forms.wording import Wording
from asset_recovery.i18n import N_, speaking
from asset_recovery.reports.kept_paper import paper_of_data
from asset_recovery.reports.page_words import printer_words
from asset_recovery.reports.paper import (
    Block,
    Facts,
    Paper,
    Section,
    Signatures,
    Table,
    Text,
)
from asset_recovery.reports.record_hash import record_hash

_SHORT = 16
TRANSMISSION = "transmission_signature"
WHO_SIGNS = N_(
    "The requesting authority signs and stamps first. The central authority signs when it passes "
    "the request on; a request that goes by another channel bears the first signature alone."
)


def form_paper(
    filled: FilledForm,
    *,
    translate: Callable[[str], str] = str,
    language: str | None = None,
    beside: Callable[[str], str] | None = None,
    working_lists: bool = True,
) -> Paper:
    """The request as a paper in its language.

    A draft bears a watermark and, with `working_lists`, ends with what is missing, what a lawyer
    has to check and where typed values differ from the records; a copy shared outside omits them.
    `beside` translates the labels into a second language that stands beside the first.
    """
    words = words_of(filled, language or filled.request.language, translate, beside)
    signed = filled.request.signed
    if signed is None:
        return _composed(filled, words, working_lists)
    kept = _as_signed(filled.request.reference, signed)
    if words.language == kept.language and beside is None:
        return replace(kept, watermark=watermark(filled, words))
    # The same content in other words: it bears the hashes and the moment of what was signed.
    composed = _composed(filled, words, working_lists)
    names = ("record_hash", "head", "qr", "generated", "office", "version")
    return replace(composed, **{name: getattr(kept, name) for name in names})


def _as_signed(reference: str, signed: SignedDraft) -> Paper:
    """The paper that was kept, with the entry of the journal that holds its signature."""
    kept = paper_of_data(signed.data["paper"])
    seq, entry = signed.data["entry"]
    head = (seq, entry[:_SHORT])
    code = ";".join(("REQ1", reference, kept.record_hash[:_SHORT], *head))
    return replace(kept, head=" ".join(head), qr=code)


def _composed(filled: FilledForm, words: Wording, working_lists: bool) -> Paper:
    translate = words.translate
    setter = _Setter(filled, words, inside=working_lists and filled.is_draft)
    request, file = filled.request, filled.file
    checksums = [form.checksum for form in (filled.form, *filled.modules)]
    digest = record_hash(file, request.reference, words.language, *checksums)
    head = (str(file.head.seq), file.head.hash[:_SHORT])
    utc = file.read_at.astimezone(UTC) if file.read_at.tzinfo else file.read_at
    marking = str(filled.value("classification") or file.office.classification)
    return Paper(
        form=filled.form.id,
        version=filled.form.version,
        title=words.both(filled.form.title),
        subtitle=subtitle(filled, words),
        reference=request.reference,
        office=file.office.name,
        marking=translate(marking.replace("_", " ").upper()),
        language=words.language,
        generated=f"{utc:%Y-%m-%d %H:%M} UTC",
        # Files that leave the office carry no user name.
        user="",
        record_hash=digest,
        head=" ".join(head),
        qr=";".join(("REQ1", request.reference, digest[:_SHORT], *head)),
        sections=(
            *(
                certificate_sections(filled, words, setter.prints)
                if filled.form.is_boxed
                else setter.general()
            ),
            *setter.annexes(),
            *_worklists(filled, words, working_lists),
        ),
        watermark=watermark(filled, words),
        contents=False,
        right_to_left=words.right_to_left,
        properties={"title": request.reference},
        words=printer_words(translate),
    )


def _worklists(filled: FilledForm, words: Wording, wanted: bool) -> list[Section]:
    """The lists of a draft, how to mend it in the words of the paper."""
    if not (filled.is_draft and wanted):
        return []
    with speaking(words.translate):
        return worklist(filled, words)


class _Setter:
    """Sets headings into sections, one block for each kind of field."""

    def __init__(self, filled: FilledForm, words: Wording, *, inside: bool) -> None:
        self._filled = filled
        self._words = words
        self._inside = inside
        self._say = words.translate
        self._tables = FormTables(filled, words)

    def general(self) -> list[Section]:
        """The headings of the general part, numbered as on the form."""
        return [
            section
            for heading in self._filled.form.headings
            if self._stands(heading, self._filled.form)
            for section in _parts(
                heading.number,
                self._words.both(heading.title),
                self._blocks(heading, self._filled.form),
            )
        ]

    def annexes(self) -> list[Section]:
        """One annex for each module, each on a new page."""
        found = []
        for number, module in enumerate(self._filled.modules, start=1):
            title = self._say("Annex {number} to {reference}: {code}, {title}").format(
                number=number,
                reference=self._filled.request.reference,
                code=module.short_id,
                title=self._say(module.title),
            )
            blocks = tuple(
                block
                for heading in module.headings
                if self._stands(heading, module)
                for block in self._blocks(heading, module)
            )
            found.extend(_parts("", title, blocks, new_page=True))
        return found

    def _stands(self, heading: FormHeading, form: Form) -> bool:
        """Whether the heading stands: not where conditions hide everything under it."""
        fields = [field for key in heading.fields if (field := form.field(key))]
        if form.is_on_request and not heading.number:
            # A letter leaves out what it does not speak of.
            return any(self._says(field, heading) for field in fields)
        return not fields or any(self._filled.is_shown(field) for field in fields)

    def _says(self, field: FormField, heading: FormHeading) -> bool:
        if not self.prints(field):
            return False
        own = field.type == "sig" or self._own_blocks(field, heading)
        return bool(own or self._fact(field, heading))

    def _blocks(self, heading: FormHeading, form: Form) -> tuple[Block, ...]:
        blocks: list[Block] = []
        facts: list[tuple[str, str]] = []

        def close_facts() -> None:
            if facts:
                blocks.append(Facts(tuple(facts)))
                facts.clear()

        for key in heading.fields:
            field = form.field(key)
            if field is None or field.type == "sig" or not self.prints(field):
                continue
            own = self._own_blocks(field, heading)
            if own:
                close_facts()
                blocks.extend(own)
            elif text := self._fact(field, heading):
                facts.append((self._words.label(field), text))
        close_facts()
        blocks.extend(self._pointers(heading))
        if signatures := self._signatures(heading, form):
            if TRANSMISSION in heading.fields:
                blocks.append(Text(self._say(WHO_SIGNS), "note"))
            blocks.append(signatures)
        return tuple(blocks) or (Text(self._say("Not applicable.")),)

    def prints(self, field: FormField) -> bool:
        """Whether the field stands on this copy: under its condition, and with consent."""
        if not self._filled.is_shown(field):
            return False
        answer = self._filled.answers.get(field.key)
        return self._inside or not field.restricted or bool(answer and answer.consent)

    def _own_blocks(self, field: FormField, heading: FormHeading) -> list[Block]:
        """Tables and long texts stand alone; everything else is a line of facts."""
        if field.type == "clause":
            return [Text(self._clause(field), title=self._title(field, heading))]
        value = self._filled.value(field.key)
        if not is_filled(field, value):
            return []
        if place := self._told_under(field):
            text = self._say("As listed under heading {number}, {title}.")
            return [
                Text(
                    text.format(number=place.number, title=self._say(place.title)),
                    title=self._words.label(field),
                )
            ]
        if field.type == "table" and isinstance(value, tuple | list):
            rows = [row for row in value if isinstance(row, Mapping)]
            if field.layout == "cards":
                return self._tables.cards(field, rows, self._title(field, heading))
            return self._tables.blocks(field, rows, self._title(field, heading))
        if field.type == "longtext":
            text = self._words.text(field, value)
            if field.key == "facts_summary":
                text = _numbered(text, heading.number)
            return [Text(text, title=self._words.label(field))]
        return []

    def _title(self, field: FormField, heading: FormHeading) -> str:
        """The label of what stands alone, unless the heading says the same."""
        return "" if field.label == heading.title else self._words.label(field)

    def _clause(self, field: FormField) -> str:
        """Fixed wording; in a draft what no lawyer has confirmed says so."""
        text = self._words.both(field.text)
        if self._filled.is_draft and self._is_to_be_checked(field):
            return f"{text} {self._say('[to be checked]')}"
        return text

    def _is_to_be_checked(self, field: FormField) -> bool:
        return any(text.text == field.text for text in texts_to_check(self._filled))

    def _told_under(self, field: FormField) -> FormHeading | None:
        """The heading of the general part that prints the same table, for a table of an annex."""
        form = self._filled.form
        if field.type != "table" or form.field(field.key) is not None:
            return None
        for heading in form.headings:
            for key in heading.fields:
                same = form.field(key)
                if (
                    same is not None
                    and same.columns == field.columns
                    and self._filled.value(key) == self._filled.value(field.key)
                ):
                    return heading
        return None

    def _fact(self, field: FormField, heading: FormHeading) -> str:
        value = self._filled.value(field.key)
        if is_filled(field, value) or value is False:
            return self._words.text(field, value, heading.only)
        if field.key in self._filled.absent:
            return self._say("Not known: {reason}").format(
                reason=self._words.cell(self._filled.absent[field.key])
            )
        if self._filled.is_draft and any(
            item.key == field.key and item.blocks for item in self._filled.missing
        ):
            return self._say("[still missing]")
        return ""

    def _pointers(self, heading: FormHeading) -> list[Block]:
        """Where an annex says more about this heading."""
        found: list[Block] = []
        for number, module in enumerate(self._filled.modules, start=1):
            named = [
                self._words.label(field)
                for key in heading.annexed
                if (field := module.field(key)) and is_filled(field, self._filled.value(key))
            ]
            if named:
                text = self._say("{what}: see annex {number} ({code}).")
                joined = self._words.listed(named)
                found.append(Text(text.format(what=joined, number=number, code=module.short_id)))
        return found

    def _signatures(self, heading: FormHeading, form: Form) -> Signatures | None:
        fields = [
            field for key in heading.fields if (field := form.field(key)) and field.type == "sig"
        ]
        if not fields:
            return None
        names = {
            "requesting_authority_signature": self._name("requesting_authority"),
            TRANSMISSION: self._name("requesting_central_authority"),
        }
        return Signatures(
            tuple((self._words.label(field), names.get(field.key, "")) for field in fields)
        )

    def _name(self, key: str) -> str:
        value = self._filled.value(key)
        return self._words.cell(value.get("name")) if isinstance(value, Mapping) else ""


def _parts(
    number: str, title: str, blocks: tuple[Block, ...], *, new_page: bool = False
) -> list[Section]:
    """A heading with its blocks; a table that lies across gets a part, and pages, of its own."""
    parts: list[list[Block]] = []
    for block in blocks:
        if not parts or _lies(block) or _lies(parts[-1][0]):
            parts.append([])
        parts[-1].append(block)
    return [
        Section(
            "" if place else number, "" if place else title, tuple(part), "", new_page and not place
        )
        for place, part in enumerate(parts)
    ]


def _lies(block: Block) -> bool:
    return isinstance(block, Table) and block.landscape


def _numbered(text: str, number: str) -> str:
    """Paragraphs of the facts with their numbers, so that answers can point to them."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n|\n", text) if part.strip()]
    return "\n".join(f"{number}.{place}  {part}" for place, part in enumerate(paragraphs, start=1))
