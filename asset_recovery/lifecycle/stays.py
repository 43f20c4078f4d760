"""Where a thing is kept: what possession, moves and the end of possession make of its stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.custody_actions import MoveCustody, TakePossession
from asset_recovery.lifecycle.position import Position, Stay


def take_effect(command: Action, position: Position, on: date, *, made: bool) -> None:
    """Begin or end a stay by what the command left behind; a move needs possession.

    `made`: from here on the story is that of another asset, cut off from this one. It lies where
    the whole lay, from that day; money in the place of a thing lies nowhere.
    """
    if made:
        last = position.stays[-1:]
        position.stays = tuple(replace(one, since=on) for one in last if one.until is None)
        if position.substitutes is not None:
            position.stays = ()
    elif isinstance(command, TakePossession):
        if command.storage is not None:
            _begin(position, command.storage, on)
    elif isinstance(command, MoveCustody):
        if position.possession is not None:
            _begin(position, command.to, on)
    elif position.stays and position.stays[-1].until is None and _is_gone(position):
        _end(position, on)


def _is_gone(position: Position) -> bool:
    """Nothing is left to be kept: it was given away, sold, destroyed, joined or never there."""
    return (
        position.possession is None
        or position.void
        or position.merged_into is not None
        or bool(position.split_into)
        or position.disposal is not None
    )


def _begin(position: Position, storage: str, on: date) -> None:
    _end(position, on)
    position.stays = (*position.stays, Stay(storage, on))


def _end(position: Position, on: date) -> None:
    if position.stays and position.stays[-1].until is None:
        *before, last = position.stays
        position.stays = (*before, replace(last, until=on))
