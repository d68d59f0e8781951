-- The portfolio in one screen: the totals, what waits for a decision, and what changed.

-- The days on which somebody reported.
-- Grain: one row per report date up to D, newest first.
create or replace macro report_dates(as_of) as table
  select distinct v.stated_on as report_date from statement v where v.table_name = 'status' and v.valid_from <= as_of::date
  order by report_date desc;

-- The decisions that somebody waits for.
-- Grain: one row per open decision of a live project.
-- Units: calendar days (overdue positive, still time negative).
create or replace macro decisions_waiting(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select d.decision_id, d.project_id, p.project, p.strategy_id, p.strategy, d.decision_needed, b.body, d.raised_on, d.needed_by,
    as_of::date - d.needed_by as days_overdue, d.waiting_milestone_id, m.milestone, m.forecast_date as milestone_forecast,
    m.forecast_date - m.baseline_date as milestone_days_late
  from decision_at(as_of) d join project_in_scope(as_of, strategy, programme, department, tier) p using (project_id)
  left join body_at(as_of) b on b.body_id = d.body_id
  left join milestone_at(as_of) m on m.project_id = d.project_id and m.milestone_id = d.waiting_milestone_id
  where p.live and d.state = 'Open' order by days_overdue desc nulls last, d.decision_id;

-- The portfolio in one row.
-- Grain: one row.
-- Units: counts of live projects and open risks; days; money, null where nothing was stated.
-- Formula: total days late = Σ max(days late, 0); greener than evidence = reported colour better than the evidence;
-- orphans = projects of which no part serves a strategy of the register.
create or replace macro portfolio_summary(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with health as (
    select h.* from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
    where h.live
  ), work as (
    select count(*) as projects, count(*) filter (h.rag_evidence = 'Green') as green, count(*) filter (h.rag_evidence = 'Amber') as amber,
      count(*) filter (h.rag_evidence = 'Red') as red, count(*) filter (h.rag_evidence is null) as unrated,
      count(*) filter (h.freshness = 'current') as reported,
      count(*) filter (h.freshness = 'stale') as stale, count(*) filter (h.freshness = 'not reported') as not_reported,
      max(h.report_age_days) as oldest_report_days, count(*) filter (h.tier = 'Key') as key_projects,
      count(*) filter (h.days_late > 0) as late,
      count(*) filter (h.days_late > 0 and h.tier = 'Key') as key_late, sum(h.budget) as budget, sum(h.actual_cost) as actual_cost,
      sum(h.estimate_at_completion) as estimate_at_completion,
      count(*) filter (h.rag_reported is not null and severity(h.rag_reported) < severity(h.rag_evidence)) as greener_than_evidence,
      sum(days_beyond(h.days_late))::double as total_days_late, max(h.report_date) as latest_report_date
    from health h
  ), exposure as (
    select sum(r.expected_cost) filter (r.counts) as expected_cost, count(*) filter (r.counts) as open_risks,
      count(*) filter (r.counts and r.zone = 'Red') as red_zone_risks,
      count(*) filter (r.counts and r.zone = 'Red' and r.is_new) as new_red_zone_risks,
      count(*) filter (r.dropped and r.kind = 'Threat') as dropped_risks
    from risk_listed(as_of, strategy, programme, department, tier) r
  ), trace as (
    select count(*) filter (s.project_id is not null and s.live and s.unserved) as orphans, count(*) filter (s.link = 'starved') as starved
    from (
      select t.project_id, t.live, any_value(t.link) as link, bool_and(t.strategy_id is null) as unserved
      from strategy_link(as_of, strategy, programme, department, tier) t group by t.project_id, t.live, if(t.project_id is null, t.strategy_id, null)
    ) s
  ), waiting as (
    select count(*) as decisions_waiting, count(*) filter (d.days_overdue > 0) as decisions_overdue
    from decisions_waiting(as_of, strategy := strategy, programme := programme, department := department, tier := tier) d
  )
  select p.projects, p.green, p.amber, p.red, p.unrated, p.reported, p.stale, p.not_reported, p.oldest_report_days, p.key_projects,
    p.late, p.key_late, p.budget, p.actual_cost, p.estimate_at_completion, r.expected_cost, r.open_risks, r.red_zone_risks,
    r.new_red_zone_risks, r.dropped_risks, p.greener_than_evidence, p.total_days_late, t.orphans, t.starved, d.decisions_waiting,
    d.decisions_overdue, y.previous_date, p.latest_report_date
  from work p, exposure r, trace t, waiting d, previous_day(as_of) y;

-- What changed between two days.
-- Grain: one row per project or risk and kind of change; `place` takes the greatest of each kind in turn.
-- Units: calendar days, positive = later.
-- Formula: finish = forecast moved; rebaseline = approved finish moved; rating = evidence changed;
-- risk new, risk dropped = first stated, vanished unclosed; risk red = open before, and moved into the red zone.
create or replace macro portfolio_changes(
  from_date, to_date, strategy := null, programme := null, department := null, tier := null) as table
  with after as (
    select h.* from project_health(to_date, strategy := strategy, programme := programme, department := department, tier := tier) h
    where h.live
  ), pair as (
    select a.project_id, a.project, a.forecast_finish, a.approved_finish, coalesce(a.rag_evidence, 'Not rated') as rating,
      b.forecast_finish as forecast_before, b.approved_finish as approved_before, coalesce(b.rag_evidence, 'Not rated') as rating_before,
      severity(rating) - severity(rating_before) as worse
    from after a join project_health(from_date) b using (project_id)
  ), hazard as (
    select r.* from risk_listed(to_date, strategy, programme, department, tier) r
  ), moved as (
    select 'finish' as kind, p.project_id, p.project, p.project as subject, p.forecast_before::varchar as was,
      p.forecast_finish::varchar as becomes,
      p.forecast_finish - p.forecast_before as days, abs(days) as weight
    from pair p where p.forecast_finish <> p.forecast_before
    union all
    select 'rating', p.project_id, p.project, p.project, p.rating_before, p.rating, null,
      if(p.worse > 0, severity(p.rating) + p.worse, p.worse) from pair p where p.worse <> 0
    union all
    select 'risk new', r.project_id, r.project, r.risk, null, r.zone, null, r.score from hazard r
    where r.counts and r.first_seen > from_date::date
    union all
    select 'risk red', r.project_id, r.project, r.risk, b.zone, r.zone, null, r.score
    from hazard r join risk_listed(from_date, strategy, programme, department, tier) b
      on b.scope_id = r.scope_id and b.risk_id = r.risk_id and b.counts and b.zone <> 'Red'
    where r.counts and r.zone = 'Red'
    union all
    select 'risk dropped', r.project_id, r.project, r.risk, r.zone, null, null, r.score from hazard r
    where r.dropped_on > from_date::date and r.kind = 'Threat'
    union all
    select 'rebaseline', p.project_id, p.project, p.project, p.approved_before::varchar, p.approved_finish::varchar,
      p.approved_finish - p.approved_before, abs(p.approved_finish - p.approved_before)
    from pair p where p.approved_finish <> p.approved_before
  ), ranked as (
    select c.*, row_number() over (partition by c.kind order by c.weight desc nulls last, c.project_id, c.subject) as turn from moved c
  )
  select r.kind, r.project_id, r.project, r.subject, r.was, r.becomes, r.days::double as days,
    row_number() over (
      order by r.turn, list_position(['rating', 'finish', 'risk new', 'risk red', 'risk dropped', 'rebaseline'], r.kind), r.project_id) as place
  from ranked r order by place;
