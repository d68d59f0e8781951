-- How healthy the schedules are: those of DCMA's 14 checks that a status sheet supports, each with its threshold and its rows.

-- Building block: the weekdays that have passed since the first Monday of 1970.
-- Grain: a value.
-- Units: days from Monday to Friday.
create or replace macro weekdays_until(on_day) as
  (on_day - date '1970-01-05') // 7 * 5 + least((on_day - date '1970-01-05') % 7, 5);

-- Building block: what each milestone of the last sheet of each live project shows.
-- Grain: one row per milestone; `flags` names the checks that it fails.
-- Formula: due = baseline up to the report; hit = reached up to its baseline; invalid dates = forecast before the report without an actual
-- date, or actual after the report; long tasks = not reached, and more than 44 weekdays after the milestone before it (or the
-- approved start); negative float = not reached, and forecast after the baseline; expected = the sheet before had it in the time since.
create or replace macro milestone_checked(as_of, strategy, programme, department, tier) as table
  with lately as (
    select r.*, coalesce(r.actual_date <= r.report_date, false) as done, r.baseline_date <= r.report_date as due
    from milestone_report(as_of, 2, strategy, programme, department, tier) r where r.live
  ), spaced as (
    select n.*, coalesce(lag(n.baseline_date) over (partition by n.project_id order by n.baseline_date, n.milestone_id), p.approved_start) as follows,
      b.forecast_date > b.report_date and b.forecast_date <= n.report_date and not b.done as expected,
      b.milestone_id is not null as told_before
    from lately n left join lately b on b.project_id = n.project_id and b.milestone_id = n.milestone_id and b.place = 2
    left join project_placed(as_of) p on p.project_id = n.project_id where n.place = 1
  ), judged as (
    select s.*, weekdays_until(s.baseline_date) - weekdays_until(s.follows) as weekdays, s.done and s.actual_date <= s.baseline_date as hit,
      s.actual_date > s.report_date or (s.actual_date is null and s.forecast_date < s.report_date) as invalid,
      not s.done and weekdays > 44 as long,
      not s.done and s.forecast_date > s.baseline_date as late
    from spaced s
  )
  select j.*, list_filter([if(j.due and not j.hit, 'missed', null), if(j.invalid, 'invalid dates', null), if(j.long, 'long tasks', null),
      if(j.late, 'negative float', null), if(j.due and not j.done, 'bei', null), if(j.expected and not j.done, 'cei', null)],
    lambda flag: flag is not null) as flags
  from judged j;

-- How healthy the schedule of each live project is, by what its sheets allow to compute.
-- Grain: one row per live project; null where a sheet does not tell.
-- Units: indices without unit, below 1 = bad; per cent 0 to 100; counts of milestones, and of open risks and issues without an owner.
-- Formula: BEI = reached ÷ due by baseline up to the report; hit task % = reached up to their baseline ÷ due; CEI = reached ÷ those that the
-- sheet before expected since; CPLI = (critical path length + float) ÷ critical path length, with length = forecast finish − report date and
-- float = approved finish − forecast finish; days past finish = report date − forecast finish of what is not complete; the counts as in
-- `milestone_checked`; checks = how many of DCMA's 14 are told.
-- Source: DCMA, Earned Value Management System Program Analysis Pamphlet (2012), 14-point assessment; CEI: NDIA PASEG.
create or replace macro schedule_health(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with counted as (
    select m.project_id, max(m.report_date) as sheet_date, count(*) as milestones, count(*) filter (m.due) as due,
      count(*) filter (m.done) as done, count(*) filter (m.hit and m.due) as hit, count(*) filter (m.due and not m.hit) as missed,
      count(*) filter (m.invalid) as invalid_dates, count(*) filter (m.long) as long_tasks, count(*) filter (m.late) as negative_float,
      count(*) filter (not m.done) as not_done, count(*) filter (m.expected) as expected,
      count(*) filter (m.expected and m.done) as expected_done
    from milestone_checked(as_of, strategy, programme, department, tier) m group by m.project_id
  ), unowned as (
    select v.scope_id, count(r.statement_id) filter (r.state = 'Open' and r.owner is null) as risks
    from statement v left join risk r using (statement_id)
    where v.table_name = 'risk' and v.valid_from <= as_of::date and v.valid_to > as_of::date group by v.scope_id
  ), unowned_issue as (
    select v.scope_id, count(i.statement_id) filter (i.state = 'Open' and i.owner is null) as issues
    from statement v left join issue i using (statement_id)
    where v.table_name = 'issue' and v.valid_from <= as_of::date and v.valid_to > as_of::date group by v.scope_id
  ), measured as (
    select h.project_id, h.report_date, c.done / nullif(c.due, 0) as bei, 100 * c.hit / nullif(c.due, 0) as hit_task_percent,
      c.expected_done / nullif(c.expected, 0) as cei,
      case when h.forecast_finish > h.report_date then (h.approved_finish - h.report_date) / (h.forecast_finish - h.report_date) end as cpli,
      case when h.forecast_finish < h.report_date and coalesce(h.percent_complete < 100, true) then h.report_date - h.forecast_finish
        when h.forecast_finish is not null then 0 end as days_past_finish,
      c.missed, c.invalid_dates, c.long_tasks, coalesce(u.risks + coalesce(i.issues, 0), i.issues) as owners_missing, c.negative_float,
      c.milestones, c.due, c.done, c.not_done, c.hit, c.expected, c.expected_done, h.project, h.programme, h.strategy, h.tier,
      h.approved_finish, h.forecast_finish, h.freshness
    from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
    left join counted c using (project_id) left join unowned u on u.scope_id = h.project_id
    left join unowned_issue i on i.scope_id = h.project_id where h.live
  )
  select m.project_id, m.report_date, m.bei, m.hit_task_percent, m.cei, m.cpli, m.missed, m.invalid_dates, m.long_tasks, m.owners_missing,
    m.negative_float, m.milestones,
    (m.bei is not null)::integer + (m.cpli is not null)::integer + coalesce(m.due > 0, false)::integer + 3 * (m.milestones is not null)::integer
      + (m.owners_missing is not null)::integer as checks,
    m.due, m.done, m.not_done, m.hit, m.expected, m.expected_done, m.project, m.programme, m.strategy, m.tier, m.approved_finish,
    m.forecast_finish, m.freshness, m.days_past_finish
  from measured m order by m.cpli nulls last, m.project_id;

-- DCMA's 14 checks over the portfolio: which can be computed from status sheets, and which hold.
-- Grain: one row per check in DCMA's order, then three measures that are none of the 14 (`dcma` null).
-- Units: per cent 0 to 100 (`percent`), an index (`index`) or a count (`count`).
-- Formula: as `schedule_health`, over all live projects together; CPLI is the mean of the projects. What needs a network of tasks cannot be
-- computed; a missing owner stands for a missing resource, the distance of milestones for the length of a task.
create or replace macro schedule_checks(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with total as (
    select sum(h.milestones) as milestones, sum(h.due) as due, sum(h.done) as done, sum(h.hit) as hit, sum(h.not_done) as not_done,
      sum(h.missed) as missed, sum(h.invalid_dates) as invalid, sum(h.long_tasks) as long, sum(h.negative_float) as late,
      sum(h.owners_missing) as unowned, sum(h.expected) as expected, sum(h.expected_done) as expected_done, avg(h.cpli) as cpli,
      count(*) filter (h.cpli < 0.95) as low_cpli, count(h.cpli) as with_cpli, count(*) filter (h.days_past_finish > 0) as passed,
      count(h.days_past_finish) as with_finish
    from schedule_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
  )
  select c.dcma, c.name as check_name, c.unit, c.value, c.threshold, c.value is not null as computable,
    if(c.unit = 'index', c.value >= c.threshold, c.value <= c.threshold) as passes, c.found::integer as found, c.judged::integer as judged
  from total t, unnest([
    {dcma: 1, name: 'logic', unit: null, value: null::double, threshold: null::double, found: null::bigint, judged: null::bigint},
    {dcma: 2, name: 'leads', unit: null, value: null, threshold: null, found: null, judged: null},
    {dcma: 3, name: 'lags', unit: null, value: null, threshold: null, found: null, judged: null},
    {dcma: 4, name: 'relationships', unit: null, value: null, threshold: null, found: null, judged: null},
    {dcma: 5, name: 'constraints', unit: null, value: null, threshold: null, found: null, judged: null},
    {dcma: 6, name: 'high float', unit: null, value: null, threshold: null, found: null, judged: null},
    {dcma: 7, name: 'negative float', unit: 'percent', value: 100 * t.late / nullif(t.not_done, 0), threshold: 0, found: t.late, judged: t.not_done},
    {dcma: 8, name: 'long tasks', unit: 'percent', value: 100 * t.long / nullif(t.not_done, 0), threshold: 5, found: t.long, judged: t.not_done},
    {dcma: 9, name: 'invalid dates', unit: 'percent', value: 100 * t.invalid / nullif(t.milestones, 0), threshold: 0, found: t.invalid, judged: t.milestones},
    {dcma: 10, name: 'owners missing', unit: 'count', value: t.unowned, threshold: 0, found: t.unowned, judged: null},
    {dcma: 11, name: 'missed', unit: 'percent', value: 100 * t.missed / nullif(t.due, 0), threshold: 5, found: t.missed, judged: t.due},
    {dcma: 12, name: 'critical path test', unit: null, value: null, threshold: null, found: null, judged: null},
    {dcma: 13, name: 'cpli', unit: 'index', value: t.cpli, threshold: 0.95, found: t.low_cpli, judged: t.with_cpli},
    {dcma: 14, name: 'bei', unit: 'index', value: t.done / nullif(t.due, 0), threshold: 0.95, found: t.due - t.done, judged: t.due},
    {dcma: null, name: 'hit task', unit: 'percent', value: 100 * t.hit / nullif(t.due, 0), threshold: null, found: t.due - t.hit, judged: t.due},
    {dcma: null, name: 'finish passed', unit: 'count', value: if(t.with_finish > 0, t.passed, null), threshold: 0, found: t.passed,
      judged: t.with_finish},
    {dcma: null, name: 'cei', unit: 'index', value: t.expected_done / nullif(t.expected, 0), threshold: null, found: t.expected - t.expected_done,
      judged: t.expected}
  ]) as u(c) order by c.dcma nulls last, c.name desc;

-- The milestones behind a check.
-- Grain: one row per milestone of a live project that fails the check `failed`: missed, invalid dates, long tasks, negative float, bei, cei.
-- Units: calendar days, positive = later than the baseline; `weekdays` from the baseline of the milestone before it (or the approved start).
create or replace macro schedule_findings(
  as_of, failed := 'missed', strategy := null, programme := null, department := null, tier := null) as table
  select m.project_id, m.project, m.milestone_id, m.milestone, m.baseline_date, m.forecast_date, m.actual_date, m.report_date,
    coalesce(m.actual_date, m.forecast_date) - m.baseline_date as days_late, m.critical, m.weekdays
  from milestone_checked(as_of, strategy, programme, department, tier) m where list_contains(m.flags, failed::varchar)
  order by if(failed::varchar = 'long tasks', m.weekdays, null) desc nulls last, days_late desc nulls last, m.project_id, m.milestone_id;
