"""What the warehouse already knows that a workbook may refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contract.tables import TABLES, tables_of
from loaders.dating import Sheets
from loaders.scales import Scales, scales
from warehouse import Query

# Of an upload, and of the layout that it was read with; the latter blank for the template's own.
Digests = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """Ids ever registered, the scales of all registers, and the digests that still count."""

    ids: dict[str, set[str]]
    scales: Scales
    digests: dict[Digests, int | None]

    def ids_with(self, more: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """The ids once those of a register that is about to be published are known too."""
        return {table: found | set(more.get(table, ())) for table, found in self.ids.items()}

    def then(self, sheets: Sheets, digests: Digests) -> Known:
        """What is known once this workbook is published, for those that come after it."""
        ids = {name: rows.columns[TABLES[name].key[0]] for name, rows in sheets.items()}
        return Known(self.ids_with(ids), self.scales.with_register(sheets), {**self.digests, digests: None})


def known(query: Query) -> Known:
    """Read once before a load; ids of all registers count, since an old report may come after a newer register."""
    ids = {table.name: _ids(query, table.name, table.key[0]) for table in tables_of("register")}
    imports = query(
        "from intake semi join (select import_id from statement where valid_from is not null) using (import_id)"
        " where withdrawn_at is null"
    )
    # A version from before there were layouts does not have their column.
    layouts = imports["layout_sha256"].fillna("") if "layout_sha256" in imports else [""] * len(imports)
    digests = zip(imports["sha256"], layouts, strict=True)
    return Known(ids, scales(query), dict(zip(digests, imports["import_id"].tolist(), strict=True)))


def _ids(query: Query, table: str, column: str) -> set[str]:
    valid = "join statement using (statement_id) where valid_from is not null"
    return set(query(f'select distinct "{column}" as id from "{table}" {valid}')["id"])
