"""Names that look alike: letters of other scripts drawn like Latin ones, and mixed scripts.

A likeness is for a person to decide (`possible_match`), never a reason to refuse. The pairs are the
letters of Cyrillic and Greek in UTS 39's table that look like Latin ones in ordinary fonts.
"""

from __future__ import annotations

import re
import unicodedata

from asset_recovery.domain.search_text import fold

_CYRILLIC = ("авекмнорстухіјѕԁһӏѵцьԛԝ", "abekmhopctyxijsdhlvubqw")
_GREEK = ("αβεηικνορτυχγωϲ", "abenikvoptuxywc")
_DIGITS = ("01", "ol")
_LOOKS = str.maketrans(
    "".join(pair[0] for pair in (_CYRILLIC, _GREEK, _DIGITS)),
    "".join(pair[1] for pair in (_CYRILLIC, _GREEK, _DIGITS)),
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "ARMENIAN", "GEORGIAN")
_WORD = re.compile(r"[^\W\d_]+")


def lookalike_key(text: str) -> str:
    """The same for two texts that a reader may take for one: 0 and o, 1 and l, Cyrillic а and a."""
    looks = fold(text).translate(_LOOKS).replace("rn", "m").replace("vv", "w")
    return re.sub(r"[\W_]+", "", looks)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")


def mixed_words(text: str) -> list[str]:
    """Words whose letters come from more than one script, which is how names are disguised."""
    if text.isascii():
        return []
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        scripts = {_script(letter) for letter in word} - {""}
        if len(scripts) > 1:
            found.append(word)
    return found
