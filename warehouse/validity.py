"""From when until when statements count, and which risks came and went between them."""

from __future__ import annotations

from typing import Any

import duckdb


def renew(connection: duckdb.DuckDBPyConnection, import_ids: list[int]) -> None:
    """Renew both for every scope that these imports speak of, from the first day they speak of."""
    asked: dict[str, Any] = {"ids": import_ids}
    found = connection.execute("select min(stated_on) from statement where import_id in (select unnest($ids))", asked)
    asked["since"] = found.fetchall()[0][0]
    for step in (_VALIDITY, _FORGET_EVENTS, _EVENTS):
        connection.execute(step, asked)


def renew_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Renew both for every scope and day, as other code may have left them."""
    imports = connection.execute("select import_id from intake").fetchall()
    renew(connection, [import_id for (import_id,) in imports])


# Before the first day nothing changes, save the end of the statement that was in force on it.
_VALIDITY = """
update statement set valid_from = counted.valid_from, valid_to = counted.valid_to
from (
  with affected as (
    select distinct table_name, scope_id from statement where import_id in (select unnest($ids))
  ), reopened as (
    select s.* from statement s join affected using (table_name, scope_id)
    where greatest(s.stated_on, s.valid_to) >= $since
  ), newest as (
    select r.statement_id, r.table_name, r.scope_id, r.stated_on
    from reopened r join intake using (import_id)
    where withdrawn_at is null
    qualify row_number() over (partition by r.table_name, r.scope_id, r.stated_on order by r.import_id desc) = 1
  ), span as (
    select statement_id, stated_on as valid_from,
      lead(stated_on, 1, date '9999-12-31') over (partition by table_name, scope_id order by stated_on) as valid_to
    from newest
  )
  select r.statement_id, span.valid_from, span.valid_to
  from reopened r left join span using (statement_id)
  where (r.valid_from, r.valid_to) is distinct from (span.valid_from, span.valid_to)
) counted
where statement.statement_id = counted.statement_id
"""

_FORGET_EVENTS = """
delete from risk_event where on_date >= $since and scope_id in (
  select scope_id from statement where table_name = 'risk' and import_id in (select unnest($ids)))
"""

_EVENTS = """
insert into risk_event
with follows as (
  select s.statement_id, s.import_id, s.valid_from as on_date, earlier.statement_id as earlier_id,
    earlier.import_id as earlier_import_id
  from statement s left join statement earlier
    on earlier.table_name = 'risk' and earlier.scope_id = s.scope_id and earlier.valid_to = s.valid_from
  where s.table_name = 'risk' and s.valid_from >= $since and s.scope_id in (
    select scope_id from statement where table_name = 'risk' and import_id in (select unnest($ids)))
), stated as (
  select r.scope_id, r.risk_id, f.on_date, f.statement_id, f.import_id, r.state
  from risk r join follows f using (statement_id)
), before as (
  select r.scope_id, r.risk_id, f.on_date, r.statement_id, f.earlier_import_id as import_id, r.state
  from risk r join follows f on r.statement_id = f.earlier_id
), changed as (
  select scope_id, risk_id, on_date, coalesce(s.statement_id, b.statement_id) as statement_id,
    coalesce(s.import_id, b.import_id) as import_id, s.state = 'Open' as is_open, b.state = 'Open' as was_open
  from stated s full join before b using (scope_id, risk_id, on_date)
  where s.statement_id is null or b.statement_id is null or (s.state = 'Open') <> (b.state = 'Open')
), happened as (
  select scope_id, risk_id, on_date, statement_id, import_id, unnest(list_filter([
    if(was_open is null or is_open, 'stated', null), if(is_open is null and was_open, 'dropped', null),
    if(not is_open, 'ended', null)], lambda each: each is not null)) as event
  from changed
)
select scope_id, risk_id, on_date, statement_id, import_id,
  case when event <> 'stated' then event
    when row_number() over (partition by scope_id, risk_id, event order by on_date) = 1
      and (scope_id, risk_id) not in (select (known.scope_id, known.risk_id) from risk_event known) then 'first'
    else 'again' end
from happened
"""
