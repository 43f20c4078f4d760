"""What the tests of figures share: computing as the command line does, and reading refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.lifecycle.figures.table import compute

Refusals = Callable[..., set[tuple[str, str | None]]]


@pytest.fixture
def refused() -> Refusals:
    """The codes and fields with which a figure refuses its inputs."""

    def problems(name: str, **given: object) -> set[tuple[str, str | None]]:
        with pytest.raises(ValidationFailed) as caught:
            compute(name, {key.rstrip("_"): value for key, value in given.items()})
        assert all(reason.text.endswith((".", ")")) for reason in caught.value.reasons)
        return {(reason.code, reason.field) for reason in caught.value.reasons}

    return problems
