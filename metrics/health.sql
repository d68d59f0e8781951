-- How each project stands: what was reported, and what the evidence says.

-- Building block: a number in a sentence, with one decimal, or none where it is zero.
-- Grain: a value.
create or replace macro in_words(number) as regexp_replace(printf('%.1f', number::double), '[.]0$', '');

-- Building block: a count of days in a sentence.
-- Grain: a value.
create or replace macro days_in_words(days) as format('{} day{}', days, if(days = 1, '', 's'));

-- Building block: the threshold that decided a level (0 green, 1 amber, 2 red).
-- Grain: a value.
create or replace macro threshold_in_words(level, amber_above, red, red_word) as
  case level when 2 then format('(red {} {} %)', red_word, in_words(red))
    else format('({} {} %)', if(level = 1, 'amber above', 'green up to'), in_words(amber_above)) end;

-- Building block: why the schedule has its rating.
-- Grain: a value.
-- Units: days; per cent of the approved duration, rounded down since red begins at its threshold.
create or replace macro schedule_reason(days_late, duration, level, amber_above, red_from) as
  if(days_late <= 0, 'On or before the approved finish',
    format('{} late, {} {}', days_in_words(days_late),
      coalesce(
        in_words(floor(round(1000 * days_late / nullif(duration, 0), 3)) / 10) || ' % of the approved ' || days_in_words(duration),
        'with no approved duration'),
      threshold_in_words(level, amber_above, red_from, 'from')));

-- Building block: why the cost has its rating.
-- Grain: a value.
-- Units: per cent of the budget, rounded up since red begins above its threshold.
create or replace macro cost_reason(overrun, budget, level, amber_above, red_above) as
  if(overrun <= 0, 'Estimate at completion within the budget',
    format('Estimate at completion {} {}',
      coalesce(in_words(ceil(round(1000 * overrun / nullif(budget, 0), 3)) / 10) || ' % over budget', 'on no budget'),
      threshold_in_words(level, amber_above, red_above, 'above')));

-- Building block: how bad the schedule is: 0 green, 1 amber, 2 red.
-- Grain: a value, null where nothing is known.
-- Units: days late and approved duration in days; thresholds in per cent of the duration.
create or replace macro schedule_level(days_late, duration, amber_above, red_from) as
  case when days_late <= 0 then 0 when 100 * days_late >= red_from * duration then 2
    when 100 * days_late > amber_above * duration then 1 when days_late + duration is not null then 0 end;

-- Building block: how bad the cost is: 0 green, 1 amber, 2 red.
-- Grain: a value, null where nothing is known.
-- Units: money; thresholds in per cent of the budget.
create or replace macro cost_level(estimate, budget, amber_above, red_above) as
  case when 100 * estimate > budget * (100 + red_above) then 2 when 100 * estimate > budget * (100 + amber_above) then 1
    when estimate - budget is not null then 0 end;

-- Building block: the open risks of each scope as last stated.
-- Grain: one row per scope that has open risks.
-- Units: money; expected cost is null when no open risk has a cost exposure.
-- Formula: expected cost = Σ cost exposure × chance of the probability level (PMI, expected monetary value), on the scale that
-- `risk_scale_by_day` gives the report.
create or replace macro scope_risk(as_of) as table
  select r.scope_id, count(*) as open_risks, sum(r.cost_exposure * s.chance[r.probability]) as expected_cost,
    arg_min(r.risk_id, (-r.probability * r.impact, r.risk_id)) filter (
      r.probability * r.impact >= s.red_zone_from and (r.action_due is null or r.action_due < as_of::date)) as unanswered_risk_id
  from risk_at(as_of) r join risk_scale_by_day(as_of) s on s.report_date = r.report_date
  where r.state = 'Open' and r.kind is distinct from 'Opportunity' group by r.scope_id;

-- Building block: how every project of the register stands; see `project_health`.
-- Grain: one row per project in the register as of D, of all stages.
-- Kept: by day and the day before.
create or replace macro project_rated(as_of) as table
  with measured as (
    select p.*, s.*, r.percent_complete, r.forecast_finish, r.actual_cost, r.estimate_at_completion, r.overall_rag as rag_reported,
      r.stated_on as report_date, as_of::date - r.stated_on as report_age_days,
      case when r.stated_on is null then 'not reported'
        when as_of::date - r.stated_on > s.stale_after_cadences * p.cadence_days then 'stale' else 'current' end as freshness,
      r.forecast_finish - p.approved_finish as days_late, p.approved_finish - p.approved_start as duration,
      r.estimate_at_completion - p.budget as cost_overrun, coalesce(k.open_risks, 0) as open_risks, k.expected_cost, k.unanswered_risk_id
    from project_placed(as_of) p
    cross join setting_values(as_of) s
    left join status_at(as_of) r using (project_id)
    left join scope_risk(as_of) k on k.scope_id = p.project_id
  ), levelled as (
    select m.*,
      schedule_level(m.days_late, m.duration, m.schedule_amber_above_percent, m.schedule_red_from_percent) as schedule_level,
      cost_level(m.estimate_at_completion, m.budget, m.cost_amber_above_percent, m.cost_red_above_percent) as cost_level,
      if(m.unanswered_risk_id is null, null, 1) as risk_level
    from measured m
  ), judged as (
    select l.*, if(l.freshness = 'current', greatest(l.schedule_level, l.cost_level, l.risk_level), null) as level from levelled l
  ), ruled as (
    select j.*, case when j.level is null then null when j.level = 0 then 'on track' when j.schedule_level = j.level then 'schedule'
      when j.cost_level = j.level then 'cost' else 'risk' end as rag_rule
    from judged j
  )
  select d.project_id, d.project, d.programme_id, d.strategy_id, d.tier, d.project_manager, d.department, d.report_date,
    d.report_age_days, d.freshness, d.rag_reported, ['Green', 'Amber', 'Red'][d.level + 1] as rag_evidence,
    case when d.freshness = 'not reported' then 'Never reported'
      when d.freshness = 'stale' 
        then format('Last report {} days old (stale after {})', d.report_age_days, in_words(d.stale_after_cadences * d.cadence_days))
      when d.level is null then 'No forecast finish and no estimate at completion'
      when d.schedule_level = d.level 
        then schedule_reason(d.days_late, d.duration, d.level, d.schedule_amber_above_percent, d.schedule_red_from_percent)
      when d.cost_level = d.level 
        then cost_reason(d.cost_overrun, d.budget, d.level, d.cost_amber_above_percent, d.cost_red_above_percent)
      else format('Open risk {} in the red zone without an action in date', d.unanswered_risk_id) end as rag_reason,
    d.percent_complete, d.approved_finish, d.forecast_finish, d.days_late, d.budget, d.actual_cost, d.estimate_at_completion,
    d.open_risks, d.expected_cost, d.strategy, d.programme, d.stage, d.live, d.cost_overrun, d.rag_rule, d.cadence, d.approved_start,
    d.unanswered_risk_id, d.schedule_amber_above_percent, d.schedule_red_from_percent, d.cost_amber_above_percent,
    d.cost_red_above_percent, d.stale_after_cadences * d.cadence_days as stale_after_days
  from ruled d;

-- How every project stands: the reported colour beside the colour of the evidence, with the rule that decided.
-- Grain: one row per project in the register as of D, of all stages.
-- Units: days (positive = late), money in the currency of Settings, per cent complete 0 to 100.
-- Formula: evidence = worst of schedule (days late against the thresholds × approved duration), cost (estimate at completion against
-- budget × (1 + threshold)) and risk (an open red-zone risk without an action in date: at least amber); null when not current.
-- Source: PMI, PMBOK Guide, 7th ed., §2.7 (measurement); thresholds from Settings.
create or replace macro project_health(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select h.* from project_rated(as_of) h
  semi join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = h.project_id;

-- The live projects that the evidence rates red, worst first.
-- Grain: one row per project.
-- Units: days (positive = late), money.
-- Formula: by days late, then cost overrun, then expected cost of open risks.
create or replace macro interventions(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select h.project_id, h.project, h.strategy_id, h.strategy, h.programme_id, h.programme, h.tier, h.project_manager, h.rag_reported,
    h.rag_evidence, h.rag_reason, h.rag_rule, h.days_late, h.cost_overrun, h.expected_cost,
    row_number() over (
      order by h.days_late desc nulls last, h.cost_overrun desc nulls last, h.expected_cost desc nulls last, h.project_id) as place
  from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
  where h.live and h.rag_evidence = 'Red' order by place;

-- When each live project last reported and when the next report is due.
-- Grain: one row per live project.
-- Units: days (overdue positive, still time negative).
-- Formula: due = last report + cadence; before a first report, the later of approved start and first register + cadence.
create or replace macro report_coverage(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with registered as (
    select p.project_id, min(v.valid_from) as first_on from project p join statement v using (statement_id)
    where v.table_name = 'project' and v.valid_from <= as_of::date group by p.project_id
  ), due as (
    select h.*, greatest(h.approved_start, f.first_on) + cadence_days(h.cadence) as first_due_date,
      coalesce(h.report_date + cadence_days(h.cadence), first_due_date) as due_date
    from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
    left join registered f using (project_id) where h.live
  )
  select d.project_id, d.cadence, d.report_date as last_report_date, d.due_date, d.freshness, d.project, d.project_manager,
    d.department, d.programme_id, d.strategy_id, d.report_age_days, as_of::date - d.due_date as days_overdue,
    d.programme, d.first_due_date
  from due d;
