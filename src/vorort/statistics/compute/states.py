"""How the states of the parts become the state of the whole: the gravest one wins."""

from __future__ import annotations

from typing import Any

import ibis

from vorort.statistics.vocab import Status

GRAVITY: tuple[Status, ...] = (
    Status.OK,
    Status.REVISED,
    Status.ROUNDED,
    Status.PROVISIONAL,
    Status.ESTIMATED,
    Status.UNCERTAIN,
    Status.BREAK,
    # from here on there is no value
    Status.NOT_AVAILABLE,
    Status.LATER,
    Status.UNSAFE,
    Status.SECRET_SECONDARY,
    Status.SECRET,
    Status.NOT_MEANINGFUL,
    Status.NO_REGION,
)

# A counted nothing is a plain number for a formula; "less than half" is a rounded one.
_AS_PART = {Status.NIL: Status.OK, Status.BELOW_HALF: Status.ROUNDED}

NOT_AVAILABLE = GRAVITY.index(Status.NOT_AVAILABLE)
NOT_MEANINGFUL = GRAVITY.index(Status.NOT_MEANINGFUL)


def gravity(status: str) -> int:
    """Place of a state in the order, as part of a formula."""
    known = Status(status)
    return GRAVITY.index(_AS_PART.get(known, known))


def gravity_of(status: Any, value: Any) -> Any:
    """The same as an Ibis expression; a number that is missing without a reason is not available."""
    grave = status.cases(*((state.value, gravity(state)) for state in Status), else_=NOT_AVAILABLE)
    return ibis.ifelse(value.isnull(), ibis.greatest(grave, NOT_AVAILABLE), grave)


def status_of(grave: Any) -> Any:
    """The state behind a place in the order."""
    return grave.cases(
        *((place, state.value) for place, state in enumerate(GRAVITY)), else_=Status.NOT_AVAILABLE.value
    )
