"""Letters of other scripts in Latin: what a search types for a name that is written otherwise.

Tables: ICAO Doc 9303 part 3 and the usual scientific and English variants for Cyrillic, ELOT 743
and the classical reading for Greek, consonants for Arabic and Hebrew (short vowels are not
written, so these give skeletons).
"""

from __future__ import annotations

import unicodedata


def _table(letters: str, latin: str) -> dict[str, str]:
    """One Latin spelling a letter, in order; `-` for a letter that is not read."""
    spellings = ["" if part == "-" else part for part in latin.split()]
    return dict(zip(letters, spellings, strict=True))


_CYRILLIC = _table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџѓќѕәғқңөұүһҳў",
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i i ie g "
    "dj j lj nj c dz gj kj dz a gh q ng o u u h h o",
)
_UKRAINIAN = _table("гий", "h y i")
_ENGLISH = _table("йюяёїєђџ", "y yu ya yo yi ye d dzh")
_SCIENTIFIC = _table("жйхцчшщюяёїє", "z j h c c s sc ju ja jo ji je")
_ENDINGS = {"ый": "y", "ий": "y", "ия": "ia"}
_UKRAINIAN_LETTERS = frozenset("іїєґ")

_GREEK = _table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_GREEK_PAIRS = {"ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γκ": "gk", "γχ": "nch", "μπ": "b"}
_GREEK_CLASSICAL = _table("βηυφχ", "b e u ph kh")

_ARABIC = _table(
    "ابتثجحخدذرزسشصضطظغفقكلمنهويپچژگڤکیڑٹڈعءةىـئؤ",
    "a b t th j h kh d dh r z s sh s d t z gh f q k l m n h w y "
    "p ch zh g v k y r t d - - a a - y w",
)
_HEBREW = _table(
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t y k k l m m n n s - p f ts ts k r sh t"
)

_ARTICLE = "ال"
SKELETON_MARK = "ʔ"
"""First letter of a consonant skeleton in the search text; no typed word begins with it."""
_SHORTEST_SKELETON = 2
# Letters that readers of Arabic and Hebrew names write now one way, now another, share a class.
_CLASSES = (
    *(
        ("kh", "k"),
        ("gh", "k"),
        ("ch", "h"),
        ("th", "t"),
        ("dh", "d"),
        ("sh", "s"),
        ("ph", "b"),
    ),
    *(
        ("ts", "s"),
        ("tz", "s"),
        ("q", "k"),
        ("g", "k"),
        ("j", "k"),
        ("c", "k"),
        ("x", "ks"),
    ),
    *(("f", "b"), ("p", "b"), ("v", "b")),
)
_VOWELS = frozenset("aeiouyw")


def _plain(text: str) -> str:
    """Small letters without accents or points, for looking up in the tables (й and ї stay)."""
    found = []
    for letter in unicodedata.normalize("NFC", text.lower()):
        if letter in "йёїѓќўґ":
            found.append(letter)
            continue
        bare = unicodedata.normalize("NFKD", letter)
        found.append("".join(mark for mark in bare if not unicodedata.combining(mark)))
    return "".join(found)


def _spell(word: str, table: dict[str, str], pairs: dict[str, str]) -> str:
    """`word` by the table, pairs of letters first; letters not in the table stay."""
    found: list[str] = []
    at = 0
    while at < len(word):
        pair = pairs.get(word[at : at + 2])
        found.append(pair if pair is not None else table.get(word[at], word[at]))
        at += 1 if pair is None else 2
    return "".join(found)


def _has(word: str, low: str, high: str) -> bool:
    return any(low <= letter <= high for letter in word)


def is_cyrillic(word: str) -> bool:
    """Whether it has a Cyrillic letter."""
    return _has(word, "Ѐ", "ԯ")


def is_greek(word: str) -> bool:
    """Whether it has a Greek letter."""
    return _has(word, "Ͱ", "Ͽ") or _has(word, "ἀ", "῿")


def is_semitic(word: str) -> bool:
    """Whether it has an Arabic or a Hebrew letter."""
    return _has(word, "֐", "ۿ")


def _cyrillic_forms(word: str) -> list[str]:
    english = _CYRILLIC | _ENGLISH
    ukrainian = [
        _spell(word, _CYRILLIC | _UKRAINIAN, {}),
        _spell(word, english | _UKRAINIAN | {"й": "y"}, {}),
    ]
    others = [
        _spell(word, _CYRILLIC, {}),
        _spell(word, english, {}),
        _spell(word, english, _ENDINGS),
        _spell(word, _CYRILLIC | _SCIENTIFIC, {}),
    ]
    if _UKRAINIAN_LETTERS.intersection(word):
        return ukrainian + others
    return others + ukrainian


def _greek_forms(word: str) -> list[str]:
    classical = _spell(word, _GREEK | _GREEK_CLASSICAL, {"ου": "ou", "γγ": "ng"})
    return [_spell(word, _GREEK, _GREEK_PAIRS), classical]


def latin_forms(word: str) -> list[str]:
    """Every usual Latin spelling of one word, the first as on passports; none for a Latin word."""
    plain = _plain(word)
    if is_cyrillic(plain):
        forms = _cyrillic_forms(plain)
    elif is_greek(plain):
        forms = _greek_forms(plain)
    elif is_semitic(plain):
        forms = [_spell(plain, _ARABIC | _HEBREW, {})]
    else:
        return []
    return [form for form in dict.fromkeys(forms) if form]


def transliterate(text: str) -> str:
    """Cyrillic, Greek, Arabic and Hebrew in Latin letters, word by word; other words unchanged.

    Capitals at the beginning of a word are kept. Arabic and Hebrew give what is written, that is,
    mostly consonants.
    """
    found = []
    for word in text.split(" "):
        forms = latin_forms(word)
        if not forms:
            found.append(word)
        else:
            found.append(forms[0][:1].upper() + forms[0][1:] if word[:1].isupper() else forms[0])
    return " ".join(found)


def skeleton(latin: str) -> str:
    """The consonants of a Latin word, as Arabic and Hebrew write it; empty if fewer than two."""
    text = latin
    for written, kept in _CLASSES:
        text = text.replace(written, kept)
    found: list[str] = []
    for place, letter in enumerate(text):
        doubled = bool(place) and text[place - 1] == letter
        if letter not in _VOWELS and not doubled:
            found.append(letter)
    if len(found) > 1 and found[-1] == "h":
        found.pop()
    bones = "".join(found)
    usable = len(bones) >= _SHORTEST_SKELETON and bones.isascii() and bones.isalpha()
    return SKELETON_MARK + bones if usable else ""


def _bones(word: str) -> list[str]:
    """The skeletons of a word; Hebrew vav may stand for v or for a vowel."""
    table = _ARABIC | _HEBREW
    plain = _plain(word)
    letters = [(table.get(letter, letter), "w" if letter == "ו" else "") for letter in plain]
    # A vowel between the letters keeps k and h of Cohen from being read as one sound.
    spelled = [
        "a".join(first for first, _ in letters),
        "a".join(w or first for first, w in letters),
    ]
    return [bones for form in dict.fromkeys(spelled) if (bones := skeleton(form))]


def semitic_forms(word: str) -> list[str]:
    """What the index keeps beside an Arabic or Hebrew word: Latin letters, skeleton, article."""
    if not is_semitic(word):
        return []
    found = latin_forms(word) + _bones(word)
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
        rest = word.removeprefix(_ARTICLE)
        forms = latin_forms(rest)
        found += ["al", "el", *("a" + form[:1] for form in forms), *forms, *_bones(rest)]
    return list(dict.fromkeys(found))
