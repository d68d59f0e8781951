-- What could hurt the portfolio: the register of risks, the matrix, and what is exposed where.

-- Building block: whom a risk can belong to: live projects, programmes and strategies.
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

-- Building block: the risks that vanished while they were still open, and have not come back.
-- Grain: one row per scope and risk.
create or replace macro risk_dropped(as_of) as table
  select d.scope_id, d.risk_id, d.statement_id, d.on_date as dropped_on
  from risk_event d
  where d.event = 'dropped' and d.on_date <= as_of::date and not exists (
    from risk_event a where a.event = 'again' and a.scope_id = d.scope_id and a.risk_id = d.risk_id
      and a.on_date > d.on_date and a.on_date <= as_of::date);

-- Building block: the risks of the register, measured; `counts` marks those that are open and not dropped, which alone count in totals.
-- Grain: one row per scope (live project, programme or strategy) and risk.
create or replace macro risk_listed(as_of, strategy, programme, department, tier) as table
  with gone as (from risk_dropped(as_of)
  ), stated_last as materialized ( -- by one key alone, so that the scan skips what no dropped risk was stated in
    select r.* from risk r where r.statement_id in (select e.statement_id from risk_event e where e.event = 'dropped')
  ), stated as (
    select r.*, null::date as dropped_on from risk_at(as_of) r
    union all by name
    select r.*, v.import_id, v.stated_on, g.dropped_on
    from stated_last r join gone g using (statement_id, risk_id) join statement v using (statement_id)
  )
  select r.*, c.* exclude (scope_id), f.on_date as first_seen, f.on_date > as_of::date - c.cadence_days::integer as is_new,
    r.dropped_on is not null as dropped, r.state = 'Open' and r.dropped_on is null as counts, r.probability * r.impact as score,
    risk_zone(r.probability * r.impact, s.amber_zone_from, s.red_zone_from) as zone,
    r.cost_exposure * s.chance[r.probability] as expected_cost
  from stated r join risk_scope(as_of, strategy, programme, department, tier) c using (scope_id)
  left join risk_event f on f.event = 'first' and f.scope_id = r.scope_id and f.risk_id = r.risk_id cross join risk_scale(as_of) s;

-- The risks of the portfolio: those stated now, and those that vanished while still open.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Units: score = probability × impact; money; days. Rows that are closed or dropped count in no total.
-- Formula: expected cost = cost exposure × chance of the probability level (PMI, expected monetary value); new = first stated within the last cadence.
create or replace macro risk_register(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select r.scope_id, r.scope_level, r.strategy_id, r.programme_id, r.project_id, r.risk_id, r.risk, r.category, r.probability,
    r.impact, r.score, r.cost_exposure, r.expected_cost, r.owner, r.action_due, r.state, r.stated_on as report_date, r.dropped,
    r.project, r.programme, r.strategy, r.zone, r.response, r.threatens_milestone_id, m.milestone,
    m.forecast_date as milestone_forecast, r.delay_exposure_days, r.first_seen, r.is_new,
    r.state = 'Open' and coalesce(r.action_due < as_of::date, false) as action_overdue, r.import_id, r.source_row, r.dropped_on, r.counts
  from risk_listed(as_of, strategy, programme, department, tier) r
  left join milestone_at(as_of) m on m.milestone_id = r.threatens_milestone_id and m.project_id = r.project_id;

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
    from risk_listed(as_of, strategy, programme, department, tier) r
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
  from risk_listed(as_of, strategy, programme, department, tier) r
  where r.counts group by r.strategy_id, r.strategy, r.category
  order by r.strategy_id nulls last, expected_cost desc nulls last, r.category;
