"""What this stage needs to know of a delivery. `read.Delivery` is one; stages do not import each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pyarrow as pa

from vorort.statistics.vocab import SOURCED


class Origin(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def retrieved_at(self) -> str: ...


class Delivered(Protocol):
    @property
    def origin(self) -> Origin: ...
    @property
    def kind(self) -> str: ...
    @property
    def table(self) -> pa.Table: ...


def sourced(deliveries: Sequence[Delivered]) -> pa.Table:
    """The facts of all deliveries as one SOURCED table, in the order of their ids."""
    facts = {d.origin.id: d.table for d in deliveries if d.kind == "facts"}
    tables = [
        table.append_column("source", pa.array([source] * len(table), pa.string())).cast(SOURCED)
        for source, table in sorted(facts.items())
    ]
    return pa.concat_tables(tables) if tables else SOURCED.empty_table()
