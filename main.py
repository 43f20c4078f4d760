"""Start Asset Recovery from a checkout: without a command it opens the window."""

from __future__ import annotations

import sys

from asset_recovery.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
