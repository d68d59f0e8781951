-- What could hurt the portfolio: the register of risks, the matrix, and what is exposed where.

-- Building block: the risks that vanished while they were still open, and have not come back.
-- Grain: one row per scope and risk.
create or replace macro risk_dropped(as_of) as table
  select d.scope_id, d.risk_id, d.statement_id, d.import_id, d.on_date as dropped_on
  from (from risk_event e where e.event = 'dropped' and e.on_date <= as_of::date) d
  anti join (from risk_event e where e.event = 'again' and e.on_date <= as_of::date) a
    on a.scope_id = d.scope_id and a.risk_id = d.risk_id and a.on_date > d.on_date;

-- Building block: the risks of the register, measured; `is_open` marks those that are open and not dropped, `counts` the threats among
-- them, which alone count in totals.
-- Grain: one row per scope (live project, programme or strategy) and risk; an id used twice means the project, then the programme.
-- Formula: a report written on a scale of another size keeps it, with the zones and chances of its own day (`on_scale` is false).
-- Kept: by day and the day before.
create or replace macro risk_measured(as_of) as table
  with source as (
    select v.statement_id, v.import_id, null as only_risk_id, null::date as dropped_on
    from statement v where v.table_name = 'risk' and v.valid_from <= as_of::date and v.valid_to > as_of::date
    union all
    select d.statement_id, d.import_id, d.risk_id, d.dropped_on from risk_dropped(as_of) d
  ), stated as (
    select r.* replace (coalesce(r.kind, 'Threat') as kind), u.* exclude (statement_id, only_risk_id)
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
  ), scaled as (
    select r.*, s.default_cadence_days,
      coalesce(o.probability_levels = s.probability_levels and o.impact_levels = s.impact_levels, true) as on_scale,
      if(on_scale, s.probability_levels, o.probability_levels) as probability_levels,
      if(on_scale, s.impact_levels, o.impact_levels) as impact_levels, if(on_scale, s.chance, o.chance) as chances,
      if(on_scale, s.amber_zone_from, o.amber_zone_from) as amber_from, if(on_scale, s.red_zone_from, o.red_zone_from) as red_from
    from placed r cross join risk_scale(as_of) s
    left join risk_scale_span() o on o.valid_from <= r.report_date and o.valid_to > r.report_date
  )
  select r.* exclude (chances, default_cadence_days), f.on_date as first_seen,
    f.on_date > as_of::date - coalesce(r.cadence_days, r.default_cadence_days)::integer as is_new, r.dropped_on is not null as dropped,
    r.state = 'Open' and r.dropped_on is null as is_open, is_open and r.kind = 'Threat' as counts, r.probability * r.impact as score,
    if(r.kind = 'Threat', risk_zone(r.probability * r.impact, r.amber_from, r.red_from), null) as zone, r.chances[r.probability] as chance,
    r.cost_exposure * r.chances[r.probability] as expected_cost, r.delay_exposure_days * r.chances[r.probability] as expected_delay_days,
    r.cost_exposure * r.chances[r.inherent_probability] as inherent_cost, r.cost_exposure * r.chances[r.target_probability] as target_cost,
    r.delay_exposure_days * r.chances[r.inherent_probability] as inherent_delay_days,
    r.delay_exposure_days * r.chances[r.target_probability] as target_delay_days
  from scaled r
  left join risk_event f on f.event = 'first' and f.scope_id = r.scope_id and f.risk_id = r.risk_id
  where if(r.scope_level = 'project', r.project_id, r.scope_level) is not null;

-- Building block: the measured risks that pass the filters; those of a programme or strategy have no department and no tier.
-- Grain: one row per scope (live project, programme or strategy) and risk.
create or replace macro risk_listed(as_of, strategy, programme, department, tier, project := null) as table
  select r.* from risk_measured(as_of) r
  left join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = r.project_id
  where passes(r.project_id, project) and passes_all(
    r.scope_level = 'project', p.project_id is not null, r.strategy_id, r.programme_id, strategy, programme, department, tier);

-- Building block: the listed risks on the scale, as they stand (`residual`), stood before any response (`inherent`) or are to stand (`target`).
-- Grain: one row per scope (live project, programme or strategy) and risk; `unplaced` says why a risk has no cell, null where it has one.
create or replace macro risk_levelled(as_of, strategy, programme, department, tier, project, measure) as table
  with levelled as (
    select r.* replace (
        case measure when 'inherent' then r.inherent_probability when 'target' then r.target_probability else r.probability end as probability,
        case measure when 'inherent' then r.inherent_impact when 'target' then r.target_impact else r.impact end as impact,
        case measure when 'inherent' then r.inherent_cost when 'target' then r.target_cost else r.expected_cost end as expected_cost,
        case measure when 'inherent' then r.inherent_delay_days when 'target' then r.target_delay_days
          else r.expected_delay_days end as expected_delay_days)
    from risk_listed(as_of, strategy, programme, department, tier, project := project) r
  )
  select r.* replace (
      r.probability * r.impact as score, if(r.kind = 'Threat', risk_zone(r.probability * r.impact, r.amber_from, r.red_from), null) as zone),
    r.probability * r.impact / nullif(r.probability_levels * r.impact_levels, 0) as share_of_scale,
    case when r.probability is null or r.impact is null then 'not assessed' when not r.on_scale then 'earlier scale'
      when r.probability not between 1 and r.probability_levels or r.impact not between 1 and r.impact_levels then 'off the scale'
      end as unplaced
  from levelled r;

-- The risks of the portfolio: those stated now, and those that vanished while still open.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Units: score = probability × impact; money; days. Rows that are closed or dropped, and opportunities, count in no total.
-- Formula: expected cost = cost exposure × chance of the probability level (PMI, expected monetary value);
-- new = first stated within the last cadence.
create or replace macro risk_register(
  as_of, strategy := null, programme := null, department := null, tier := null, project := null) as table
  select r.scope_id, r.scope_level, r.strategy_id, r.programme_id, r.project_id, r.risk_id, r.risk, r.category, r.probability,
    r.impact, r.score, r.cost_exposure, r.expected_cost, r.owner, r.action_due, r.state, r.report_date, r.dropped,
    r.project, r.programme, r.strategy, r.zone, r.response, r.threatens_milestone_id, m.milestone,
    m.forecast_date as milestone_forecast, r.delay_exposure_days, r.first_seen, r.is_new,
    r.state = 'Open' and coalesce(r.action_due < as_of::date, false) as action_overdue, r.import_id, r.source_row, r.dropped_on, r.counts,
    r.kind, r.is_open, r.on_scale, r.inherent_probability, r.inherent_impact, r.target_probability, r.target_impact, r.proximity,
    r.expected_delay_days, r.chance, as_of::date - r.first_seen as age_days
  from risk_listed(as_of, strategy, programme, department, tier, project := project) r
  left join milestone_at(as_of) m on m.milestone_id = r.threatens_milestone_id and m.project_id = r.project_id;

-- The probability × impact matrix over open risks.
-- Grain: one row per cell of the scale, empty cells too; what has no cell is in `risk_unplaced`.
-- Units: count; money and days, null where no risk of the cell has a cost exposure or a delay exposure.
-- Formula: worst = largest expected cost, then score, then id. Cells order few pairs rightly (Cox 2008), so rank by expected cost.
-- Measure is residual, inherent (before any response) or target; kind is Threat or Opportunity.
create or replace macro risk_matrix(as_of, strategy := null, programme := null, department := null, tier := null, project := null,
  measure := 'residual', kind := 'Threat') as table
  with cell as (
    select p.probability::integer as probability, i.impact::integer as impact, s.amber_zone_from, s.red_zone_from
    from risk_scale(as_of) s, generate_series(1, s.probability_levels) as p(probability), generate_series(1, s.impact_levels) as i(impact)
  ), placed as (
    select r.probability, r.impact, count(*) as risks, sum(r.expected_cost) as expected_cost,
      first(r.risk_id order by r.expected_cost desc nulls last, r.score desc, r.risk_id) as worst_risk_id,
      first(r.risk order by r.expected_cost desc nulls last, r.score desc, r.risk_id) as worst_risk, count(*) filter (r.is_new) as new_risks,
      sum(r.expected_delay_days) as expected_delay_days
    from risk_levelled(as_of, strategy, programme, department, tier, project, measure) r
    where r.is_open and r.kind = kind::varchar and r.unplaced is null group by r.probability, r.impact
  )
  select c.probability, c.impact, coalesce(p.risks, 0) as risks, p.expected_cost, p.worst_risk_id, c.probability * c.impact as score,
    risk_zone(c.probability * c.impact, c.amber_zone_from, c.red_zone_from) as zone, p.worst_risk, coalesce(p.new_risks, 0) as new_risks,
    p.expected_delay_days
  from cell c left join placed p using (probability, impact) order by c.probability, c.impact;

-- The open risks that have no cell on the matrix: with it they add up to the register.
-- Grain: one row per reason; none when all are placed.
-- Units: count; money.
-- Formula: not assessed = a level is blank; off the scale = beyond it; earlier scale = its report was written on a scale of another size.
create or replace macro risk_unplaced(as_of, strategy := null, programme := null, department := null, tier := null, project := null,
  measure := 'residual', kind := 'Threat') as table
  select r.unplaced as why, count(*) as risks, sum(r.expected_cost) as expected_cost
  from risk_levelled(as_of, strategy, programme, department, tier, project, measure) r
  where r.is_open and r.kind = kind::varchar and r.unplaced is not null group by r.unplaced order by risks desc, why;
