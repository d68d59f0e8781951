-- What nobody has looked at: where risks are measured, and which categories have not been named for long.

-- Building block: whose risks are measured: a scope that stated its risks no longer ago than its reports count as current.
-- Grain: one row per live project, and per programme or strategy that ever stated risks of its own.
create or replace macro risk_measuring(as_of) as table
  with scope as (
    select p.project_id as scope_id, 'project' as scope_level, p.programme_id, p.strategy_id, p.cadence_days
    from project_placed(as_of) p where p.live
    union all
    select g.programme_id, 'programme', g.programme_id, g.strategy_id, null from programme_at(as_of) g
    union all
    select y.strategy_id, 'strategy', null, y.strategy_id, null from strategy_at(as_of) y
  ), spoken as (
    select v.scope_id, v.stated_on from statement v
    where v.table_name = 'risk' and v.valid_from <= as_of::date and v.valid_to > as_of::date
  )
  select o.scope_id, o.scope_level, o.programme_id, o.strategy_id, k.stated_on,
    coalesce(as_of::date - k.stated_on <= s.stale_after_cadences * coalesce(o.cadence_days, cadence_days(s.default_cadence)), false)
      as measured
  from scope o cross join setting_values(as_of) s left join spoken k using (scope_id)
  where o.scope_level = 'project' or k.stated_on is not null;

-- Building block: those of these scopes that pass the filters.
-- Grain: as `risk_measuring`.
create or replace macro risk_measuring_listed(as_of, strategy, programme, department, tier) as table
  select m.* from risk_measuring(as_of) m
  left join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = m.scope_id
  where passes_all(
    m.scope_level = 'project', p.project_id is not null, m.strategy_id, m.programme_id, strategy, programme, department, tier);

-- Where risks are measured: every strategy, programme and project by category, in three states.
-- Grain: one row per scope (strategy, programme, live project) and category that anybody named in the last 26 periods or Risk appetite lists.
-- Units: counts.
-- Formula: flagged = an open risk of the category in it or below it; else not measured where it or anything below it has no current
-- statement of risks (or nothing is below it, or below one of its programmes); else clear, since a statement lists all open risks.
create or replace macro risk_coverage(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with member as ( -- a scope counts for itself, for its programme and for its strategy
    select m.scope_id as part_id, m.measured, unnest(list_distinct(list_filter([
      {scope_id: m.scope_id, scope_level: m.scope_level},
      if(m.scope_level <> 'strategy', {scope_id: m.programme_id, scope_level: 'programme'}, null),
      {scope_id: m.strategy_id, scope_level: 'strategy'}], lambda each: each.scope_id is not null)), recursive := true)
    from risk_measuring_listed(as_of, strategy, programme, department, tier) m
  ), bare as ( -- a programme without parts: nobody measures it, so it is an unmeasured part of its strategy
    select g.programme_id, g.strategy_id from programme_at(as_of) g where passes(g.programme_id, programme)
      and passes(g.strategy_id, strategy) and department is null and tier is null
      and g.programme_id not in (select w.scope_id from member w where w.scope_level = 'programme')
  ), part as (
    select w.scope_id, w.scope_level, w.measured from member w
    union all
    select b.strategy_id, 'strategy', false from bare b where b.strategy_id is not null
  ), place as (
    select w.scope_id, w.scope_level, count(*) as parts, count(*) filter (w.measured) as measured_parts from part w group by all
    union all
    select y.strategy_id, 'strategy', 0, 0 from strategy_at(as_of) y where passes(y.strategy_id, strategy) and programme is null
      and department is null and tier is null and y.strategy_id not in (select w.scope_id from part w where w.scope_level = 'strategy')
    union all
    select b.programme_id, 'programme', 0, 0 from bare b
  ), open as (
    select r.scope_id as part_id, r.category, count(*) as risks, sum(r.expected_cost) as expected_cost
    from risk_measured(as_of) r where r.counts group by all
  ), flagged as (
    select w.scope_id, w.scope_level, o.category, sum(o.risks)::bigint as risks, sum(o.expected_cost) as expected_cost
    from member w join open o using (part_id) group by all
  )
  select l.scope_id, c.category,
    case when f.risks > 0 then 'flagged' when l.parts = 0 or l.measured_parts < l.parts then 'not measured' else 'clear' end as state,
    l.scope_level, coalesce(p.project, g.programme, y.strategy, l.scope_id) as scope, l.parts, l.measured_parts,
    coalesce(f.risks, 0) as risks, f.expected_cost, p.programme_id, coalesce(p.strategy_id, g.strategy_id, y.strategy_id) as strategy_id
  from place l cross join risk_category(as_of) c
  left join flagged f on f.scope_id = l.scope_id and f.scope_level = l.scope_level and f.category = c.category
  left join project_placed(as_of) p on p.project_id = if(l.scope_level = 'project', l.scope_id, null)
  left join programme_at(as_of) g on g.programme_id = if(l.scope_level = 'programme', l.scope_id, null)
  left join strategy_at(as_of) y on y.strategy_id = if(l.scope_level = 'strategy', l.scope_id, null)
  order by list_position(['strategy', 'programme', 'project'], l.scope_level), l.scope_id, c.category;

-- The projects whose risks nobody has stated lately.
-- Grain: one row per live project without a current statement of its risks.
-- Units: last stated is null where there never was one.
create or replace macro risk_unmeasured(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select p.project_id, p.project, p.programme_id, p.programme, p.strategy_id, p.strategy, m.stated_on as last_stated_on
  from risk_measuring(as_of) m join project_in_scope(as_of, strategy, programme, department, tier) p on p.project_id = m.scope_id
  where m.scope_level = 'project' and not m.measured order by p.project_id;

-- Building block: the categories of risk that anybody named in the last 26 default periods, and those that Risk appetite lists.
-- Grain: one row per category.
create or replace macro risk_category(as_of) as table
  select n.category from risk_spelling(as_of) n;

-- How many reports there were to be silent in, and how many it takes.
-- Grain: one row.
-- Units: reports (days on which anybody reported risks) of the last 26 default periods.
create or replace macro risk_reports(as_of) as table
  select count(distinct v.stated_on) as reports, any_value(s.silent_after_reports) as silent_after_reports
  from setting_values(as_of) s left join statement v on v.table_name = 'risk' and v.valid_from <= as_of::date
    and v.valid_to > as_of::date - (26 * cadence_days(s.default_cadence))::integer;

-- The categories that a strategy has not named for long.
-- Grain: one row per strategy with measured work and category of the portfolio that no report of it named for `silent_after_reports`.
-- Units: reports (days on which anybody reported risks); null last day where none of the last 26 periods named it.
create or replace macro risk_silence(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with told as (
    select distinct v.stated_on as day from statement v, setting_values(as_of) s where v.table_name = 'risk' and v.valid_from <= as_of::date
      and v.valid_to > as_of::date - (26 * cadence_days(s.default_cadence))::integer
  ), part as (
    select m.scope_id, m.strategy_id from risk_measuring_listed(as_of, strategy, programme, department, tier) m
    where m.strategy_id is not null
  ), named as (
    select p.strategy_id, lower(trim(r.category)) as folded, max(v.stated_on) as named_on
    from statement v join part p on p.scope_id = v.scope_id join risk r on r.statement_id = v.statement_id
    where v.table_name = 'risk' and v.valid_from <= as_of::date and v.stated_on >= (select min(t.day) from told t) group by all
  ), quiet as (
    select o.strategy_id, c.category, n.named_on, (select count(*) from told t where t.day > coalesce(n.named_on, date '1900-01-01')) as reports
    from (select distinct p.strategy_id from part p) o cross join risk_category(as_of) c
    left join named n on n.strategy_id = o.strategy_id and n.folded = lower(c.category)
  )
  select q.strategy_id, y.strategy, q.category, q.named_on as last_named_on, q.reports
  from quiet q cross join setting_values(as_of) s left join strategy_at(as_of) y on y.strategy_id = q.strategy_id
  where q.reports >= s.silent_after_reports order by q.reports desc, q.strategy_id, q.category;
