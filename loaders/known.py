"""What the warehouse already knows that a workbook may refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from contract.tables import tables_of
from loaders.dating import register_date
from loaders.parse import Rows
from warehouse import Query

NEWEST = date(9000, 1, 1)
# Of an upload, and of the layout that it was read with; the latter blank for the template's own.
Digests = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """Ids ever registered, the scale in force, its levels' chances (0 to 1), and the digests that still count."""

    ids: dict[str, set[str]]
    scale: dict[str, int]
    digests: dict[Digests, int | None]
    chances: tuple[float, ...] = ()

    def ids_with(self, more: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """The ids once those of a register that is about to be published are known too."""
        return {table: found | set(more.get(table, ())) for table, found in self.ids.items()}


def known(query: Query) -> Known:
    """Read once before a load; ids of all registers count, since an old report may come after a newer register."""
    ids = {table.name: _ids(query, table.name, table.key[0]) for table in tables_of("register")}
    settings = query("select probability_levels, impact_levels from setting_values($day)", day=NEWEST)
    imports = query(
        "from intake semi join (select import_id from statement where valid_from is not null) using (import_id)"
        " where withdrawn_at is null"
    )
    scale = {str(name): int(value) for name, value in settings.iloc[0].items()}
    # A version from before there were layouts does not have their column.
    layouts = imports["layout_sha256"].fillna("") if "layout_sha256" in imports else [""] * len(imports)
    digests = zip(imports["sha256"], layouts, strict=True)
    chances = query("select chance[:probability_levels] as chance from risk_scale($day)", day=NEWEST)["chance"].iloc[0]
    return Known(ids, scale, dict(zip(digests, imports["import_id"].tolist(), strict=True)), tuple(chances))


def restated(query: Query, sheets: dict[str, Rows]) -> list[int]:
    """The imports whose word on a project and day, or on a register's day, these sheets replace."""
    reports = sheets["status"].columns if "status" in sheets else {"project_id": [], "report_date": []}
    day = register_date(sheets)
    found = query(
        "select import_id from statement join (select unnest($scopes) as scope_id, unnest($days) as stated_on)"
        " using (scope_id, stated_on) where table_name = 'status' and valid_from is not null"
        " union select import_id from statement where scope_id = '' and stated_on = $day and valid_from is not null"
        " order by all",
        scopes=reports["project_id"],
        days=reports["report_date"],
        day=day,
    )
    return [int(each) for each in found["import_id"]]


def _ids(query: Query, table: str, column: str) -> set[str]:
    valid = "join statement using (statement_id) where valid_from is not null"
    return set(query(f'select distinct "{column}" as id from "{table}" {valid}')["id"])
