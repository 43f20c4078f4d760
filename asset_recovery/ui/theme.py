"""How the window looks: colour tokens, palette, style sheet, fonts and the two densities."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as `#rrggbb`."""

    ground: str
    panel: str
    line: str
    ink: str
    second: str
    third: str
    accent: str
    accent_soft: str
    accent_hover: str
    on_accent: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    bad: str
    bad_soft: str
    rail: str
    rail_ink: str
    rail_second: str
    rail_selected: str
    rail_hover: str
    hover: str
    field: str
    well: str
    scroll: str

    def tone(self, name: str) -> tuple[str, str]:
        """(text, background) of a tone: good, attention, bad, accent; anything else is plain."""
        if name in {"good", "attention", "bad", "accent"}:
            return getattr(self, name), getattr(self, f"{name}_soft")
        return self.second, self.panel


LIGHT = Tokens(
    ground="#f5f6f8", panel="#ffffff", line="#dfe3e8", ink="#1b2530", second="#55616e",
    third="#8793a0", accent="#0b5f6a", accent_soft="#e3f0f1", accent_hover="#0d717e",
    on_accent="#ffffff", good="#2c7a4b", good_soft="#e5f3ea", attention="#8a5a00",
    attention_soft="#fdf2dc", bad="#b3261e", bad_soft="#fbe9e7", rail="#16232e",
    rail_ink="#d3dbe2", rail_second="#93a3b1", rail_selected="#26394a", rail_hover="#1d2e3c",
    hover="#eff2f4", field="#f8f9fa", well="#e9edf0", scroll="#c9d0d7",
)  # fmt: skip
DARK = Tokens(
    ground="#12181e", panel="#1a222a", line="#2c3742", ink="#e6ebf0", second="#a9b5c1",
    third="#7b8896", accent="#4fb3bf", accent_soft="#17343a", accent_hover="#63c3ce",
    on_accent="#0c1c1f", good="#6cc28e", good_soft="#173325", attention="#e3b04b",
    attention_soft="#3a2e14", bad="#f2877f", bad_soft="#43211f", rail="#0d1318",
    rail_ink="#ccd5dd", rail_second="#8495a4", rail_selected="#1c2a35", rail_hover="#151f28",
    hover="#222c35", field="#151c23", well="#0f151a", scroll="#3a4652",
)  # fmt: skip
CONTRAST_LIGHT = Tokens(
    ground="#fffffe", panel="#ffffff", line="#000000", ink="#000000", second="#000000",
    third="#404040", accent="#003c47", accent_soft="#cfeaee", accent_hover="#00545f",
    on_accent="#ffffff", good="#00491f", good_soft="#ffffff", attention="#5a3900",
    attention_soft="#ffffff", bad="#8f0d06", bad_soft="#ffffff", rail="#000000",
    rail_ink="#ffffff", rail_second="#ffffff", rail_selected="#00545f", rail_hover="#2a2a2a",
    hover="#e6e6e6", field="#ffffff", well="#ffffff", scroll="#000000",
)  # fmt: skip
CONTRAST_DARK = Tokens(
    ground="#000001", panel="#000000", line="#ffffff", ink="#ffffff", second="#ffffff",
    third="#d0d0d0", accent="#7fe9f5", accent_soft="#00454d", accent_hover="#b0f3fa",
    on_accent="#000000", good="#8bf0b0", good_soft="#000000", attention="#ffd166",
    attention_soft="#000000", bad="#ffaaa3", bad_soft="#000000", rail="#000000",
    rail_ink="#ffffff", rail_second="#ffffff", rail_selected="#00656f", rail_hover="#202020",
    hover="#262626", field="#000000", well="#000000", scroll="#ffffff",
)  # fmt: skip
SCHEMES = {
    "light": LIGHT, "dark": DARK, "contrast": CONTRAST_LIGHT, "contrast_dark": CONTRAST_DARK,
}  # fmt: skip
_BY_GROUND = {tokens.ground: tokens for tokens in SCHEMES.values()}
ROW_HEIGHTS = {"comfortable": 32, "compact": 26}
_TOKEN = re.compile(r"@(\w+)@")


@cache
def colour(name: str) -> QColor:
    """A colour by its token's value; asked for with every cell that is painted."""
    return QColor(name)


def current_tokens() -> Tokens:
    """The tokens that the application is dressed in; a plain Qt palette counts as light.

    Widgets that draw themselves ask here: the style sheet changes their own palettes.
    """
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    return _BY_GROUND.get(ground, LIGHT)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette of a scheme, so that what Qt draws itself fits in."""
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: tokens.ground, role.Base: tokens.panel, role.AlternateBase: tokens.ground,
        role.Button: tokens.panel, role.WindowText: tokens.ink, role.Text: tokens.ink,
        role.ButtonText: tokens.ink, role.Highlight: tokens.accent, role.Accent: tokens.accent,
        role.HighlightedText: tokens.on_accent, role.PlaceholderText: tokens.second,
        role.ToolTipBase: tokens.panel, role.ToolTipText: tokens.ink, role.Link: tokens.accent,
        role.LinkVisited: tokens.accent, role.Mid: tokens.line, role.Midlight: tokens.line,
        role.Dark: tokens.line, role.Light: tokens.panel, role.BrightText: tokens.bad,
    }  # fmt: skip
    for name, colour in pairs.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.third))
    return palette


def style_sheet(tokens: Tokens, size: int, template: str) -> str:
    """The style sheet with the tokens filled in; `size` is the body text in pixels."""
    values: dict[str, object] = dict(asdict(tokens))
    values["icons"] = (resources() / "icons").as_posix()
    values.update(
        body=size,
        small=max(size - 2, 9),
        brand=size + 2,
        title=round(size * 19 / 13),
        display=size * 2,
    )
    return _TOKEN.sub(lambda found: str(values[found.group(1)]), template)


def load_fonts(folder: Path) -> list[str]:
    """Bring the office's own fonts in; returns the families."""
    families: list[str] = []
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families


def window_font(size: int, family: str = "") -> QFont:
    """The desktop's own font (or `family`) at `size` pixels with figures of one width."""
    font = QFont(QApplication.font())
    if family:
        font.setFamily(family)
    font.setPixelSize(size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _needs_own_fonts() -> bool:
    """Whether there is no desktop whose fonts could be taken."""
    return not QFontDatabase.families() or QGuiApplication.platformName() == "offscreen"


class Theme(QObject):
    """Applies a scheme and a density to the application; follows the desktop when told to."""

    changed = Signal()

    def __init__(self, app: QApplication, folder: Path | None = None) -> None:
        super().__init__()
        self._app = app
        self._folder = folder or resources()
        path = self._folder / "styles" / "window.qss"
        self._template = path.read_text(encoding="utf-8")
        self.scheme = "system"
        self.density = "comfortable"
        self.size = 13
        self.family = ""
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, scheme: str = "system", density: str = "comfortable", size: int = 13) -> None:
        """Dress the application: scheme system, light, dark, contrast or contrast_dark."""
        self.scheme, self.density, self.size = scheme, density, size
        if not self.family and _needs_own_fonts():
            families = load_fonts(self._folder / "fonts")
            self.family = next((name for name in families if name == "Noto Sans"), "")
            self.family = self.family or next(iter(families), "")
        tokens = self.tokens()
        self._app.setFont(window_font(size, self.family))
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(style_sheet(tokens, size, self._template))
        self.changed.emit()

    def tokens(self) -> Tokens:
        """The colours in use."""
        if self.scheme in SCHEMES:
            return SCHEMES[self.scheme]
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    @property
    def row_height(self) -> int:
        """The height of a table row in pixels at this density and font size."""
        return ROW_HEIGHTS[self.density] + max(self.size - 13, 0) * 2

    def _follow(self) -> None:
        if self.scheme == "system":
            self.apply(self.scheme, self.density, self.size)
