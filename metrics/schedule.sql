-- How late the work is: against three baselines, over time, and by milestone.

-- Building block: what each register approved as finish, register by register.
-- Grain: one row per project and register dated up to D.
create or replace macro approved_history(as_of) as table
  select p.project_id, v.valid_from as approved_on, p.approved_finish,
    lag(p.approved_finish) over (partition by p.project_id order by v.valid_from) as approved_before
  from project p join statement v using (statement_id) where v.table_name = 'project' and v.valid_from <= as_of::date;

-- The finish of each project against its first, its approved and its previously forecast date.
-- Grain: one row per project in the register as of D, of all stages.
-- Units: calendar days, positive = late; null where nothing was reported.
-- Formula: days late = forecast − approved finish; slip = forecast − forecast of the report before; re-baselines = changes of the approved finish.
-- Source: PMI, Practice Standard for Scheduling (finish variance).
create or replace macro schedule_variance(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with approval as (
    select a.project_id, arg_min(a.approved_finish, a.approved_on) as first_finish,
      count(*) filter (a.approved_finish <> a.approved_before) as rebaselines
    from approved_history(as_of) a group by a.project_id
  ), earlier as (
    select v.statement_id, v.scope_id from statement v join statement n on n.scope_id = v.scope_id and n.valid_from = v.valid_to
    where v.table_name = 'status' and n.table_name = 'status' and n.valid_from <= as_of::date and n.valid_to > as_of::date
  ), previous as (
    select e.scope_id as project_id, r.forecast_finish as previous_forecast from status r join earlier e using (statement_id)
  )
  select h.project_id, a.first_finish, h.approved_finish, f.previous_forecast, h.forecast_finish,
    h.forecast_finish - a.first_finish as days_late_first, h.days_late, h.forecast_finish - f.previous_forecast as slip_since_last,
    a.rebaselines, h.project, h.programme, h.programme_id, h.strategy_id, h.strategy, h.tier, h.approved_start, h.rag_evidence,
    h.percent_complete, h.report_date, h.freshness, h.live
  from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
  left join approval a using (project_id) left join previous f using (project_id)
  order by h.days_late desc nulls last, h.project_id;

-- How late the portfolio was, period by period.
-- Grain: one row per default cadence, the last 26 back from the latest report; what was known and approved on that day.
-- Units: calendar days over live projects that had reported; null before the first report.
-- Formula: total = Σ max(days late, 0); mean = total ÷ projects.
create or replace macro slip_trend(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with chosen as (select p.project_id from project_in_scope(as_of, strategy, programme, department, tier) p
  ), latest as (
    select max(v.stated_on) as latest_on from statement v where v.table_name = 'status' and v.valid_from <= as_of::date
  ), period as (
    select t.latest_on - (n.back * cadence_days(s.default_cadence))::integer as period_date
    from latest t, setting_values(as_of) s, generate_series(0, 25) as n(back) where t.latest_on is not null
  ), registered as materialized (
    select d.period_date, v.statement_id as register_id
    from period d join statement v on v.valid_from <= d.period_date and v.valid_to > d.period_date where v.table_name = 'project'
  ), counting as (
    select d.period_date, d.register_id, v.statement_id
    from registered d join statement v on v.valid_from <= d.period_date and v.valid_to > d.period_date where v.table_name = 'status'
  ), reported as materialized (
    select c.period_date, c.register_id, r.project_id, r.forecast_finish from counting c join status r using (statement_id)
  ), late as (
    select r.period_date, r.forecast_finish - p.approved_finish as days_late
    from reported r join project p on p.statement_id = r.register_id and p.project_id = r.project_id
    where (p.stage is null or p.stage in ('Approved', 'In delivery'))
      and (coalesce(strategy, programme, department, tier)::varchar is null or p.project_id in (select x.project_id from chosen x))
  )
  select d.period_date, count(l.days_late) as projects, count(*) filter (l.days_late > 0) as late,
    sum(greatest(l.days_late, 0)) filter (l.days_late is not null)::double as total_days_late, avg(greatest(l.days_late, 0)) filter (l.days_late is not null) as mean_days_late
  from period d left join late l using (period_date) group by d.period_date order by d.period_date;

-- The milestones that were missed or fall due soon.
-- Grain: one row per milestone of a live project that has no actual date and lies before as_of + days.
-- Units: calendar days, positive = later than the baseline.
-- Formula: missed = forecast (or baseline) passed without an actual date; due = within `days`.
create or replace macro milestones_due(as_of, days := 30, strategy := null, programme := null, department := null, tier := null) as table
  select m.project_id, p.project, m.milestone_id, m.milestone, m.baseline_date, m.forecast_date, m.actual_date,
    coalesce(m.forecast_date, m.baseline_date) - m.baseline_date as days_late, m.critical,
    if(coalesce(m.forecast_date, m.baseline_date) < as_of::date, 'missed', 'due') as state, p.programme_id, p.strategy_id
  from milestone_at(as_of) m join project_in_scope(as_of, strategy, programme, department, tier) p using (project_id)
  where p.live and m.actual_date is null and coalesce(m.forecast_date, m.baseline_date) <= as_of::date + days::integer
  order by state desc, coalesce(m.forecast_date, m.baseline_date), m.project_id, m.milestone_id;
