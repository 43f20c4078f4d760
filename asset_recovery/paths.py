"""Where data, logs and resources lie on this machine."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _beside_or_inside(name: str) -> Path:
    """A folder beside the package in a checkout, inside the package in an installed wheel."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """The folder of data files: fonts, forms, legal systems, code lists, import maps."""
    return _beside_or_inside("resources")


def migrations() -> Path:
    """The folder of database migrations."""
    return _beside_or_inside("db")


def user_data() -> Path:
    """The folder of this user's own data."""
    import platformdirs  # noqa: PLC0415 - not needed by the first window

    return Path(platformdirs.user_data_dir("AssetRecovery", appauthor=False))


def default_office() -> Path:
    """The user's own office folder, used where none is named."""
    return user_data() / "office"
