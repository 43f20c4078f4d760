"""What stands above a filled form: words, the mark across the pages, the line below the title."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.forms.draft_digest import own_digest
from asset_recovery.forms.filled_form import FilledForm
from asset_recovery.forms.wording import Wording
from asset_recovery.paper_words import words_to_check


def words_of(
    filled: FilledForm,
    language: str,
    translate: Callable[[str], str],
    beside: Callable[[str], str] | None,
) -> Wording:
    """The words of the paper: those that its form files bring in the language go first."""
    return Wording(language, own_words(filled, language, translate), beside)


def own_words(
    filled: FilledForm, language: str, translate: Callable[[str], str]
) -> Callable[[str], str]:
    """A translator that says what the form files bring in a language before anything else."""
    own = {
        text: said
        for form in (filled.form, *filled.modules)
        for text, said in form.words_in(language).items()
    }
    return (lambda text: own.get(text) or translate(text)) if own else translate


def watermark(filled: FilledForm, words: Wording) -> str:
    """The state of the paper, and what its form says in every state."""
    state = "DRAFT" if filled.is_draft else ""
    if filled.is_withdrawn:
        state = "REPLACED" if filled.request.replaced_by else "WITHDRAWN"
    return " · ".join(words.translate(part) for part in (state, filled.form.watermark) if part)


def subtitle(filled: FilledForm, words: Wording) -> str:
    """The State, the legal basis, the annexes and which version or draft it is.

    A draft in a language whose words nobody confirmed says so; a signed paper does not: its words
    were looked at by whoever signed it.
    """
    parts = [words.country(filled.request.country)]
    basis = filled.answers.get("legal_basis")
    field = filled.form.field("legal_basis")
    if basis and field:
        parts.append(words.text(field, basis.value))
    parts.extend(module.short_id for module in filled.modules)
    if filled.value("is_urgent") is True:
        parts.insert(0, words.translate("URGENT"))
    parts.append(_version(filled, words))
    if filled.is_draft and words_to_check(words.language):
        parts.append(words.translate("Translation to be checked"))
    return " · ".join(part for part in parts if part)


def _version(filled: FilledForm, words: Wording) -> str:
    """Which version of the request this is and what it replaces; of a draft, which draft."""
    request = filled.request
    found = []
    if request.replaces:
        text = words.translate("version {number}, in place of {reference}")
        found.append(text.format(number=request.version, reference=request.replaces))
    if filled.is_draft and request.drafts:
        last = request.drafts[-1]
        number = last.number + (own_digest(filled) != last.digest)
        found.append(words.translate("draft {number}").format(number=number))
    return words.joined(found)
