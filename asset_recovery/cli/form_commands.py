"""`list forms`, `show form ID`: which forms there are, and what one asks."""

from __future__ import annotations

from datetime import date

from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table


def list_forms(said: Said) -> int:
    """Every version of every form of the office."""
    from asset_recovery.services.form_service import FormService  # noqa: PLC0415

    with logged_in(said) as (office, _actor):
        found = FormService(office).forms()
    if said.json:
        say(as_json(found))
    else:
        columns = ("form", "version", "state", "kind", "from", "to", "origin", "title")
        table(columns, [[str(row[name] or "") for name in columns] for row in found])
    return DONE


def show_form(said: Said, form_id: str, on: date | None) -> int:
    """The versions of a form, and its fields and rules in force on a day."""
    from asset_recovery.services.form_service import FormService  # noqa: PLC0415

    with logged_in(said) as (office, _actor):
        found = FormService(office).show(form_id, on)
    if said.json:
        say(as_json(found))
        return DONE
    say(f"{found['form']} version {found['version']}: {found['title']} ({found['kind']})")
    for version in _rows(found["versions"]):
        by = f", installed by {version['installed_by']}" if version["installed_by"] else ""
        say(f"  version {version['version']} from {version['from']}, {version['origin']}{by}")
    columns = ("number", "key", "type", "req", "mark", "source", "label")
    for section in _rows(found["sections"]):
        say(f"{section['code']}  {section['title']}")
        fields = _rows(section["fields"])
        if fields:
            table(columns, [[str(row[name] or "") for name in columns] for row in fields])
        for field in fields:
            for name, rows in (("choices", ""), ("columns", ", each row")):
                codes = field[name]
                if isinstance(codes, list) and codes:
                    say(f"  {field['key']}{rows}: {', '.join(codes)}")
    for rule in _rows(found["rules"]):
        say(f"{rule['id']} ({rule['level']}, {rule['article'] or '-'}): {rule['text']}")
    return DONE


def _rows(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []
