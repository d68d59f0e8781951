-- Earned value and earned schedule: what the money says about time, and why SPI alone says it wrongly.

-- Building block: a quotient.
-- Grain: a value; null where there is none to tell: nothing below the line, or too much above it.
create or replace macro ratio(above, below) as
  case when below <> 0 and isfinite(above / below) then above / below end;

-- Building block: an index of two amounts.
-- Grain: a value; null where an amount is negative or nothing stands below the line.
create or replace macro amount_index(above, below) as case when above >= 0 and below > 0 then ratio(above, below) end;

-- Building block: where a day lies among the calendar months, so that the first of a month is the last of the one before.
-- Grain: a value.
-- Units: calendar months.
create or replace macro month_position(on_day) as
  12 * year(on_day) + month(on_day) + (day(on_day) - 1) / (day(last_day(on_day)) - 1);

-- Building block: how many periods lie between two days.
-- Grain: a value.
-- Units: periods of so many days, or of so many calendar months where `months` is given.
-- Formula: a day within a seventh of a period of a full count (a day of a week, four of a month) counts as full.
create or replace macro periods_between(from_day, to_day, days, months) as
  list_extract(list_transform(
    [if(months is null, (to_day - from_day) / nullif(days, 0), (month_position(to_day) - month_position(from_day)) / months)],
    lambda raw: if(abs(raw - round(raw)) <= 1 / 7 + 1e-9, round(raw), raw)), 1);

-- Building block: the money reports of each project against the dates and the budget approved as of D.
-- Grain: one row per project and report up to D; `points` = its reports that state a planned value.
-- Units: money; elapsed and planned duration in periods.
-- Formula: period = the median distance of the reports that state a planned value, in calendar months (or quarters) where it is
-- 28 to 31 (89 to 92) days; with one report the cadence.
create or replace macro money_report(as_of, strategy, programme, department, tier) as table
  with reported as (
    select r.project_id, r.report_date, r.planned_value as pv, r.earned_value as ev, r.actual_cost as ac, r.percent_complete,
      p.budget as bac, p.approved_start, p.approved_finish, p.cadence_days, p.project, p.programme_id, p.strategy_id, p.live
    from status r join statement v using (statement_id)
    join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = r.project_id
    where v.table_name = 'status' and v.valid_from <= as_of::date
  ), spaced as (
    select r.project_id, r.report_date - lag(r.report_date) over (partition by r.project_id order by r.report_date) as days,
      if(r.pv > 0, r.report_date, null) as planned_on
    from reported r where r.pv is not null
  ), rhythm as (
    select s.project_id, median(s.days) as days, min(s.days) = max(s.days) and count(*) > 3 as even, count(*) as points,
      min(s.planned_on) as planned_from
    from spaced s group by s.project_id
  ), placed as (
    select r.*, r.pv > 0 or r.pv = 0 and (r.report_date > y.planned_from) is not true as is_plan, coalesce(y.points, 0) as points, coalesce(y.days, r.cadence_days) as days,
      case when y.even then null when coalesce(y.days, r.cadence_days) between 28 and 31 then 1
        when coalesce(y.days, r.cadence_days) between 89 and 92 then 3 end as months
    from reported r left join rhythm y using (project_id)
  )
  select l.*, coalesce(30.4375 * l.months, l.days)::double as period_days,
    periods_between(l.approved_start, l.report_date, l.days, l.months) as elapsed,
    case when l.approved_finish > l.approved_start
      then periods_between(l.approved_start, l.approved_finish, l.days, l.months) end as planned_duration
  from placed l;

-- Building block: the plan of each project as steps of planned value, from nothing at the approved start.
-- Grain: one row per project and planned value; `first_at` and `last_at` bound the time for which it was planned, `next` is the step after.
-- Units: money; time in periods since the approved start.
-- Formula: where planned value fell, the later report counts, but nothing or less after something is no plan; beyond the last report the plan goes straight to the budget at the
-- approved finish (`straight`), which no status sheet tells.
create or replace macro value_plan(as_of, strategy, programme, department, tier) as table
  with stated as (
    select m.project_id, m.elapsed, m.bac, m.planned_duration,
      min(m.pv) over (
        partition by m.project_id order by m.report_date rows between current row and unbounded following) as pv
    from money_report(as_of, strategy, programme, department, tier) m where m.is_plan and m.elapsed > 0
  ), ended as (
    select s.project_id, list({reached: s.elapsed, pv: s.pv, straight: false}) as points, any_value(s.bac) as bac,
      any_value(s.planned_duration) as planned_duration, max(s.elapsed) as last_at, max(s.pv) as last_pv
    from stated s group by s.project_id
  ), point as (
    select e.project_id, unnest(list_concat([{reached: 0, pv: 0, straight: false}], e.points,
      if(e.planned_duration > e.last_at and e.bac > e.last_pv, [{reached: e.planned_duration, pv: e.bac, straight: true}], [])),
      recursive := true)
    from ended e
  ), step as (
    select t.project_id, t.pv, min(t.reached) as first_at, max(t.reached) as last_at, bool_or(t.straight) as straight
    from point t group by t.project_id, t.pv
  )
  select s.project_id, s.pv, s.first_at, s.last_at, lead(s.pv) over after as next_pv, lead(s.first_at) over after as next_at,
    coalesce(lead(s.straight) over after, s.straight) as straight
  from step s window after as (partition by s.project_id order by s.pv);

-- Earned value and earned schedule of every report, side by side, so that one sees SPI heal where SPI(t) does not.
-- Grain: one row per project in the register as of D and report up to D, by the dates and budget approved as of D; `is_latest` marks the
-- last report. What cannot be computed is null and `reason` says why. Reports after D are never read.
-- Units: money in the currency of Settings; es, at, sv_t, ieac_t and planned_duration in periods of `period_days` (one report per
-- period); indices without unit, below 1 = bad; negative variance = bad.
-- Formula: SV = EV − PV; CV = EV − AC; SPI = EV ÷ PV; CPI = EV ÷ AC; EAC = BAC ÷ CPI; TCPI = (BAC − EV) ÷ (BAC − AC);
-- ES = N + (EV − PV_N) ÷ (PV_N+1 − PV_N), at most the planned duration PD; AT = periods from the approved start to the report, or to
-- the first one since which the budget is earned; SV(t) = ES − AT; SPI(t) = ES ÷ AT; IEAC(t) = PD ÷ SPI(t).
-- Method: `reported`: ES lies between reported planned values; `extended`: beyond the last one, on a straight line to the budget at the
-- approved finish; `approximation`: no planned value at all, so only `spi_t_approx` = share complete ÷ share of the duration elapsed.
-- Source: PMI, Standard for Earned Value Management (2019); W. Lipke, Schedule is Different (2003) and Earned Schedule (2009).
create or replace macro earned_schedule(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with told as (
    select m.*, max(m.report_date) filter (m.ev < m.bac) over (partition by m.project_id) as short_on,
      m.report_date = max(m.report_date) over (partition by m.project_id) as is_latest, m.pv > min(m.pv) filter (m.is_plan) over (
        partition by m.project_id order by m.report_date rows between current row and unbounded following) as replanned
    from money_report(as_of, strategy, programme, department, tier) m
  ), money as (
    select t.*, least(t.elapsed, min(t.elapsed) filter (t.ev >= t.bac and t.elapsed > 0 and (t.report_date < t.short_on) is not true)
      over (partition by t.project_id)) as at from told t
  ), placed as (
    select m.*, n.straight,
      case when m.points > 1 and m.at > 0 and m.ev >= 0 and m.planned_duration > 0 and coalesce(m.bac > 0, true)
          and (n.next_pv is not null or m.bac is not null or n.last_at >= m.planned_duration)
        then least(coalesce(n.last_at + (m.ev - n.pv) / (n.next_pv - n.pv) * (n.next_at - n.last_at), n.first_at), m.planned_duration)
        end as es
    from money m asof left join value_plan(as_of, strategy, programme, department, tier) n
      on n.project_id = m.project_id and m.ev >= n.pv
  ), measured as (
    select l.*, l.ev - l.pv as sv, l.ev - l.ac as cv, amount_index(l.ev, l.pv) as spi, amount_index(l.ev, l.ac) as cpi, l.es - l.at as sv_t,
      ratio(l.es, l.at) as spi_t, ratio(l.planned_duration * l.at, l.es) as ieac_t, case when l.bac > 0 then ratio(l.bac * l.ac, l.ev) end as eac,
      case when l.bac > l.ac and l.ev >= 0 and l.ac >= 0 then ratio(l.bac - l.ev, l.bac - l.ac) end as tcpi,
      if(l.points = 0 and l.at > 0, ratio(coalesce(ratio(l.ev, l.bac), l.percent_complete / 100) * l.planned_duration, l.at), null)
        as spi_t_approx
    from placed l
  )
  select d.project_id, d.report_date, d.bac, d.pv, d.ev, d.ac, d.sv, d.cv, d.spi, d.cpi, d.es, d.at, d.sv_t, d.spi_t, d.ieac_t,
    if(d.cpi is null, null, d.eac) as eac, d.tcpi, d.planned_duration, d.period_days,
    case when d.es is not null then if(d.straight, 'extended', 'reported') when d.spi_t_approx is not null then 'approximation' end as method,
    nullif(array_to_string(list_filter([
      case when d.pv is null then 'no planned value' when d.pv = 0 then 'planned value is zero' when d.pv < 0 then 'planned value is negative' end,
      case when d.ev is null then 'no earned value' when d.ev = 0 then 'nothing earned yet' when d.ev < 0 then 'earned value is negative' end,
      if(d.replanned, 'a later report planned less', null),
      case when d.ac is null then 'no actual cost' when d.ac = 0 then 'actual cost is zero' when d.ac < 0 then 'actual cost is negative' end,
      case when d.bac is null then 'no budget' when d.bac <= 0 then 'budget is zero' when d.bac <= d.ac then 'budget is spent' end,
      case when d.approved_start is null or d.approved_finish is null then 'no approved dates'
        when d.planned_duration is null then 'approved finish is not after the start'
        when d.at <= 0 then 'reported before the approved start'
        when d.points = 1 and d.pv is not null then 'one report only'
        when d.es is null and d.ev >= 0 and d.points > 1 and coalesce(d.bac > 0, true) then 'plan ends before what is earned'
        when d.ieac_t * d.period_days >= 36525 then 'finish is a hundred years away' end
      ], lambda said: said is not null), '; '), '') as reason,
    d.spi_t_approx, d.approved_start + if(d.ieac_t * d.period_days < 36525, round(d.ieac_t * d.period_days)::integer, null) as ieac_finish, d.is_latest,
    d.project, d.programme_id, d.strategy_id, d.live, d.approved_start, d.approved_finish, d.percent_complete, coalesce(d.replanned, false) as replanned
  from measured d order by d.project_id, d.report_date;
