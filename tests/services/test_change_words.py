"""Changes of records in words: codes that are no words are told by their labels."""

from __future__ import annotations

import json

from asset_recovery.services.case_parts.change_words import ChangeWords


class Nobody:
    """No record has a number, no user a name."""

    def record(self, _table: str, _key: int) -> str | None:
        return None

    def user(self, _key: int) -> str | None:
        return None


def told(**after: object) -> list[tuple[str, str | None]]:
    """Each field with its new value."""
    found = ChangeWords(Nobody()).fields("A", None, after)
    return [(name, new) for _record, name, _old, new in found]


def test_grounds_are_told_by_the_words_of_the_code_list() -> None:
    money = {"amount": "10.00", "currency": "EUR"}
    given = [{"code": "INS"}, {"code": "MIX", "tainted_value": money}]
    (field,) = told(grounds=json.dumps(given))
    assert field == (
        "grounds",
        "Instrumentality (INS), Intermingled with lawful property (MIX), "
        "tainted value amount 10.00, currency EUR",
    )


def test_what_has_no_code_stays_as_it_is() -> None:
    assert told(kinds='["AR-T"]') == [("kinds", "AR-T")]
    assert told(grounds="unclear") == [("grounds", "unclear")]
