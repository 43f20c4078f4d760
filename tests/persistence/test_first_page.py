"""The first paint: rows by the driver alone, the same as the register's own first page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.domain.errors import NotPermitted, StorageFailed, ValidationFailed
from asset_recovery.domain.registers import View
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.driver import driver
from asset_recovery.persistence.first_page import first_rows
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.register_query import RegisterQuery
from asset_recovery.persistence.queries.registers_by_name import REGISTERS, register_sql
from tests.support.office import TODAY, SmallOffice, an_office, money

HEAVY = ("sqlalchemy", "reportlab", "alembic", "xlsxwriter", "python_calamine", "dateutil")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    made = an_office(tmp_path_factory.mktemp("office"), settings={"currency": "JPY"})
    made.give("open_case", case="C1", title="Lantern", on="2026-01-02", officer="officer")
    for number in range(5):
        made.give(
            "register_asset",
            case="C1",
            asset=f"A-{number}",
            type="VES-YAC",
            description=f"Yacht {number}",
            estimated_value=money("1000", "JPY"),
        )
        made.give("set_deadline", to=f"A-{number}", title="Look", due=f"2026-12-0{number + 1}")
    yield made
    made.close()


def test_the_first_paint_loads_nothing_heavy() -> None:
    program = (
        "import sys; import asset_recovery.persistence.first_page as page;"
        "from asset_recovery.persistence.queries.registers_by_name import REGISTERS, register_sql;"
        "[register_sql(name) for name in REGISTERS];"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("register", REGISTERS)
def test_the_first_page_is_that_of_the_register(office: SmallOffice, register: str) -> None:
    officer = office.actor("officer")
    definition = register_sql(register)
    view = View((), definition.default_sort, definition.default_descending)
    query = RegisterQuery(office.reading, register, Access.of(officer, TODAY), Reader(TODAY, "JPY"))
    found = first_rows(office.path, register, officer.id, TODAY, size=3)
    assert list(found.rows) == query.page(view, None, 0, 3)
    assert found.count == query.count(view)


def test_a_saved_view_is_painted_as_it_was_left(office: SmallOffice) -> None:
    view = View((), "reference", True, "reference != 'A-4'")
    found = first_rows(office.path, "assets", office.actor("officer").id, TODAY, view, 2)
    assert [row.reference for row in found.rows] == ["A-3", "A-2"]
    assert found.count == 4


def test_who_has_no_account_is_shown_nothing(office: SmallOffice) -> None:
    with pytest.raises(NotPermitted):
        first_rows(office.path, "assets", 999, TODAY)
    administrator = office.actor("administrator")
    assert first_rows(office.path, "assets", administrator.id, TODAY).count == 0
    with pytest.raises(ValidationFailed):
        first_rows(office.path, "secrets", administrator.id, TODAY)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("user_version=99", "office_newer"),
        ("user_version=0", "storage_failed"),
        ("application_id=1", "storage_failed"),
    ],
)
def test_a_file_of_another_schema_is_refused(tmp_path: Path, setting: str, code: str) -> None:
    office = an_office(tmp_path)
    user = office.actor("officer").id
    office.close()
    connection = driver().connect(str(office.path))
    connection.execute(f"PRAGMA {setting}")
    connection.close()
    with pytest.raises(StorageFailed) as refused:
        first_rows(office.path, "assets", user, TODAY)
    assert refused.value.reasons[0].code == code


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.write_text("no database at all, but long enough to be read as one" * 20, encoding="utf-8")
    with pytest.raises(StorageFailed):
        first_rows(path, "assets", 1, TODAY)
    with pytest.raises(StorageFailed):
        first_rows(tmp_path / "nothing.db", "assets", 1, TODAY)
    assert not (tmp_path / "nothing.db").exists()
