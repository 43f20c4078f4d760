"""Keys and seed phrases are recognised by their shape; ordinary texts are left alone."""

from __future__ import annotations

import random
from typing import Any

import pytest

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.secret_texts import secret_in
from asset_recovery.paths import resources

HEX = "1f" * 32
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
XPRV = (
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGt"
    "RBeJgk33yuGBxrMPHi"
)


def phrase(count: int, language: str = "english", seed: int = 7) -> list[str]:
    """Words of a list, drawn at random."""
    words = (resources() / "seed_words" / f"{language}.txt").read_text(encoding="utf-8").split()
    return random.Random(seed).sample(words, count)


@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
@pytest.mark.parametrize("language", ["english", "french", "spanish", "russian", "turkish"])
def test_a_seed_phrase_is_recognised_in_each_length(count: int, language: str) -> None:
    assert secret_in(" ".join(phrase(count, language))) == "phrase"


@pytest.mark.parametrize("joined", [", ", "\n", " - ", "_", " | "])
def test_it_is_recognised_however_it_is_written(joined: str) -> None:
    words = phrase(12)
    assert secret_in(joined.join(words)) == "phrase"
    assert secret_in(joined.join(words).upper()) == "phrase"
    assert secret_in(f"Found on a slip in the safe: {joined.join(words)}, and nothing else.")
    assert secret_in("\n".join(f"{n}. {word}" for n, word in enumerate(words, 1))) == "phrase"


def test_a_slip_in_one_word_does_not_let_it_through() -> None:
    words = phrase(24)
    words[5] = words[5] + "x"
    assert secret_in(" ".join(words)) == "phrase"


@pytest.mark.parametrize(
    "text",
    [
        f"{'abandon ' * 11}about",
        f"{'abandon ' * 23}art",
        f"phrase: {'abandon ' * 11}about",  # the word before it is one of the list itself
        f"{'zoo ' * 11}wrong",
        f"On the slip: {'zoo ' * 17}when. The rest is torn off.",
        "legal winner thank year wave sausage worth useful legal winner thank yellow",
    ],
)
def test_a_phrase_of_few_words_is_told_by_its_checksum(text: str) -> None:
    assert secret_in(text) == "phrase"


@pytest.mark.parametrize(
    "text",
    [
        "word " * 12,
        "word " * 40_000,
        "asset " * 24,
        "purchase order, bank, " * 200,
        f"{'abandon ' * 11}art",  # the length of a phrase, but not its checksum
    ],
)
def test_a_word_that_is_repeated_is_no_phrase(text: str) -> None:
    assert secret_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        WIF, XPRV, f"private key {HEX}", f"Private-Key: 0x{HEX.upper()}", f"seed={HEX}",
        "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg",
        "-----BEGIN EC PRIVATE KEY-----",
    ],
)  # fmt: skip
def test_private_keys_are_recognised(text: str) -> None:
    assert secret_in(text) == "key"
    assert secret_in(f"It reads {text}.") == "key"


@pytest.mark.parametrize(
    "text",
    [
        f"Transaction {HEX}", HEX, f"sha256 {HEX}", f"key custody noted, transaction {HEX}",
        f"private view key {HEX}",
        "The officers found nineteen watches, seven rings and four coins under the kitchen floor.",
        "sofa, table, chair, lamp, mirror, carpet, desk, shelf, piano, bed, stove, fridge, clock",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "Freezing order issued after hearing counsel about house prices between London and Rome",
        "ring watch gold silver pearl necklace bracelet brooch earring pendant chain coin",
    ],
)  # fmt: skip
def test_hashes_and_ordinary_texts_are_left_alone(text: str) -> None:
    assert secret_in(text) is None


def test_a_field_that_is_named_a_key_takes_no_hex_key() -> None:
    assert secret_in(HEX, "key_custody") == "key"
    assert secret_in(HEX, "txid") is None


@pytest.mark.parametrize(
    "place",
    [
        {"note": " ".join(phrase(12))},
        {"description": f"Ledger device, {' '.join(phrase(24))}"},
        {"identifiers": [{"kind": "other", "value": WIF}]},
        {"details": {"private_key": HEX}},
        {"components": [" ".join(phrase(12))]},
        {"nothing_of_the_kind": WIF},
    ],
)
def test_no_argument_takes_one_and_the_refusal_does_not_repeat_it(place: dict[str, Any]) -> None:
    given = {
        "action": "register_asset", "case": "CASE", "type": "VA-BTC", "description": "Coins",
        **place,
    }  # fmt: skip
    with pytest.raises(ValidationFailed) as refusal:
        read_action(given)
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.field) == ("field_invalid", next(iter(place)))
    told = f"{reason.text} {reason.field}"
    assert not any(secret in told for secret in (WIF, HEX, " ".join(phrase(12))))
