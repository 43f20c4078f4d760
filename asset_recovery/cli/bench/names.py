"""Names, titles and descriptions of the bench's office: fictional, many, in several scripts."""

from __future__ import annotations

from dataclasses import dataclass

_MAKERS = (
    "Alder", "Borealis", "Cardo", "Delmar", "Ostrava", "Ferrox", "Galant", "Hyperion", "Istria",
    "Jutland", "Kestrel", "Lumen", "Mistral", "Norden", "Orient", "Pallas", "Quanta", "Rivoli",
    "Sirocco", "Tarn", "Umbra", "Valdai", "Westfal", "Xenon", "Yarrow", "Zephyr",
)  # fmt: skip
_COLOURS = (
    "grey", "black", "white", "blue", "red", "green", "silver", "ivory", "bronze", "azure",
)  # fmt: skip
_PLACES = (
    "Valletta", "Kraków", "Łódź", "Gdańsk", "Porto", "Málaga", "Århus", "Tromsø", "Zürich", "Lyon",
    "Napoli", "Torino", "Genève", "Brno", "Košice", "Győr", "Iaşi", "Plovdiv", "Киев", "Одеса",
    "Αθήνα", "Πάτρα", "دبي", "بيروت", "上海", "深圳",
)  # fmt: skip
_FIRST = (
    "Anna", "Bogdan", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ioana", "Jakub",
    "Katarzyna", "Łukasz", "Marek", "Nadia", "Óscar", "Petra", "Quentin", "Rania", "Søren",
    "Tomáš", "Uma", "Vesna", "Wiktor", "Ximena", "Yusuf", "Zoë",
)  # fmt: skip
_LAST = (
    "Abela", "Borg", "Camilleri", "Dąbrowski", "Ebner", "Farrugia", "Gatt", "Horvath", "Ivanov",
    "Jørgensen", "Kowalczyk", "Lindqvist", "Moretti", "Novak", "Özdemir", "Pereira", "Rossi",
    "Schäfer", "Tanaka", "Urban", "Vella", "Weiss", "Yılmaz", "Zammit", "Öberg", "Ćwik",
)  # fmt: skip
_OTHER = (
    "Сергей Волков", "Олена Шевченко", "Γιώργος Παπαδόπουλος", "محمد الأحمد", "王小明", "李华",
)  # fmt: skip
_FIRMS = ("Holdings", "Trading", "Estates", "Shipping", "Capital", "Logistics", "Invest")
_EVERY = 17  # every so many persons bears a name in another script


@dataclass(frozen=True, slots=True)
class Names:
    """Names by number: the same number always gets the same name."""

    @staticmethod
    def description(number: int, kind: str) -> str:
        """What an asset of this type is called."""
        maker = _MAKERS[number % len(_MAKERS)]
        colour = _COLOURS[number // 26 % len(_COLOURS)]
        place = _PLACES[number // 7 % len(_PLACES)]
        return f"{maker} {kind.lower()}, {colour}, {place}, lot {number}"

    @staticmethod
    def place(number: int) -> str:
        """Where an asset lies."""
        return _PLACES[number // 7 % len(_PLACES)]

    @staticmethod
    def person(number: int) -> str:
        """A person or company."""
        first, last = _FIRST[number % len(_FIRST)], _LAST[number // 26 % len(_LAST)]
        if number % _EVERY == 0:
            return f"{_OTHER[number // _EVERY % len(_OTHER)]} {number}"
        if number % 3 == 0:
            return f"{last} {_FIRMS[number // 3 % len(_FIRMS)]} {number} Ltd"
        return f"{first} {last}-{number}"

    @staticmethod
    def title(number: int) -> str:
        """The title of a case."""
        return f"Operation {_MAKERS[number * 7 % len(_MAKERS)]} {number}"

    @staticmethod
    def serial(number: int) -> str:
        """An identifier without a check digit."""
        return f"SN{number * 7919 % 10**9:09d}Q"
