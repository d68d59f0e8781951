"""A what-if: the register that counts on a day, saying something else, in a place of its own beside the version.

The place has copies of the register's tables, which its adjustments change. It comes first on the search path of a
question, so every macro answers for the what-if without knowing; the version is only read. See docs/decisions/0024.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from warehouse.adjustment import Adjustment, Adjustments

TABLES = ("strategy", "programme", "project", "contribution")
# The rows that count on the day: those of a table's one statement in force, since a register speaks for all.
_NOW = {
    table: f"""statement_id in (select s.statement_id from statement s
  where s.table_name = '{table}' and s.valid_from <= $day::date and s.valid_to > $day::date)"""
    for table in TABLES
}
_STRATEGY = f"strategy_id = $subject and {_NOW['strategy']}"
_PROJECT = f"project_id = $subject and {_NOW['project']}"
_LIVE = f"is_live(stage) and {_NOW['project']}"
_REST = f"update strategy set state = $verb, priority_weight_percent = 0 where {_STRATEGY}"
_CUT = f"update project set budget = budget * (1 - $value / 100) where {_LIVE}"
# What a strategy has of each live project.
_SHARES = """(select k.project_id, sum(k.share) as share
  from project_link($day) k join project_at($day) p using (project_id)
  where k.strategy_id = $subject and is_live(p.stage) group by k.project_id) k"""

# A verb's statements run in their order; each reads the place as those before have left it.
STEPS: Mapping[str, tuple[str, ...]] = {
    "pause": (_REST.replace("$verb", "'Paused'"),),
    "retire": (_REST.replace("$verb", "'Retired'"),),
    "resume": (
        f"""update strategy set state = 'Active', priority_weight_percent = coalesce(nullif(priority_weight_percent, 0),
            (select y.priority_weight_percent from portfolio.main.strategy y
              where y.strategy_id = $subject and y.statement_id = strategy.statement_id))
          where {_STRATEGY}""",
    ),
    "halt": (
        f"""update project set stage = 'Cancelled' where {_LIVE} and project_id in (
          select k.project_id from project_link($day) k where k.share > 0
          group by k.project_id having max(k.strategy_id) = $subject and min(k.strategy_id) = $subject)""",
    ),
    "stop": (f"update project set stage = 'Cancelled' where {_PROJECT}",),
    "move": (
        f"""update project set programme_id = $value
          where {_PROJECT} and $value in (select g.programme_id from programme_at($day) g)""",
    ),
    "serve": (
        f"""delete from contribution where project_id = $subject and {_NOW["contribution"]}
          and $value in (select y.strategy_id from strategy_at($day) y)""",
        """insert into contribution by name
          select p.project_id, y.strategy_id, 100 as share_percent, c.statement_id
          from project_at($day) p, strategy_at($day) y, statement c
          where p.project_id = $subject and y.strategy_id = $value
            and c.table_name = 'contribution' and c.valid_from <= $day::date and c.valid_to > $day::date""",
    ),
    "weight": (f"update strategy set priority_weight_percent = $value where {_STRATEGY}",),
    "rescale": (
        f"""update strategy set priority_weight_percent = 100 * priority_weight_percent / t.total
          from (select sum(y.priority_weight_percent) as total from strategy_at($day) y
            where coalesce(y.state, 'Active') = 'Active') t
          where t.total > 0 and coalesce(state, 'Active') = 'Active' and {_NOW["strategy"]}""",
    ),
    # The strategy's own share becomes smaller and all others larger, so that their money stays what it is.
    "cut_strategy": (
        f"""update project set budget = budget * (1 - k.share * $value / 100) from {_SHARES}
          where k.project_id = project.project_id and {_NOW["project"]}""",
        f"""update contribution set share_percent = coalesce(
            share_percent * if(strategy_id = $subject, 1 - $value / 100, 1)
              / nullif(1 - k.share * $value / 100, 0), share_percent)
          from {_SHARES} where k.project_id = contribution.project_id and {_NOW["contribution"]}""",
    ),
    "cut_programme": (f"{_CUT} and programme_id = $subject",),
    "cut_project": (f"{_CUT} and project_id = $subject",),
}


def suppose(cursor: duckdb.DuckDBPyConnection, day: date, adjustments: Adjustments) -> None:
    """Fill the place that comes first on the cursor's search path."""
    for table in TABLES:
        cursor.execute(f"create table {table} as from portfolio.main.{table}")
    _state_contributions(cursor, day)
    for adjustment in adjustments:
        for sql in STEPS[adjustment.verb]:
            cursor.execute(sql, _named(sql, day, adjustment))


def _state_contributions(cursor: duckdb.DuckDBPyConnection, day: date) -> None:
    """Where no register has stated contributions yet, this one states that there are none."""
    stated = (
        "select 1 from statement s where s.table_name = 'contribution' and s.valid_from <= $day and s.valid_to > $day"
    )
    if not cursor.execute(stated, {"day": day}).fetchall():
        cursor.execute(
            "create view statement as from portfolio.main.statement union all by name select -1 as statement_id,"
            f" 'contribution' as table_name, '' as scope_id, date '{day}' as stated_on, date '{day}' as valid_from,"
            f" date '{day}' + 1 as valid_to"
        )


def _named(sql: str, day: date, adjustment: Adjustment) -> dict[str, Any]:
    values = {"day": day, "subject": adjustment.subject, "value": adjustment.value}
    return {name: value for name, value in values.items() if f"${name}" in sql}
