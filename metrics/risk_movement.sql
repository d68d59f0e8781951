-- How the risks moved: between two reports, and one by one across all of them.

-- Building block: by how much a risk rose between two statements, by its share of the scale, (score − 1) ÷ (highest score − 1), so that the
-- lowest cell stays the lowest and the highest the highest when the scale changes size.
-- Grain: a value, null where either side has none.
-- Units: share of the scale; between scales of different sizes what is up to a tenth is taken for the same risk restated.
create or replace macro risk_rise(like_scale, share_before, share) as
  if(like_scale or abs(share - share_before) > 0.1, share - share_before, if(share - share_before is null, null, 0));

-- How each risk moved between two days.
-- Grain: one row per scope and risk that was open on either day; those without a change too (`same`).
-- Units: levels; `from_on_scale`, `to_on_scale` = the levels have a cell on the scale of the later day.
-- Formula: new = not open before (`came_back` if it was ever stated before); worse, better = by `risk_rise`;
-- `same` also where either day has no levels; closed = ended by its owner or with its project; dropped = vanished while open.
-- Measure as in `risk_matrix`; threats only.
create or replace macro risk_movement(from_date, to_date, strategy := null, programme := null, department := null, tier := null,
  project := null, measure := 'residual') as table
  with earlier as (
    select b.* from risk_levelled(from_date, strategy, programme, department, tier, project, measure) b where b.counts
  ), later as (
    select a.* from risk_levelled(to_date, strategy, programme, department, tier, project, measure) a where a.kind = 'Threat'
  )
  select coalesce(a.risk_id, b.risk_id) as risk_id, b.probability as from_probability, b.impact as from_impact,
    if(a.counts, a.probability, null) as to_probability, if(a.counts, a.impact, null) as to_impact,
    case when a.counts and b.risk_id is null then 'new' when a.counts and risk_rise(like_scale, b.share_of_scale, a.share_of_scale) > 0 then 'worse'
      when a.counts and risk_rise(like_scale, b.share_of_scale, a.share_of_scale) < 0 then 'better' when a.counts then 'same'
      when a.dropped then 'dropped' else 'closed' end as change,
    coalesce(a.scope_id, b.scope_id) as scope_id, coalesce(a.risk, b.risk) as risk, coalesce(a.category, b.category) as category,
    coalesce(a.project_id, b.project_id) as project_id, coalesce(a.project, b.project) as project,
    coalesce(a.programme, b.programme) as programme, coalesce(a.strategy_id, b.strategy_id) as strategy_id,
    coalesce(a.strategy, b.strategy) as strategy, b.zone as from_zone, if(a.counts, a.zone, null) as to_zone,
    b.expected_cost as from_expected_cost, if(a.counts, a.expected_cost, null) as expected_cost,
    change = 'new' and a.first_seen <= from_date::date as came_back,
    b.probability between 1 and s.probability_levels and b.impact between 1 and s.impact_levels
      and b.probability_levels = s.probability_levels and b.impact_levels = s.impact_levels as from_on_scale,
    if(a.counts, a.unplaced is null, null) as to_on_scale
  from later a full join earlier b on b.scope_id = a.scope_id and b.risk_id = a.risk_id cross join risk_scale(to_date) s
  cross join lateral (select a.probability_levels = b.probability_levels and a.impact_levels = b.impact_levels as like_scale) n
  where b.risk_id is not null or a.counts
  order by list_position(['new', 'worse', 'dropped', 'better', 'closed', 'same'], change),
    coalesce(a.expected_cost, b.expected_cost) desc nulls last, risk_id, scope_id;

-- One risk across all reports up to a day.
-- Grain: one row per report that states it.
-- Units: levels; score on the scale of its day; money.
create or replace macro risk_history(as_of, its_scope := null, its_risk := null) as table
  select r.report_date, r.probability, r.impact, r.probability * r.impact as score,
    risk_zone(r.probability * r.impact, k.amber_zone_from, k.red_zone_from) as zone, r.cost_exposure,
    r.cost_exposure * k.chance[r.probability] as expected_cost, r.owner, r.action_due, r.response, r.state, r.risk, v.import_id, r.source_row
  from risk r join statement v using (statement_id)
  left join risk_scale_span() k on k.statement_id = 0 or (k.measured_from <= r.report_date and k.valid_to > r.report_date)
  where v.table_name = 'risk' and v.scope_id = its_scope::varchar and r.risk_id = its_risk::varchar
    and v.valid_from <= as_of::date
  qualify row_number() over (partition by r.report_date order by k.statement_id desc) = 1
  order by r.report_date;

-- The score of each open risk over the last twelve reports, and when its levels last changed.
-- Grain: one row per scope and risk that is open on the day.
-- Units: score, a list, oldest first; last change is the first report with the levels of now, null if they never changed in that time.
create or replace macro risk_trend(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with recent as (
    select v.statement_id, v.scope_id, v.valid_from from statement v
    where v.table_name = 'risk' and v.valid_from <= as_of::date and v.valid_to is not null
    qualify row_number() over (partition by v.scope_id order by v.valid_from desc) <= 12
  ), scored as (
    select r.scope_id, r.risk_id, n.valid_from, r.probability * r.impact as score, (r.probability, r.impact) as levels
    from risk r join recent n using (statement_id)
  ), compared as (
    select s.*, lag(s.levels) over (partition by s.scope_id, s.risk_id order by s.valid_from) as levels_before from scored s
  )
  select c.scope_id, c.risk_id, list(c.score order by c.valid_from) as scores,
    max(c.valid_from) filter (c.levels_before is not null and c.levels_before <> c.levels) as changed_on
  from compared c semi join risk_listed(as_of, strategy, programme, department, tier) l
    on l.scope_id = c.scope_id and l.risk_id = c.risk_id and l.is_open
  group by c.scope_id, c.risk_id;

-- The register as people read it: each risk with its recent scores and the day its levels last changed.
-- Grain: one row per scope (live project, programme or strategy) and risk.
-- Units: as in `risk_register` and `risk_trend`.
create or replace macro risk_lines(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select r.*, n.scores, n.changed_on, null::date as ended_on
  from risk_register(as_of, strategy := strategy, programme := programme, department := department, tier := tier) r
  left join risk_trend(as_of, strategy := strategy, programme := programme, department := department, tier := tier) n
    on n.scope_id = r.scope_id and n.risk_id = r.risk_id;
