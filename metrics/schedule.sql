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
-- Formula: days late = forecast − approved finish; slip = forecast − forecast of the report before;
-- re-baselines = changes of the approved finish.
-- Source: PMI, Practice Standard for Scheduling (finish variance).
create or replace macro schedule_variance(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with approval as (
    select a.project_id, arg_min(a.approved_finish, a.approved_on) as first_finish,
      count(*) filter (a.approved_finish <> a.approved_before) as rebaselines,
      max(a.approved_on) filter (a.approved_finish <> a.approved_before) as last_rebaselined_on
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
    h.percent_complete, h.report_date, h.freshness, h.live, h.department, a.last_rebaselined_on
  from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
  left join approval a using (project_id) left join previous f using (project_id)
  order by h.days_late desc nulls last, h.project_id;

-- Building block: what finish was approved and expected, period by period.
-- Grain: one row per live project that had reported and default cadence, so many back from the latest report (`back` 0); what was known
-- and approved on that day. The filters take the projects that pass them as of D.
create or replace macro finish_by_period(as_of, periods, strategy, programme, department, tier) as table
  with period as (
    from report_period(as_of, 'status', periods)
  ), registered as (
    select v.statement_id, list(d.back) as backs
    from period d join statement v on v.valid_from <= d.period_date and v.valid_to > d.period_date
    where v.table_name = 'project' group by v.statement_id
  ), approved as (
    select p.project_id, p.approved_finish, unnest(g.backs) as back
    from project p join registered g using (statement_id)
    where is_live(p.stage) and passes(p.programme_id, programme) and passes(p.department, department) and passes(p.tier, tier)
      and (strategy::varchar is null
        or p.project_id in (select k.project_id from project_link(as_of) k where k.strategy_id = strategy::varchar))
  ), first_approved as (
    select a.project_id, arg_min(a.approved_finish, a.approved_on) as first_finish from approved_history(as_of) a group by a.project_id
  )
  select c.back, d.period_date, r.project_id, r.forecast_finish, a.approved_finish, f.first_finish
  from statement_period(as_of, 'status', periods) c join status r using (statement_id) join approved a on a.back = c.back and a.project_id = r.project_id
  join period d on d.back = c.back left join first_approved f on f.project_id = r.project_id;

-- Building block: the finish against a baseline, period by period.
-- Grain: as `finish_by_period`.
-- Formula: measured from = `first`: the first finish ever approved; `previous`: what was expected a period before; else the finish approved.
create or replace macro finish_measured(as_of, periods, baseline, strategy, programme, department, tier) as table
  select m.* from (
    select l.*, case baseline::varchar when 'first' then l.first_finish
      when 'previous' then lag(l.forecast_finish) over (partition by l.project_id order by l.back desc) else l.approved_finish end as measured_from
    from finish_by_period(as_of, periods + 1, strategy, programme, department, tier) l
  ) m where m.back < periods;

-- How late the portfolio was, period by period.
-- Grain: one row per default cadence, the last 26 back from the latest report; what was known and approved on that day.
-- The strategy filter takes the projects that serve the strategy as of D.
-- Units: calendar days over live projects that had reported; null before the first report.
-- Formula: days late = forecast − baseline as in `finish_measured`; total = Σ max(days late, 0); mean = total ÷ projects.
create or replace macro slip_trend(
  as_of, baseline := 'approved', strategy := null, programme := null, department := null, tier := null) as table
  with late as (
    select f.back, f.forecast_finish - f.measured_from as days_late
    from finish_measured(as_of, 26, baseline, strategy, programme, department, tier) f
  )
  select d.period_date, count(l.days_late) as projects, count(*) filter (l.days_late > 0) as late,
    sum(days_beyond(l.days_late))::double as total_days_late, avg(days_beyond(l.days_late)) as mean_days_late,
    any_value(baseline::varchar) as against
  from report_period(as_of, 'status', 26) d left join late l on l.back = d.back group by d.period_date order by d.period_date;
