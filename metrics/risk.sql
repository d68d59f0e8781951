-- What could hurt the portfolio: the register of risks, the matrix, and what is exposed where.

-- Building block: the risks that vanished while they were still open, and have not come back.
-- Grain: one row per scope and risk.
create or replace macro risk_dropped(as_of) as table
  select d.scope_id, d.risk_id, d.statement_id, d.import_id, d.on_date as dropped_on
  from (from risk_event e where e.event = 'dropped' and e.on_date <= as_of::date) d
  anti join (from risk_event e where e.event = 'again' and e.on_date <= as_of::date) a
    on a.scope_id = d.scope_id and a.risk_id = d.risk_id and a.on_date > d.on_date;

-- Building block: the statement in which each risk ended that is not open again since, though later reports leave it out.
-- Grain: one row per scope and risk.
create or replace macro risk_ending(as_of) as table
  select e.scope_id, e.risk_id, max(e.on_date) filter (e.event = 'ended') as ended_on,
    arg_max(e.statement_id, e.on_date) filter (e.event = 'ended') as statement_id,
    arg_max(e.import_id, e.on_date) filter (e.event = 'ended') as import_id
  from risk_event e where e.on_date <= as_of::date and e.event <> 'first'
  group by e.scope_id, e.risk_id having ended_on >= max(e.on_date);

-- Building block: how each category of risk is spelt, where reports differ in case and blanks.
-- Grain: one row per category that anybody named in the last 26 default periods, or that Risk appetite lists; `folded` leads to it.
-- Formula: as Risk appetite spells it, else as most rows do.
-- Kept: by day and the day before.
create or replace macro risk_spelling(as_of) as table
  with recent as (
    select v.statement_id from statement v, setting_values(as_of) s where v.table_name = 'risk'
      and v.valid_from <= as_of::date and v.valid_to > as_of::date - (26 * cadence_days(s.default_cadence))::integer
  ), written as (
    select r.category as said, count(*) as times from risk r semi join recent n on n.statement_id = r.statement_id group by r.category
  ), named as (
    select lower(trim(w.said)) as folded, first(trim(w.said) order by w.times desc, w.said) as category from written w group by folded
  ), borne as (
    select lower(trim(t.category)) as folded, min(trim(t.category)) as category from appetite_at(as_of) t group by all
  )
  select coalesce(a.folded, n.folded) as folded, coalesce(a.category, n.category) as category
  from named n full join borne a on a.folded = n.folded where coalesce(a.folded, n.folded) is not null;

-- Building block: the risks of the register, measured; or those that ended since a day, as they were when they did.
-- Grain: one row per scope (live project, programme or strategy) and risk; an id used twice means the project, then the programme.
-- Formula: a report written on a scale of another size keeps it, with the zones and chances of its own day (`on_scale` is false);
-- categories as in `risk_spelling`.
create or replace macro risk_stated(as_of, ended_since) as table
  with source as (
    select v.statement_id, v.import_id, null as only_risk_id, null::date as dropped_on, null::date as ended_on
    from statement v where ended_since is null and v.table_name = 'risk' and v.valid_from <= as_of::date and v.valid_to > as_of::date
    union all
    select d.statement_id, d.import_id, d.risk_id, d.dropped_on, null from risk_dropped(as_of) d where ended_since is null
    union all
    select e.statement_id, e.import_id, e.risk_id, null, e.ended_on from risk_ending(as_of) e where e.ended_on >= ended_since::date
  ), stated as (
    select r.* replace (coalesce(r.kind, 'Threat') as kind, coalesce(n.category, trim(r.category)) as category),
      u.* exclude (statement_id, only_risk_id)
    from risk r join source u on u.statement_id = r.statement_id and (u.only_risk_id is null or u.only_risk_id = r.risk_id)
    left join risk_spelling(as_of) n on n.folded = lower(trim(r.category))
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
    select r.*, k.default_cadence_days, s.on_scale, s.probability_levels, s.impact_levels, s.chance as chances,
      s.amber_zone_from as amber_from, s.red_zone_from as red_from
    from placed r join risk_scale_by_day(as_of) s on s.report_date = r.report_date cross join risk_scale(as_of) k
  )
  select r.* exclude (chances, default_cadence_days), f.on_date as first_seen,
    coalesce(f.on_date = r.report_date, false) and r.report_date > as_of::date - coalesce(r.cadence_days, r.default_cadence_days)::integer as is_new, r.dropped_on is not null as dropped,
    r.state = 'Open' and r.dropped_on is null as is_open, is_open and r.kind = 'Threat' as counts, r.probability * r.impact as score,
    if(r.kind = 'Threat', risk_zone(r.probability * r.impact, r.amber_from, r.red_from), null) as zone, r.chances[r.probability] as chance,
    r.cost_exposure * r.chances[r.probability] as expected_cost, r.delay_exposure_days * r.chances[r.probability] as expected_delay_days,
    r.cost_exposure * r.chances[r.inherent_probability] as inherent_cost, r.cost_exposure * r.chances[r.target_probability] as target_cost,
    r.delay_exposure_days * r.chances[r.inherent_probability] as inherent_delay_days,
    r.delay_exposure_days * r.chances[r.target_probability] as target_delay_days
  from scaled r
  left join risk_event f on f.event = 'first' and f.scope_id = r.scope_id and f.risk_id = r.risk_id
  where if(r.scope_level = 'project', r.project_id, r.scope_level) is not null;

-- Building block: the risks of the register, measured; `is_open` marks those that are open and not dropped, `counts` the threats among
-- them, which alone count in totals.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Kept: by day and the day before.
create or replace macro risk_measured(as_of) as table
  select r.* exclude (ended_on) from risk_stated(as_of, null) r;

-- Building block: the measured risks that pass the filters; those of a programme or strategy have no department and no tier.
-- Grain: one row per scope (live project, programme or strategy) and risk.
create or replace macro risk_listed(as_of, strategy, programme, department, tier, project := null) as table
  select r.* from risk_measured(as_of) r
  left join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = r.project_id
  where passes(r.project_id, project) and passes_all(
    r.scope_level = 'project', p.project_id is not null, r.strategy_id, r.programme_id, strategy, programme, department, tier);

-- Building block: why a risk with these levels has no cell on a scale.
-- Grain: a value, null where it has one.
-- Formula: not assessed = a level is blank; earlier scale = its report was written on a scale of another size.
create or replace macro risk_without_cell(probability, impact, on_scale, probability_levels, impact_levels) as
  case when probability is null or impact is null then 'not assessed' when not on_scale then 'earlier scale'
    when probability not between 1 and probability_levels or impact not between 1 and impact_levels then 'off the scale' end;

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
    (r.probability * r.impact - 1) / nullif(r.probability_levels * r.impact_levels - 1, 0) as share_of_scale,
    risk_without_cell(r.probability, r.impact, r.on_scale, r.probability_levels, r.impact_levels) as unplaced
  from levelled r;

-- The risks of the portfolio: those stated now, and those that vanished while still open.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Units: score = probability × impact; money; days. Rows that are closed or dropped, and opportunities, count in no total.
-- Formula: expected cost = cost exposure × chance of the probability level (PMI, expected monetary value);
-- new = stated for the first time in the last report, which is no older than a cadence. `inherent_…` and
-- `target_…` are money, zone and the reason for having no cell at those levels.
create or replace macro risk_register(
  as_of, strategy := null, programme := null, department := null, tier := null, project := null) as table
  select r.scope_id, r.scope_level, r.strategy_id, r.programme_id, r.project_id, r.risk_id, r.risk, r.category, r.probability,
    r.impact, r.score, r.cost_exposure, r.expected_cost, r.owner, r.action_due, r.state, r.report_date, r.dropped,
    r.project, r.programme, r.strategy, r.zone, r.response, r.threatens_milestone_id, m.milestone,
    m.forecast_date as milestone_forecast, r.delay_exposure_days, r.first_seen, r.is_new,
    r.state = 'Open' and coalesce(r.action_due < as_of::date, false) as action_overdue, r.import_id, r.source_row, r.dropped_on, r.counts,
    r.kind, r.is_open, r.on_scale, r.inherent_probability, r.inherent_impact, r.target_probability, r.target_impact, r.proximity,
    r.expected_delay_days, r.chance, as_of::date - r.first_seen as age_days, r.probability_levels, r.impact_levels,
    risk_without_cell(r.probability, r.impact, r.on_scale, r.probability_levels, r.impact_levels) as unplaced, r.inherent_cost, r.target_cost,
    if(r.kind = 'Threat', risk_zone(r.inherent_probability * r.inherent_impact, r.amber_from, r.red_from), null) as inherent_zone,
    if(r.kind = 'Threat', risk_zone(r.target_probability * r.target_impact, r.amber_from, r.red_from), null) as target_zone,
    risk_without_cell(r.inherent_probability, r.inherent_impact, r.on_scale, r.probability_levels, r.impact_levels) as inherent_unplaced,
    risk_without_cell(r.target_probability, r.target_impact, r.on_scale, r.probability_levels, r.impact_levels) as target_unplaced
  from risk_listed(as_of, strategy, programme, department, tier, project := project) r
  left join milestone_at(as_of) m on m.milestone_id = r.threatens_milestone_id and m.project_id = r.project_id;

-- The risks that ended: closed by their owner, or occurred; later reports leave them out.
-- Grain: one row per scope (live project, programme or strategy) and risk that ended `since` a day and is not open again.
-- Units: as in `risk_register`, all as it was on the day on which the risk ended; age = days until then.
create or replace macro risk_ended(
  as_of, strategy := null, programme := null, department := null, tier := null, project := null, since := null) as table
  select r.scope_id, r.scope_level, r.strategy_id, r.programme_id, r.project_id, r.risk_id, r.risk, r.category, r.probability,
    r.impact, r.score, r.cost_exposure, r.expected_cost, r.owner, r.action_due, r.state, r.report_date, r.dropped,
    r.project, r.programme, r.strategy, r.zone, r.response, r.threatens_milestone_id, m.milestone,
    m.forecast_date as milestone_forecast, r.delay_exposure_days, r.first_seen, r.import_id, r.source_row, r.kind,
    r.inherent_probability, r.inherent_impact, r.target_probability, r.target_impact, r.proximity,
    r.ended_on - r.first_seen as age_days, null::integer[] as scores, null::date as changed_on, r.ended_on,
    risk_without_cell(r.probability, r.impact, r.on_scale, r.probability_levels, r.impact_levels) as unplaced
  from risk_stated(as_of, coalesce(since::date, date '1900-01-01')) r
  left join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = r.project_id
  left join milestone_at(as_of) m on m.milestone_id = r.threatens_milestone_id and m.project_id = r.project_id
  where passes(r.project_id, project) and passes_all(
    r.scope_level = 'project', p.project_id is not null, r.strategy_id, r.programme_id, strategy, programme, department, tier);

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
