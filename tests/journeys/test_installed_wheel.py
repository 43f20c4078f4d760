"""An installed wheel holds everything that a checkout holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("asset_recovery", "resources", "db", "pyproject.toml", "README.md", "LICENSE")
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
ASK = (
    "from asset_recovery import paths; "
    "print(paths.resources()); print(paths.migrations()); print(paths.__file__)"
)


def files_below(folder: Path) -> set[str]:
    """The names of the data files of a folder, relative to its parent."""
    return {
        path.relative_to(folder.parent).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.journey
def test_resources_and_migrations_reach_an_installed_wheel(tmp_path: Path) -> None:
    source, installed = tmp_path / "source", tmp_path / "installed"
    source.mkdir()
    for part in PARTS:
        here, there = ROOT / part, source / part
        if here.is_dir():
            shutil.copytree(here, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, there)
    subprocess.run([sys.executable, "-c", BUILD, str(tmp_path)], cwd=source, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    expected = files_below(ROOT / "resources") | files_below(ROOT / "db")
    assert expected <= files_below(installed / "asset_recovery" / "resources") | files_below(
        installed / "asset_recovery" / "db"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PYTHONNOUSERSITE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    resources, migrations, module = map(Path, answer.stdout.split())
    package = module.parent
    assert package == installed / "asset_recovery"
    assert (resources, migrations) == (package / "resources", package / "db")
