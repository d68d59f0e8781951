-- What in the reports announces trouble, and how often that was right here.

-- Building block: the status reports with what was approved on their day.
-- Grain: one row per status report up to D: the newest so many of each project, of one project in so many.
-- Units: per cent; days; `red` by the thresholds of Settings as of D; `said` tells summaries apart, null where there is none.
-- Formula: red = schedule or cost as in `project_health`, by the register of the report's day; open = not complete.
create or replace macro report_seen(as_of, newest, one_in) as table
  with numbered as (
    select v.statement_id, v.valid_from as seen_on, row_number() over (partition by v.scope_id order by v.valid_from desc) as back
    from statement v where v.table_name = 'status' and v.valid_from <= as_of::date
      and is_sampled(v.scope_id, one_in)
    qualify back <= newest::integer
  ), approval as (
    select p.project_id, p.approved_start, p.approved_finish, p.budget, p.cadence, v.valid_from, v.valid_to
    from project p join statement v using (statement_id) where v.table_name = 'project' and v.valid_from <= as_of::date
  )
  select r.project_id, n.seen_on, n.back, r.overall_rag, r.percent_complete, r.forecast_finish,
    (r.percent_complete >= 100) is not true as open, if(trim(r.summary) <> '', hash(lower(trim(r.summary))), null) as said,
    cadence_days(coalesce(a.cadence, s.default_cadence)) as cadence_days,
    coalesce(greatest(
      schedule_level(r.forecast_finish - a.approved_finish, a.approved_finish - a.approved_start,
        s.schedule_amber_above_percent, s.schedule_red_from_percent),
      cost_level(r.estimate_at_completion, a.budget, s.cost_amber_above_percent, s.cost_red_above_percent)) = 2, false) as red
  from numbered n join status r using (statement_id) cross join setting_values(as_of) s
  left join approval a on a.project_id = r.project_id and n.seen_on >= a.valid_from and n.seen_on < a.valid_to;

-- Building block: the milestones that warn, report by report.
-- Grain: one row per statement of milestones, among those of the newest so many reports, and warning; its worst milestone.
-- Units: days, positive = later.
-- Formula: moved when due = a date that was to come before the next report after this one was moved later instead; late = critical, not
-- done, and forecast later than its baseline.
create or replace macro milestone_warned(as_of, newest, one_in) as table
  with told as (
    select v.scope_id, v.statement_id, v.valid_from, v.valid_to,
      row_number() over (partition by v.scope_id order by v.valid_from desc) as back
    from statement v where v.table_name = 'milestone' and v.valid_from <= as_of::date
      and is_sampled(v.scope_id, one_in)
    qualify back <= newest::integer + 1
  ), open as (
    select t.scope_id, t.back, t.valid_from, m.milestone_id, m.milestone, m.baseline_date, m.critical,
      coalesce(m.forecast_date, m.baseline_date) as forecast_date
    from milestone m join told t using (statement_id) where (m.actual_date <= t.valid_from) is not true
  ), moved as (
    select o.scope_id, o.back, o.milestone_id, o.milestone, o.critical and o.forecast_date > o.baseline_date as late,
      o.forecast_date - o.baseline_date as days_late,
      if(b.forecast_date < o.valid_from + p.cadence_days, o.forecast_date - b.forecast_date, 0) as days_moved
    from open o join project_placed(as_of) p on p.project_id = o.scope_id
    left join open b on b.scope_id = o.scope_id and b.milestone_id = o.milestone_id and b.back = o.back + 1
  )
  select t.scope_id as project_id, t.valid_from as seen_on, t.valid_to as seen_until,
    arg_max({milestone_id: m.milestone_id, milestone: m.milestone, days: m.days_moved}, (m.days_moved, m.milestone_id))
      filter (m.days_moved > 0) as moved,
    arg_max({milestone_id: m.milestone_id, milestone: m.milestone, days: m.days_late}, (m.days_late, m.milestone_id))
      filter (m.late) as late
  from moved m join told t using (scope_id, back) where t.back <= newest::integer
  group by all having moved is not null or late is not null;

-- Building block: the dependencies for which a project waits too long, provider statement by provider statement.
-- Grain: one row per dependency, register and statement of the provider's milestone that expects it later than needed.
-- Units: days later than needed.
-- Formula: as `dependency_outlook`, for the days from `seen_from` to before `seen_until`.
create or replace macro dependency_warned(as_of) as table
  with needed as (
    select d.provider_milestone_id, d.receiver_project_id, d.needed_by, v.valid_from, v.valid_to
    from dependency d join statement v using (statement_id) where v.table_name = 'dependency' and v.valid_from <= as_of::date
  )
  select n.receiver_project_id as project_id, m.milestone_id, m.milestone, m.forecast_date - n.needed_by as days,
    greatest(n.valid_from, v.valid_from) as seen_from, least(n.valid_to, v.valid_to) as seen_until
  from needed n join milestone m on m.milestone_id = n.provider_milestone_id and m.forecast_date > n.needed_by
  join statement v on v.statement_id = m.statement_id and v.valid_from < n.valid_to and n.valid_from < v.valid_to
  where v.table_name = 'milestone' and v.valid_from <= as_of::date and (m.actual_date <= v.valid_from) is not true;

-- Building block: the warnings of each report, from what was stated up to that day.
-- Grain: one row per report of `report_seen`; `warnings` is a list that may be empty.
-- Units: `days` = how much: without progress, later within the three reports, moved, late, later than needed; null for a pasted summary.
-- Formula: stalled = % complete, once begun, is that of both reports before; slipping = over three reports the finish moved by half of the
-- time between them or more; moved when due, green while late = `milestone_warned`; pasted = the summary is that of the report before;
-- waiting = `dependency_warned`.
create or replace macro report_warned(as_of, newest, one_in) as table
  with compared as (
    select r.*, lag(r.seen_on, 2) over earlier as since, lag(r.forecast_finish, 2) over earlier as finish_was,
      lag(r.said) over earlier as said_before,
      r.percent_complete > 0 and r.percent_complete = lag(r.percent_complete) over earlier
        and r.percent_complete = lag(r.percent_complete, 2) over earlier as stalled
    from report_seen(as_of, newest, one_in) r window earlier as (partition by r.project_id order by r.seen_on)
  ), waiting as (
    select c.project_id, c.seen_on,
      arg_max({milestone_id: d.milestone_id, milestone: d.milestone, days: d.days}, (d.days, d.milestone_id)) as waits
    from compared c join dependency_warned(as_of) d
      on d.project_id = c.project_id and c.seen_on >= d.seen_from and c.seen_on < d.seen_until group by c.project_id, c.seen_on
  )
  select c.project_id, c.seen_on, c.back, c.overall_rag, c.forecast_finish, c.open, c.red, if(not c.open, [], list_filter([
      {warning: 'stalled', days: if(c.stalled, c.seen_on - c.since, null), milestone_id: null::varchar, milestone: null::varchar,
        raised: c.stalled},
      {warning: 'slipping', days: c.forecast_finish - c.finish_was, milestone_id: null, milestone: null,
        raised: c.forecast_finish - c.finish_was >= 0.5 * (c.seen_on - c.since)},
      {warning: 'moved when due', days: w.moved.days, milestone_id: w.moved.milestone_id, milestone: w.moved.milestone,
        raised: w.moved is not null and c.seen_on < w.seen_until},
      {warning: 'green while late', days: w.late.days, milestone_id: w.late.milestone_id, milestone: w.late.milestone,
        raised: w.late is not null and c.seen_on < w.seen_until and c.overall_rag = 'Green'},
      {warning: 'pasted', days: null, milestone_id: null, milestone: null, raised: c.said = c.said_before},
      {warning: 'waiting', days: d.waits.days, milestone_id: d.waits.milestone_id, milestone: d.waits.milestone,
        raised: d.waits is not null}],
      lambda each: each.raised)) as warnings
  from compared c left join waiting d using (project_id, seen_on)
  asof left join milestone_warned(as_of, newest, one_in) w on w.project_id = c.project_id and w.seen_on <= c.seen_on;

-- How good each warning has been here: how often trouble followed, how much trouble it announced, and how long before.
-- Grain: one row per kind of warning and one for `any`; the most often right first, after them those raised in fewer than 5 projects.
-- Units: shares 0 to 1, null of nothing; lead in days; counts of reports (a warning that stays counts with each of them).
-- Formula: trouble = a later report within `ahead` days has the finish `moved` days or more after that of this report, or the evidence
-- red that was not; judged are the reports since which the project has reported for `ahead` days. Precision = warned and followed by
-- trouble ÷ warned; recall = warned and followed by trouble ÷ followed by trouble; base rate = followed by trouble ÷ all; lead = median
-- days from the warning to the first such report. Portfolios above 500 projects by a sample of them.
create or replace macro warning_record(as_of, ahead := 56, moved := 14) as table
  with seen as (
    select r.project_id, r.seen_on, r.forecast_finish, r.open, r.red,
      if(len(r.warnings) = 0, [], list_append(list_transform(r.warnings, lambda each: each.warning), 'any')) as raised
    from report_warned(as_of, 100000, record_one_in(as_of)) r
  ), followed as (
    select s.project_id, s.seen_on, any_value(s.raised) as raised, max(later.seen_on) as last_on, min(later.seen_on) filter (
      later.seen_on <= s.seen_on + ahead::integer
      and (later.forecast_finish - s.forecast_finish >= moved::integer or later.red and not s.red)) as trouble_on
    from seen s join seen later on later.project_id = s.project_id and later.seen_on > s.seen_on
    where s.open group by s.project_id, s.seen_on
  ), judged as (
    select f.project_id, f.raised, f.trouble_on - f.seen_on as lead_days from followed f where f.last_on >= f.seen_on + ahead::integer
  )
  select k.warning, count(*) filter (list_contains(j.raised, k.warning)) as warned,
    count(distinct j.project_id) filter (list_contains(j.raised, k.warning)) as projects_warned,
    count(*) filter (list_contains(j.raised, k.warning) and j.lead_days > 0) as right_warnings,
    right_warnings / nullif(warned, 0) as precision, right_warnings / nullif(count(j.lead_days), 0) as recall,
    median(j.lead_days) filter (list_contains(j.raised, k.warning)) as lead_days,
    count(j.lead_days) / nullif(count(j.project_id), 0) as base_rate, count(j.project_id) as judged
  from (select unnest(['stalled', 'slipping', 'moved when due', 'green while late', 'pasted', 'waiting', 'any']) as warning) k
  left join judged j on true group by k.warning order by projects_warned >= 5 desc, precision desc nulls last, k.warning;

-- Which live projects carry which warning now, and how good that warning has been here.
-- Grain: one row per project and warning in its latest report, in the order of `warning_record`.
-- Units: `days` = without progress (stalled), later over three reports (slipping), moved, late, or later than needed, of the worst
-- milestone; precision, recall, base rate 0 to 1; lead in days.
-- Formula: warnings = `report_warned`; their record = `warning_record`, with trouble within `ahead` days.
create or replace macro early_warnings(
  as_of, strategy := null, programme := null, department := null, tier := null, ahead := 56, moved := 14) as table
  select p.project_id, p.project, w.warning, w.days::double as days, w.milestone_id, w.milestone, w.seen_on as report_date,
    r.precision, r.recall, r.lead_days, r.base_rate, r.warned, r.right_warnings, r.projects_warned, p.programme_id, p.programme, p.strategy_id, p.strategy, p.tier, p.department
  from (select n.project_id, n.seen_on, unnest(n.warnings, recursive := true) from report_warned(as_of, 3, 1) n where n.back = 1) w
  join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = w.project_id and p.live
  join warning_record(as_of, ahead := ahead, moved := moved) r using (warning)
  order by r.projects_warned >= 5 desc, r.precision desc nulls last, w.warning, w.days desc nulls last, p.project_id;
