-- How late the finish is against a baseline of one's choice, project by project or summed up, and period by period.

-- Building block: the finish of each live project against the baseline that is asked for.
-- Grain: one row per live project; null days where nothing was reported.
-- Units: calendar days, or working days where Settings name a calendar; positive = later than the baseline.
-- Formula: baseline = `first`: the first finish ever approved; `previous`: what the report before expected; else the approved finish.
create or replace macro project_variance(as_of, baseline, strategy, programme, department, tier) as table
  select v.*, case baseline::varchar when 'first' then v.first_finish when 'previous' then v.previous_forecast else v.approved_finish end as measured_from,
    days_apart(s.working_days_of, measured_from, v.forecast_finish) as days,
    if(baseline::varchar = 'previous', null, days_apart(s.working_days_of, measured_from, v.previous_forecast)) as days_before,
    days_apart(s.working_days_of, v.first_finish, v.approved_finish) as baseline_moved,
    s.working_days_of as calendar
  from schedule_variance(as_of, strategy := strategy, programme := programme, department := department, tier := tier) v
  cross join setting_values(as_of) s where v.live;

-- How late the finish is, by project, programme, strategy, department or tier.
-- Grain: one row per group (`per`: project, programme, strategy, department, tier), the latest first.
-- Units: calendar days, or working days where Settings name a calendar; positive = later; a group's days are the mean of its projects.
-- Formula: days = forecast finish − baseline (`approved`, `first` or `previous`: the report before); days before = the same with the
-- forecast of the report before; baseline moved = approved finish − first finish.
-- Source: PMI, Practice Standard for Scheduling (finish variance).
create or replace macro finish_variance(
  as_of, per := 'project', baseline := 'approved', strategy := null, programme := null, department := null, tier := null) as table
  with grouped as (
    select v.*, per::varchar as kind, baseline::varchar as against,
      grouped_by(per, v.project_id, v.programme_id, v.strategy_id, v.department, v.tier) as group_id,
      grouped_by(per, v.project, v.programme, v.strategy, v.department, v.tier) as group_name
    from project_variance(as_of, baseline, strategy, programme, department, tier) v
  )
  select g.group_id, any_value(g.group_name) as group_name, any_value(g.kind) as kind, count(*) as projects, count(g.days) as known,
    count(*) filter (g.days > 0) as late, count(*) filter (g.tier = 'Key') as key_projects,
    count(*) filter (g.days > 0 and g.tier = 'Key') as key_late, avg(g.days) as days, avg(g.days_before) filter (g.days is not null) as days_before,
    max(g.days) as worst_days, min_by(g.project_id, (-g.days, g.project_id)) as worst_project_id, min_by(g.project, (-g.days, g.project_id)) as worst_project,
    max(g.baseline_moved) as baseline_moved, sum(g.rebaselines)::integer as rebaselines, max(g.last_rebaselined_on) as last_rebaselined_on,
    any_value(g.rag_evidence) filter (g.kind = 'project') as rag_evidence,
    any_value(g.programme) filter (g.kind = 'project') as programme, any_value(g.calendar) as calendar, any_value(g.against) as against
  from grouped g group by g.group_id order by days desc nulls last, g.group_id;

-- How late each programme was, period by period.
-- Grain: one row per programme (or strategy, department, tier) and default cadence, the last 13 back from the latest report.
-- Units: calendar days, or working days where Settings name a calendar; positive = later; the mean of its live projects that had reported, null before the first report.
-- Formula: days = forecast − baseline as in `finish_measured`, by what was known and approved on that day. The groups are those of D.
create or replace macro variance_grid(
  as_of, per := 'programme', baseline := 'approved', strategy := null, programme := null, department := null, tier := null) as table
  with measured as (
    select l.period_date, p.project_id, baseline::varchar as against,
      grouped_by(per, p.project_id, p.programme_id, p.strategy_id, p.department, p.tier) as group_id,
      grouped_by(per, p.project, p.programme, p.strategy, p.department, p.tier) as group_name,
      l.measured_from, l.forecast_finish
    from finish_measured(as_of, 13, baseline, strategy, programme, department, tier) l join project_placed(as_of) p using (project_id)
  ), counted as (
    select m.*, days_apart(s.working_days_of, m.measured_from, m.forecast_finish) as days
    from measured m cross join setting_values(as_of) s
  )
  select m.group_id, any_value(m.group_name) as group_name, m.period_date, count(m.days) as projects, avg(m.days) as days,
    max(m.days) as worst_days, min_by(m.project_id, (-m.days, m.project_id)) as worst_project_id, any_value(m.against) as against
  from counted m group by m.group_id, m.period_date order by m.group_id, m.period_date;

-- What finish was approved and what was expected, step by step.
-- Grain: one row per project and day on which a register approved or a report expected a finish, up to D.
-- Units: calendar days, or working days where Settings name a calendar; `days_moved` = by how many a register moved the approved finish (a
-- re-baseline).
create or replace macro finish_history(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with approved as (
    select a.project_id, a.approved_on as on_date, a.approved_finish,
      if(a.approved_finish <> a.approved_before, days_apart(s.working_days_of, a.approved_before, a.approved_finish), null) as days_moved
    from approved_history(as_of) a cross join setting_values(as_of) s
  ), expected as (
    select r.project_id, r.report_date as on_date, r.forecast_finish
    from status r join statement v using (statement_id) where v.table_name = 'status' and v.valid_from <= as_of::date
  )
  select t.project_id, t.on_date, t.approved_finish, t.forecast_finish, t.days_moved
  from (from approved full join expected using (project_id, on_date)) t
  semi join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = t.project_id
  order by t.project_id, t.on_date;

-- Every project or programme from its approved start to its expected finish.
-- Grain: one row per live project (`per` project), or one per programme or strategy with the span of its projects; projects without any
-- date are left out.
-- Units: calendar days, positive = later than approved; a group's days are those of its latest project.
-- Formula: expected = forecast finish, or the approved one while nothing was reported (`reported` false).
create or replace macro roadmap(as_of, per := 'project', strategy := null, programme := null, department := null, tier := null) as table
  with grouped as (
    select v.*, grouped_by(per, v.project_id, v.programme_id, v.strategy_id, v.department, v.tier) as group_id,
      grouped_by(per, v.project, v.programme, v.strategy, v.department, v.tier) as group_name, per::varchar as kind
    from schedule_variance(as_of, strategy := strategy, programme := programme, department := department, tier := tier) v
    where v.live and v.approved_start is not null and coalesce(v.forecast_finish, v.approved_finish) is not null
  )
  select g.group_id, any_value(g.group_name) as group_name, any_value(g.kind) as kind, count(*) as projects,
    count(*) filter (g.days_late > 0) as late, min(g.approved_start) as approved_start, max(g.approved_finish) as approved_finish,
    max(coalesce(g.forecast_finish, g.approved_finish)) as expected_finish, max(g.previous_forecast) as previous_forecast,
    max(g.days_late) as days_late, count(g.forecast_finish) > 0 as reported,
    any_value(g.rag_evidence) filter (g.kind = 'project') as rag_evidence, any_value(g.strategy_id) as strategy_id,
    any_value(g.strategy) as strategy, any_value(g.programme_id) filter (g.kind <> 'strategy') as programme_id,
    any_value(g.programme) filter (g.kind <> 'strategy') as programme
  from grouped g group by g.group_id order by strategy_id nulls last, programme_id nulls last, approved_start, g.group_id;

-- The milestones on the roadmap.
-- Grain: one row per milestone of a live project as last reported.
-- Units: calendar days, positive = later than the baseline.
-- Formula: on = actual, else forecast, else baseline date.
create or replace macro roadmap_milestones(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select m.project_id, m.milestone_id, m.milestone, coalesce(m.actual_date, m.forecast_date, m.baseline_date) as on_date,
    m.actual_date is not null as done, m.critical, coalesce(m.actual_date, m.forecast_date) - m.baseline_date as days_late
  from milestone_report(as_of, 1, strategy, programme, department, tier) m where m.live order by m.project_id, on_date, m.milestone_id;
