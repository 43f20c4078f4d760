"""Lives of an asset at any stage: each stage is lived once and then copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.asset_life import Life, a_life, reopened

At = Callable[[str], Life]


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where the office of each stage lies, made when it is first asked for."""
    folders: dict[str, Path] = {}

    def of(stage: str) -> Path:
        if stage not in folders:
            folder = tmp_path_factory.mktemp(stage)
            life = a_life(folder)
            if stage != "begun":
                getattr(life, stage)()
            life.office.close()
            folders[stage] = folder
        return folders[stage]

    return of


@pytest.fixture
def at(stages: Callable[[str], Path], tmp_path: Path) -> Iterator[At]:
    """A life of its own for this test, at the stage named."""
    opened: list[Life] = []

    def life_at(stage: str) -> Life:
        folder = tmp_path / f"office{len(opened)}"
        shutil.copytree(stages(stage), folder)
        opened.append(reopened(folder))
        return opened[-1]

    yield life_at
    for life in opened:
        life.office.close()
