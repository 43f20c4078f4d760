"""The figure on identifiers: whether a number can be right by its own check characters."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import Input, Kind, Values

KINDS = (
    "asset", "iban", "bic", "isin", "lei", "imo", "imei", "vin", "btc", "eth", "tron",
    "mmsi", "gtin", "figi", "container", "sol", "xmr", "txid", "caip2", "caip19", "ueln",
    "microchip", "hin", "icao24", "registration_mark", "un_number", "cfi", "card_last4",
)  # fmt: skip


def _run(values: Values, look_up: LookUps) -> Outputs:
    from asset_recovery.domain.identifiers import check_identifier  # noqa: PLC0415 - heavy

    found = check_identifier(values.text("kind"), values.text("value"))
    return {
        "valid": found.valid,
        "reason": found.reason,
        "warning_only": found.warning_only,
        "explanation": [found.reason] if found.reason else [],
    }


FIGURE = Figure(
    name="checksum",
    title=N_("Check of an identifier"),
    formula=N_(
        "Form and check characters by the standard of the kind; an asset's own number by "
        "ISO/IEC 7064 MOD 37,36 over its letters and digits."
    ),
    inputs=(
        Input(name="kind", kind=Kind.CHOICE, choices=KINDS),
        Input(name="value", kind=Kind.TEXT),
    ),
    run=_run,
)
