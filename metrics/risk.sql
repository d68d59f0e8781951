-- What could hurt the portfolio: the register of risks, the matrix, and what is exposed where.

-- Whom a risk can belong to: live projects, programmes and strategies.
-- Grain: one row per scope; an id that is used twice means the project, then the programme.
-- Units: cadence in days.
create or replace macro risk_scope(as_of, strategy, programme, department, tier) as table
  select p.project_id as scope_id, 'project' as scope_level, p.project_id, p.project, p.programme_id, p.programme, p.strategy_id,
    p.strategy, p.cadence_days
  from project_in_scope(as_of, strategy, programme, department, tier) p where p.live
  union all
  select g.programme_id, 'programme', null, null, g.programme_id, g.programme, g.strategy_id, y.strategy, cadence_days(s.default_cadence)
  from programme_at(as_of) g left join strategy_at(as_of) y using (strategy_id) cross join setting_values(as_of) s
  where (strategy::varchar is null or g.strategy_id = strategy::varchar) and (programme::varchar is null or g.programme_id = programme::varchar)
    and department is null and tier is null and g.programme_id not in (select p.project_id from project_at(as_of) p)
  union all
  select y.strategy_id, 'strategy', null, null, null, null, y.strategy_id, y.strategy, cadence_days(s.default_cadence)
  from strategy_at(as_of) y cross join setting_values(as_of) s
  where (strategy::varchar is null or y.strategy_id = strategy::varchar) and programme is null and department is null and tier is null
    and y.strategy_id not in (select p.project_id from project_at(as_of) p union all select g.programme_id from programme_at(as_of) g);

-- When each risk was first stated, and whether it vanished unclosed.
-- Grain: one row per scope and risk stated up to D.
create or replace macro risk_life(as_of) as table
  select t.scope_id, t.risk_id, min(t.on_date) as first_seen, max(t.on_date) as turned_on, arg_max(t.dropped, t.on_date) as dropped,
    arg_max(t.statement_id, t.on_date) as statement_id
  from risk_turn t where t.on_date <= as_of::date group by t.scope_id, t.risk_id;

-- The risks of the portfolio: those stated now, and those that vanished while still open.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Units: score = probability × impact; money; days. Rows that are closed or dropped count in no total.
-- Formula: expected cost = cost exposure × chance of the probability level (PMI, expected monetary value); new = first stated within the last cadence.
create or replace macro risk_register(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with life as (from risk_life(as_of)
  ), stated as (
    select r.*, l.first_seen, null::date as dropped_on from risk_at(as_of) r left join life l using (scope_id, risk_id)
    union all by name
    select r.*, v.import_id, v.stated_on, l.first_seen, l.turned_on as dropped_on
    from life l join risk r using (statement_id, risk_id) join statement v using (statement_id) where l.dropped
  ), measured as (
    select r.*, c.* exclude (scope_id), s.*, r.dropped_on is not null as dropped, r.probability * r.impact as score
    from stated r join risk_scope(as_of, strategy, programme, department, tier) c using (scope_id) cross join risk_scale(as_of) s
  )
  select d.scope_id, d.scope_level, d.strategy_id, d.programme_id, d.project_id, d.risk_id, d.risk, d.category, d.probability,
    d.impact, d.score, d.cost_exposure, d.cost_exposure * d.chance[d.probability] as expected_cost, d.owner, d.action_due, d.state,
    d.stated_on as report_date, d.dropped, d.project, d.programme, d.strategy,
    risk_zone(d.score, d.amber_zone_from, d.red_zone_from) as zone, d.response, d.threatens_milestone_id, m.milestone,
    m.forecast_date as milestone_forecast, d.delay_exposure_days, d.first_seen, d.first_seen > as_of::date - d.cadence_days::integer as is_new,
    d.state = 'Open' and coalesce(d.action_due < as_of::date, false) as action_overdue, d.import_id, d.source_row,
    d.dropped_on, d.state = 'Open' and not d.dropped as counts
  from measured d
  left join milestone_at(as_of) m on m.milestone_id = d.threatens_milestone_id and m.project_id = d.project_id;

-- The probability × impact matrix over open risks.
-- Grain: one row per cell of the scale, empty cells too.
-- Units: count; money, null where no risk of the cell has a cost exposure.
-- Formula: worst = largest expected cost, then score, then id. Cells order few pairs rightly (Cox 2008), so rank by expected cost.
create or replace macro risk_matrix(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with cell as (
    select p.probability::integer as probability, i.impact::integer as impact, s.amber_zone_from, s.red_zone_from
    from risk_scale(as_of) s, generate_series(1, s.probability_levels) as p(probability), generate_series(1, s.impact_levels) as i(impact)
  ), placed as (
    select r.probability, r.impact, count(*) as risks, sum(r.expected_cost) as expected_cost,
      first(r.risk_id order by r.expected_cost desc nulls last, r.score desc, r.risk_id) as worst_risk_id,
      first(r.risk order by r.expected_cost desc nulls last, r.score desc, r.risk_id) as worst_risk, count(*) filter (r.is_new) as new_risks
    from risk_register(as_of, strategy := strategy, programme := programme, department := department, tier := tier) r
    where r.counts group by r.probability, r.impact
  )
  select c.probability, c.impact, coalesce(p.risks, 0) as risks, p.expected_cost, p.worst_risk_id, c.probability * c.impact as score,
    risk_zone(c.probability * c.impact, c.amber_zone_from, c.red_zone_from) as zone, p.worst_risk, coalesce(p.new_risks, 0) as new_risks
  from cell c left join placed p using (probability, impact) order by c.probability, c.impact;

-- What each strategy stands to lose, by category of risk.
-- Grain: one row per strategy and category that has open risks; a null strategy for orphans.
-- Units: count; money, null where nothing was measured; score.
-- Formula: expected cost = Σ cost exposure × chance of the probability level.
create or replace macro category_exposure(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select r.strategy_id, r.strategy, r.category, count(*) as risks, sum(r.expected_cost) as expected_cost, max(r.score) as worst_score,
    count(*) filter (r.zone = 'Red') as red_risks
  from risk_register(as_of, strategy := strategy, programme := programme, department := department, tier := tier) r
  where r.counts group by r.strategy_id, r.strategy, r.category
  order by r.strategy_id nulls last, expected_cost desc nulls last, r.category;
