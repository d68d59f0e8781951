-- How the date of every milestone moved from report to report, and what that says of the next one.

-- Building block: how fast a forecast recedes.
-- Grain: a value, null where no time passed.
-- Units: days of forecast a day of reports; 1.0 recedes day for day, below 0 comes nearer.
create or replace macro slip_between(from_forecast, to_forecast, from_report, to_report) as
  (to_forecast - from_forecast) / nullif(to_report - from_report, 0);

-- Building block: what the last forecasts of a milestone have in common.
-- Grain: a value; `forecasts` and `reports` are lists of days of the same length, oldest first.
-- Formula: done = reached; stale = its forecast lies before its report; zigzag = moved to and fro, at least twice;
-- receding = slipped by half a day or more each day of the last three reports; slipping = later than before, more slowly;
-- early = before its baseline, or nearer than before; steady = none of these; null where no date was stated.
create or replace macro milestone_pattern(forecasts, reports, baseline, actual) as
  case when actual is not null then 'done' when len(forecasts) = 0 then null when forecasts[-1] < reports[-1] then 'stale'
    when list_min(forecasts) = list_max(forecasts) then if(forecasts[-1] < baseline, 'early', 'steady')
    else list_extract(list_transform([{
        moves: list_filter(list_transform(range(2, len(forecasts) + 1), lambda i: sign(forecasts[i] - forecasts[i - 1])), lambda way: way <> 0),
        rate: slip_between(forecasts[greatest(len(forecasts) - 3, 1)], forecasts[-1], reports[greatest(len(reports) - 3, 1)], reports[-1]),
        net: forecasts[-1] - forecasts[1]}],
      lambda seen: case
        when len(list_filter(range(2, len(seen.moves) + 1), lambda i: seen.moves[i] <> seen.moves[i - 1])) > 1 then 'zigzag'
        when seen.rate >= 0.5 then 'receding' when seen.net > 0 then 'slipping'
        when seen.net < 0 or forecasts[-1] < baseline then 'early' else 'steady' end), 1) end;

-- Building block: every report of every milestone, newest report first to be told apart.
-- Grain: one row per milestone and report up to D whose `place` back from the newest is at most `most`.
create or replace macro milestone_report(as_of, most, strategy, programme, department, tier) as table
  with numbered as (
    select v.statement_id, v.scope_id, v.stated_on, row_number() over (partition by v.scope_id order by v.stated_on desc) as place
    from statement v where v.table_name = 'milestone' and v.valid_from <= as_of::date
  )
  select m.project_id, m.milestone_id, m.milestone, n.stated_on as report_date, n.place, m.baseline_date, m.forecast_date, m.actual_date,
    m.critical, p.project, p.programme_id, p.programme, p.strategy_id, p.strategy, p.live
  from numbered n join milestone m using (statement_id)
  join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = m.project_id
  where n.place <= most;

-- The history of every milestone: what each report expected, and how it had been moving.
-- Grain: one row per milestone and report up to D, of all projects in the register; newest report last.
-- Units: calendar days, positive = later than the baseline; slip rate in days of forecast a day of reports (1.0 recedes day for day).
-- Formula: days late = actual or forecast − baseline; slip rate = Δ forecast ÷ Δ report date since the report before; pattern over the
-- last six reports (see `milestone_pattern`).
-- Source: milestone trend analysis (DIN 69900; PMI, Practice Standard for Scheduling).
create or replace macro milestone_trend(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with seen as (
    select r.*, lag(r.forecast_date) over told as forecast_before, lag(r.report_date) over told as report_before,
      list(r.forecast_date) over lately as forecasts, list(r.report_date) over lately as reports
    from milestone_report(as_of, 100000, strategy, programme, department, tier) r
    window told as (partition by r.project_id, r.milestone_id order by r.report_date),
      lately as (partition by r.project_id, r.milestone_id order by r.report_date rows between 5 preceding and current row)
  )
  select s.project_id, s.milestone_id, s.milestone, s.report_date, s.baseline_date, s.forecast_date, s.actual_date,
    coalesce(s.actual_date, s.forecast_date) - s.baseline_date as days_late,
    slip_between(s.forecast_before, s.forecast_date, s.report_before, s.report_date) as slip_rate,
    milestone_pattern(list_filter(s.forecasts, lambda day: day is not null),
      list_filter(list_transform(s.reports, lambda day, i: if(s.forecasts[i] is null, null, day)), lambda day: day is not null),
      s.baseline_date, s.actual_date) as pattern,
    s.critical, s.project, s.programme_id, s.programme, s.strategy_id, s.strategy, s.live
  from seen s order by s.project_id, s.milestone_id, s.report_date;

-- How every milestone stands and has been moving: the last row of each history, made from its last six reports alone.
-- Grain: one row per milestone of a live project in its newest report up to D; the fastest movers first.
-- Units: calendar days, positive = later; slip rate in days of forecast a day of reports over those reports.
-- Formula: as `milestone_trend`; moved = forecast − forecast six reports ago.
create or replace macro milestone_moves(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with lately as (
    select r.* from milestone_report(as_of, 6, strategy, programme, department, tier) r where r.live
  ), seen as ( -- one aggregate a place: ordered lists of 360,000 rows take four times as long
    select r.project_id, r.milestone_id,
      [max(r.forecast_date) filter (r.place = 6), max(r.forecast_date) filter (r.place = 5), max(r.forecast_date) filter (r.place = 4),
       max(r.forecast_date) filter (r.place = 3), max(r.forecast_date) filter (r.place = 2), max(r.forecast_date) filter (r.place = 1)] as dates,
      [max(r.report_date) filter (r.place = 6), max(r.report_date) filter (r.place = 5), max(r.report_date) filter (r.place = 4),
       max(r.report_date) filter (r.place = 3), max(r.report_date) filter (r.place = 2), max(r.report_date) filter (r.place = 1)] as told
    from lately r group by r.project_id, r.milestone_id
  ), dated as (
    select s.project_id, s.milestone_id, list_filter(s.dates, lambda day: day is not null) as forecasts,
      list_filter(s.told, lambda day, i: s.dates[i] is not null) as reports
    from seen s
  )
  select n.project_id, n.milestone_id, n.milestone, n.report_date, n.baseline_date, n.forecast_date, n.actual_date,
    coalesce(n.actual_date, n.forecast_date) - n.baseline_date as days_late,
    slip_between(d.forecasts[1], d.forecasts[-1], d.reports[1], d.reports[-1]) as slip_rate,
    milestone_pattern(d.forecasts, d.reports, n.baseline_date, n.actual_date) as pattern, d.forecasts[-1] - d.forecasts[1] as days_moved,
    n.critical, n.project, n.programme_id, n.programme, n.strategy_id, n.strategy
  from lately n join dated d using (project_id, milestone_id) where n.place = 1;

-- How many milestones of live projects show each pattern.
-- Grain: one row per pattern, those that call for attention first.
-- Formula: see `milestone_pattern`; undated = no report ever gave a date.
create or replace macro milestone_patterns(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select m.pattern, count(*) as milestones, count(distinct m.project_id) as projects from (
    select v.project_id, coalesce(v.pattern, 'undated') as pattern
    from milestone_moves(as_of, strategy := strategy, programme := programme, department := department, tier := tier) v
  ) m group by m.pattern
  order by list_position(['receding', 'stale', 'zigzag', 'slipping', 'early', 'steady', 'undated', 'done'], m.pattern);

-- The milestones that move most, programme by programme, with their last 26 reports.
-- Grain: one row per milestone drawn and report at which its forecast changed, first and last included; at most six programmes of five, of
-- `programmes` that have any.
-- Units: calendar days, positive = later; days late as of that report, slip rate in days of forecast a day of reports over the last six.
-- Formula: those that moved furthest first; of the `milestones` of a programme that are not reached, so many are `movers`: of the pattern
-- asked for, or without one stale, or moved by a week or more within their last six reports.
create or replace macro milestone_board(
  as_of, pattern := null, strategy := null, programme := null, department := null, tier := null) as table
  with moves as (
    select m.*, coalesce(m.programme_id, '') as panel,
      if(pattern::varchar is null, m.pattern = 'stale' or coalesce(abs(m.days_moved) >= 7, false), m.pattern = pattern::varchar) as moving
    from milestone_moves(as_of, strategy := strategy, programme := programme, department := department, tier := tier) m
    where m.pattern <> 'done'
  ), counted as (
    select v.*, count(*) over (partition by v.panel) as milestones, count(*) filter (v.moving) over (partition by v.panel) as movers,
      row_number() over (
        partition by v.panel order by v.moving desc, abs(v.days_moved) desc, v.days_late desc, v.milestone_id) as place,
      max(abs(v.days_moved)) filter (v.moving) over (partition by v.panel) as furthest
    from moves v
  ), placed as (
    select c.*, dense_rank() over (order by c.furthest desc, c.movers desc, c.panel) as panel_place from counted c
    where c.place <= 5 and c.moving
  ), chosen as (
    select p.*, (select max(a.panel_place) from placed a) as programmes from placed p where p.panel_place <= 6
  ), told as (
    select v.statement_id, v.scope_id, v.stated_on from statement v
    where v.table_name = 'milestone' and v.valid_from <= as_of::date and v.scope_id in (select c.project_id from chosen c)
    qualify row_number() over (partition by v.scope_id order by v.stated_on desc) <= 26
  ), history as (
    select m.project_id, m.milestone_id, t.stated_on as report_date, m.forecast_date as forecast, m.baseline_date as baseline,
      lag(m.forecast_date) over course as before, lead(m.forecast_date) over course as after
    from told t join milestone m using (statement_id) where m.forecast_date is not null
    window course as (partition by m.project_id, m.milestone_id order by t.stated_on)
  )
  select c.panel_place, c.place, c.programme_id, c.programme, c.project_id, c.project, c.milestone_id, c.milestone,
    h.report_date, h.forecast as forecast_date, h.baseline as baseline_date, h.forecast - h.baseline as days_late, c.days_moved, c.slip_rate, c.pattern,
    c.movers, c.milestones, c.critical, c.strategy, c.programmes, pattern::varchar as asked_pattern
  from chosen c join history h using (project_id, milestone_id)
  where h.before is null or h.after is null or h.before <> h.forecast or h.after <> h.forecast
  order by c.panel_place, c.place, h.report_date;

-- What each report said of a milestone, with the words of its project's report.
-- Grain: one row per milestone and report up to D, newest first.
-- Units: calendar days, positive = later; `days_moved` since the report before.
create or replace macro milestone_story(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select t.project_id, t.milestone_id, t.milestone, t.project, t.programme, t.report_date, t.baseline_date, t.forecast_date, t.actual_date,
    t.days_late, t.forecast_date - lag(t.forecast_date) over (partition by t.project_id, t.milestone_id order by t.report_date) as days_moved,
    t.slip_rate, t.pattern, t.critical, r.overall_rag as rag_reported, r.summary
  from milestone_trend(as_of, strategy := strategy, programme := programme, department := department, tier := tier) t
  left join (
    select s.project_id, s.report_date, s.overall_rag, s.summary from status s join statement v using (statement_id)
    where v.table_name = 'status' and v.valid_from <= as_of::date
  ) r on r.project_id = t.project_id and r.report_date = t.report_date
  order by t.project_id, t.milestone_id, t.report_date desc;

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
