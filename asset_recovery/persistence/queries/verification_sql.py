"""When a stocktake saw a thing last, as SQL that registers share."""

from __future__ import annotations

SEEN = "'found', 'damaged', 'misplaced'"
STOCKTAKE = "e.action = 'take_stock' AND e.case_id IS NULL"
LAST_SEEN = f"""
    (SELECT max(e.on_date) FROM stock_line AS l JOIN event AS e ON e.id = l.event_id
     WHERE l.asset_id = {{asset}} AND l.outcome IN ({SEEN}) AND {STOCKTAKE})
"""
