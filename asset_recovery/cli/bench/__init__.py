"""The command `bench`: an office made in bulk, and every row of the performance table on it."""

from __future__ import annotations


def run_bench(assets: int, rows: tuple[str, ...], json_wanted: bool) -> int:
    """Measure this machine; the exit code comes back. What it needs is imported only here."""
    from asset_recovery.cli.bench.runner import run_bench as run  # noqa: PLC0415

    return run(assets, rows, json_wanted)
