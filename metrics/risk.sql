-- What could hurt the portfolio: the register of risks, the matrix, and what is exposed where.

-- Building block: the risks that vanished while they were still open, and have not come back.
-- Grain: one row per scope and risk.
create or replace macro risk_dropped(as_of) as table
  select d.scope_id, d.risk_id, d.statement_id, d.import_id, d.on_date as dropped_on
  from (from risk_event e where e.event = 'dropped' and e.on_date <= as_of::date) d
  anti join (from risk_event e where e.event = 'again' and e.on_date <= as_of::date) a
    on a.scope_id = d.scope_id and a.risk_id = d.risk_id and a.on_date > d.on_date;

-- Building block: the risks of the register, measured; `counts` marks those that are open and not dropped, which alone count in totals.
-- Grain: one row per scope (live project, programme or strategy) and risk; an id used twice means the project, then the programme.
-- Kept: by day.
create or replace macro risk_measured(as_of) as table
  with source as (
    select v.statement_id, v.import_id, null as only_risk_id, null::date as dropped_on
    from statement v where v.table_name = 'risk' and v.valid_from <= as_of::date and v.valid_to > as_of::date
    union all
    select d.statement_id, d.import_id, d.risk_id, d.dropped_on from risk_dropped(as_of) d
  ), stated as (
    select r.*, u.* exclude (statement_id, only_risk_id)
    from risk r join source u on u.statement_id = r.statement_id and (u.only_risk_id is null or u.only_risk_id = r.risk_id)
  ), placed as (
    select r.*, p.project_id, p.project, coalesce(p.programme_id, g.programme_id) as programme_id,
      coalesce(p.programme, g.programme) as programme, coalesce(p.strategy_id, y.strategy_id) as strategy_id,
      coalesce(p.strategy, y.strategy) as strategy, p.cadence_days,
      case when x.project_id is not null then 'project' when g.programme_id is not null then 'programme'
        when y.strategy_id is not null then 'strategy' end as scope_level
    from stated r
    left join project_at(as_of) x on x.project_id = r.scope_id
    left join project_placed(as_of) p on p.project_id = r.scope_id and p.live
    left join programme_at(as_of) g on g.programme_id = if(x.project_id is null, r.scope_id, null)
    left join strategy_at(as_of) y on y.strategy_id = if(x.project_id is null, coalesce(g.strategy_id, r.scope_id), null)
  )
  select r.*, f.on_date as first_seen,
    f.on_date > as_of::date - coalesce(r.cadence_days, s.default_cadence_days)::integer as is_new, r.dropped_on is not null as dropped,
    r.state = 'Open' and r.dropped_on is null as counts, r.probability * r.impact as score,
    risk_zone(r.probability * r.impact, s.amber_zone_from, s.red_zone_from) as zone,
    r.cost_exposure * s.chance[r.probability] as expected_cost
  from placed r cross join risk_scale(as_of) s
  left join risk_event f on f.event = 'first' and f.scope_id = r.scope_id and f.risk_id = r.risk_id
  where if(r.scope_level = 'project', r.project_id, r.scope_level) is not null;

-- Building block: the measured risks that pass the filters; those of a programme or strategy have no department and no tier.
-- Grain: one row per scope (live project, programme or strategy) and risk.
create or replace macro risk_listed(as_of, strategy, programme, department, tier) as table
  select r.* from risk_measured(as_of) r
  left join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = r.project_id
  where if(r.scope_level = 'project', p.project_id is not null,
    department is null and tier is null and passes(r.strategy_id, strategy) and passes(r.programme_id, programme));

-- The risks of the portfolio: those stated now, and those that vanished while still open.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Units: score = probability × impact; money; days. Rows that are closed or dropped count in no total.
-- Formula: expected cost = cost exposure × chance of the probability level (PMI, expected monetary value);
-- new = first stated within the last cadence.
create or replace macro risk_register(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select r.scope_id, r.scope_level, r.strategy_id, r.programme_id, r.project_id, r.risk_id, r.risk, r.category, r.probability,
    r.impact, r.score, r.cost_exposure, r.expected_cost, r.owner, r.action_due, r.state, r.report_date, r.dropped,
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
