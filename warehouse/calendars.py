"""The working days of the calendars that Settings name, numbered, so that a difference counts them."""

from __future__ import annotations

from datetime import date

import duckdb
import holidays

YEARS = range(1990, 2100)
"""The years in which the contract lets a date lie."""
WEEKDAYS = "Weekdays"


def renew(connection: duckdb.DuckDBPyConnection) -> None:
    """Number the days of each calendar that a register names and that is not there yet."""
    named = (
        "select distinct working_days_of from setting_declared where working_days_of is not null"
        " and working_days_of not in (select w.calendar from workday w)"
    )
    for (calendar,) in connection.execute(named).fetchall():
        connection.execute(_NUMBERED, {"calendar": calendar, "free": _free(calendar)})


def _free(calendar: str) -> list[date]:
    """The public holidays of all of a country, or of a part of it (GB-ENG); none where only weekends are free."""
    country, _, part = calendar.partition("-")
    return [] if calendar == WEEKDAYS else sorted(holidays.country_holidays(country, subdiv=part or None, years=YEARS))


# The number of a day is how many working days came before it: the first day counts in a difference, the last does not.
_NUMBERED = f"""
insert into workday
with each as (
  select d.day::date as day, isodow(d.day) < 6 and d.day::date not in (select unnest($free::date[])) as works
  from range(date '{YEARS[0]}-01-01', date '{YEARS[-1]}-12-31' + interval 1 day, interval 1 day) d(day)
)
select $calendar, e.day, coalesce(sum(e.works::integer) over before, 0)
from each e window before as (order by e.day rows between unbounded preceding and 1 preceding)
"""
