"""The state of a number: why it is there, or why it is not."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """One state per value, after the obs_status idea of SDMX and the official legend of signs."""

    OK = "ok"
    NIL = "nil"  # "-": exactly nothing; the value is 0
    BELOW_HALF = "below_half"  # "0" in a rounded table: less than half of the last unit; value 0
    PROVISIONAL = "provisional"  # p
    ESTIMATED = "estimated"  # s
    REVISED = "revised"  # r
    ROUNDED = "rounded"  # each value rounded by itself to a multiple of 5
    UNCERTAIN = "uncertain"  # "( )": limited statement, value kept
    UNSAFE = "unsafe"  # "/": too uncertain to be shown, no value
    SECRET = "secret"  # noqa: S105 - ".": withheld by the source or by our own primary rule
    SECRET_SECONDARY = "secret_secondary"  # noqa: S105 - withheld so that another cell stays secret
    NOT_AVAILABLE = "not_available"  # unknown, empty without a reason
    LATER = "later"  # "...": will be published later
    NOT_MEANINGFUL = "not_meaningful"  # "x"
    BREAK = "break"  # value kept, but not comparable with the period before
    NO_REGION = "no_region"  # the region does not exist at this date

    @property
    def has_value(self) -> bool:
        return self not in WITHOUT_VALUE

    @property
    def sign(self) -> str:
        """The sign that official tables print for this state, empty for a plain number."""
        return SIGNS.get(self, "")


WITHOUT_VALUE = frozenset(
    {
        Status.UNSAFE,
        Status.SECRET,
        Status.SECRET_SECONDARY,
        Status.NOT_AVAILABLE,
        Status.LATER,
        Status.NOT_MEANINGFUL,
        Status.NO_REGION,
    }
)

SIGNS = {
    Status.NIL: "-",
    Status.BELOW_HALF: "0",
    Status.PROVISIONAL: "p",
    Status.ESTIMATED: "s",
    Status.REVISED: "r",
    Status.UNCERTAIN: "( )",
    Status.UNSAFE: "/",
    Status.SECRET: ".",
    Status.SECRET_SECONDARY: ".",
    Status.NOT_AVAILABLE: ".",
    Status.LATER: "...",
    Status.NOT_MEANINGFUL: "x",
    Status.NO_REGION: "-",
}
