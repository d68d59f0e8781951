-- One project on one page: who runs it, how it came to stand where it does, and what waits in it.
-- Each takes one project by its id; without one, all of them.

-- Building block: the milestones as last reported of one project, or of all.
-- Grain: one row per milestone; found by its few statements, without reading through all history.
create or replace macro project_stones(as_of, project) as table
  select m.* from milestone m where m.statement_id in (
    select v.statement_id from statement v where v.table_name = 'milestone' and passes(v.scope_id, project)
      and v.valid_from <= as_of::date and v.valid_to > as_of::date);

-- A project with its people and how it stands.
-- Grain: one row per project in the register as of D, of all stages.
-- Units: as in project_health; manager time in per cent of a working time.
-- Formula: next report due = last report + cadence; the rest as in project_health.
create or replace macro project_profile(as_of, project := null) as table
  select h.*, p.manager_time_percent, g.programme_manager, y.sponsor, h.report_date + cadence_days(h.cadence) as due_date
  from project_health(as_of) h join project_at(as_of) p using (project_id)
  left join programme_at(as_of) g on g.programme_id = h.programme_id
  left join strategy_at(as_of) y on y.strategy_id = h.strategy_id
  where passes(h.project_id, project);

-- What a project reported, report by report, with the colour that the evidence gave on that day.
-- Grain: one row per report that counts, dated up to D, oldest first.
-- Units: days (positive = late), money, per cent complete 0 to 100.
-- Formula: evidence as in project_health on the day of the report: its register, its thresholds, its risks.
create or replace macro project_history(as_of, project := null) as table
  with told as (
    select v.statement_id, v.scope_id, v.valid_from as told_on
    from statement v where v.table_name = 'status' and v.valid_from <= as_of::date and passes(v.scope_id, project)
  ), approved as (
    select t.statement_id, p.approved_start, p.approved_finish, p.budget
    from told t join statement g on g.table_name = 'project' and g.valid_from <= t.told_on and g.valid_to > t.told_on
    join project p on p.statement_id = g.statement_id and p.project_id = t.scope_id
  ), scale as (
    select t.statement_id, coalesce(g.statement_id, 0) as setting_id
    from told t left join statement g on g.table_name = 'setting' and g.valid_from <= t.told_on and g.valid_to > t.told_on
  ), unanswered as (
    select distinct t.statement_id
    from told t join scale c using (statement_id) join setting_declared s on s.statement_id = c.setting_id
    join statement k on k.table_name = 'risk' and k.scope_id = t.scope_id and passes(k.scope_id, project)
      and k.valid_from <= t.told_on and k.valid_to > t.told_on
    join risk r on r.statement_id = k.statement_id
    where passes(r.scope_id, project) and r.state = 'Open' and r.probability * r.impact >= s.red_zone_from and (r.action_due is null or r.action_due < t.told_on)
  ), measured as (
    select r.*, t.told_on, a.approved_finish, a.budget, r.forecast_finish - a.approved_finish as days_late,
      schedule_level(r.forecast_finish - a.approved_finish, a.approved_finish - a.approved_start,
        s.schedule_amber_above_percent, s.schedule_red_from_percent) as schedule_level,
      cost_level(r.estimate_at_completion, a.budget, s.cost_amber_above_percent, s.cost_red_above_percent) as cost_level,
      if(u.statement_id is null, null, 1) as risk_level
    from status r join told t on t.statement_id = r.statement_id join scale c on c.statement_id = t.statement_id
    join setting_declared s on s.statement_id = c.setting_id
    left join approved a on a.statement_id = t.statement_id left join unanswered u on u.statement_id = t.statement_id
    where passes(r.project_id, project)
  )
  select m.project_id, m.told_on as report_date, m.overall_rag as rag_reported,
    ['Green', 'Amber', 'Red'][greatest(m.schedule_level, m.cost_level, m.risk_level) + 1] as rag_evidence,
    m.scope_rag, m.schedule_rag, m.cost_rag, m.days_late, m.forecast_finish, m.approved_finish, m.percent_complete, m.planned_value,
    m.earned_value, m.actual_cost, m.estimate_at_completion, m.budget, m.summary, m.next_steps
  from measured m order by m.project_id, report_date;

-- The milestones of a project, done and to come.
-- Grain: one row per milestone as last reported.
-- Units: calendar days, positive = later than the baseline; counts of open risks that threaten it and open decisions that it waits for.
-- Formula: expected = actual, else forecast, else baseline date; missed = expected before D without an actual date.
create or replace macro project_milestones(as_of, project := null) as table
  with threat as (
    select r.scope_id, r.threatens_milestone_id, count(*) as threats
    from risk_at(as_of) r where r.state = 'Open' and passes(r.scope_id, project) group by all
  ), awaited as (
    select d.project_id, d.waiting_milestone_id, count(*) as decisions
    from decision_at(as_of) d where d.state = 'Open' and passes(d.project_id, project) group by all
  )
  select m.project_id, m.milestone_id, m.milestone, m.baseline_date, m.forecast_date, m.actual_date,
    coalesce(m.actual_date, m.forecast_date, m.baseline_date) as expected_on, expected_on - m.baseline_date as days_late, m.critical,
    case when m.actual_date is not null then 'delivered' when expected_on < as_of::date then 'missed' else 'due' end as state,
    coalesce(t.threats, 0) as threats, coalesce(w.decisions, 0) as decisions_waiting
  from project_stones(as_of, project) m
  left join threat t on t.scope_id = m.project_id and t.threatens_milestone_id = m.milestone_id
  left join awaited w on w.project_id = m.project_id and w.waiting_milestone_id = m.milestone_id
  order by expected_on, m.milestone_id;

-- The risks of a project: the open ones, the dearest first, then those dropped unclosed.
-- Grain: one row per risk that is open or dropped.
-- Units: as in risk_register.
create or replace macro project_risks(as_of, project := null) as table
  select r.project_id, r.scope_id, r.risk_id, r.risk, r.category, r.zone, r.probability, r.impact, r.score, r.cost_exposure, r.expected_cost,
    r.delay_exposure_days, r.response, r.owner, r.action_due, m.milestone, r.threatens_milestone_id, r.state, r.report_date, r.dropped,
    r.dropped_on, r.first_seen, r.is_new
  from risk_measured(as_of) r
  left join project_stones(as_of, project) m on m.project_id = r.project_id and m.milestone_id = r.threatens_milestone_id
  where r.project_id is not null and passes(r.project_id, project) and (r.counts or r.dropped)
  order by r.counts desc, r.expected_cost desc nulls last, r.risk_id;

-- The issues of a project, the open ones first, then the most severe.
-- Grain: one row per issue as last reported.
-- Units: severity 1 to 5; days (overdue positive, still time negative), null once closed.
create or replace macro project_issues(as_of, project := null) as table
  select i.project_id, i.issue_id, i.issue, i.severity, i.owner, i.due as due_date, i.state,
    if(i.state = 'Open', as_of::date - i.due, null) as days_overdue
  from issue_at(as_of) i where passes(i.project_id, project) order by i.state = 'Open' desc, i.severity desc nulls last, i.due, i.issue_id;

-- The decisions that a project asked for, the open ones first, then the most overdue.
-- Grain: one row per decision as last reported.
-- Units: days (overdue positive, still time negative), null once decided.
create or replace macro project_decisions(as_of, project := null) as table
  select d.project_id, d.decision_id, d.decision_needed, b.body, d.raised_on, d.needed_by, d.state, d.outcome, m.milestone,
    if(d.state = 'Open', as_of::date - d.needed_by, null) as days_overdue
  from decision_at(as_of) d left join body_at(as_of) b on b.body_id = d.body_id
  left join project_stones(as_of, project) m on m.project_id = d.project_id and m.milestone_id = d.waiting_milestone_id
  where passes(d.project_id, project) order by d.state = 'Open' desc, days_overdue desc nulls last, d.decision_id;

-- The approved changes of a project, newest first.
-- Grain: one row per change as last reported.
create or replace macro project_changes(as_of, project := null) as table
  select c.project_id, c.change_id, c.kind, c.was, c.becomes, c.approved_by, c.approved_on
  from change_at(as_of) c where passes(c.project_id, project) order by c.approved_on desc nulls last, c.change_id;
