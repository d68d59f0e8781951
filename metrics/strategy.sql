-- Whether the work serves the strategy: the links, the money, and how each strategy stands.

-- Building block: the links between strategies and projects, and what should be linked but is not.
-- Grain: one row per strategy and project, of all stages;
-- orphans and missing rests with a null strategy, starved strategies with a null project.
-- Units: share 0 to 1; money = share × budget.
create or replace macro strategy_link(as_of, strategy, programme, department, tier) as table
  with link as (
    select k.strategy_id, p.programme_id, p.project_id, k.share, k.share * p.budget as budget, p.programme, p.project, p.tier, k.link,
      p.project_manager, p.live, p.department
    from project_in_scope(as_of, null, null, null, null) p join project_link(as_of) k using (project_id)
  ), fed as (select distinct l.strategy_id from link l where l.live and l.budget is distinct from 0)
  select l.* exclude (department) from link l
  where passes(l.strategy_id, strategy) and passes(l.programme_id, programme) and passes(l.department, department)
    and passes(l.tier, tier)
  union all by name
  select y.strategy_id, 'starved' as link from strategy_at(as_of) y anti join fed using (strategy_id)
  where coalesce(y.state, 'Active') = 'Active' and y.priority_weight_percent is distinct from 0 and passes(y.strategy_id, strategy)
    and programme is null and department is null and tier is null;

-- Where the money goes: every link from a strategy over a programme to a project.
-- Grain: one row per strategy and project, of all stages;
-- orphans and missing rests with a null strategy, starved strategies with a null project.
-- Units: share 0 to 1; money = share × budget, which adds up to the budgets of the projects, and share × expected cost of its open
-- risks; days (positive = late).
-- Formula: declared contributions, else the programme's strategy; starved = an Active strategy of any weight (0 is none) without a live
-- project, save such with a budget of 0.
create or replace macro strategy_trace(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select t.strategy_id, y.strategy, t.programme_id, t.project_id, t.share, t.budget, h.rag_evidence, h.days_late, t.programme, t.project,
    t.tier, t.link, if(y.strategy_id is null, null, coalesce(y.state, 'Active')) as strategy_state, y.priority_weight_percent,
    t.project_manager, t.live, t.share * h.expected_cost as expected_cost, h.freshness, g.strategy_id as programme_strategy_id,
    w.strategy as programme_strategy
  from strategy_link(as_of, strategy, programme, department, tier) t
  left join strategy_at(as_of) y on y.strategy_id = t.strategy_id
  left join project_health(as_of) h on h.project_id = t.project_id
  left join programme_at(as_of) g on g.programme_id = t.programme_id left join strategy_at(as_of) w on w.strategy_id = g.strategy_id
  order by t.strategy_id nulls last, t.programme_id nulls last, t.project_id;

-- How a project serves the strategies: the way up over its programme, with the shares on the way.
-- Grain: one row per strategy that the project serves, and one with a null strategy for what serves none.
-- Units: shares 0 to 1; money = share × budget; days (positive = late).
-- Formula: share of the strategy = this money ÷ that of all live projects in the strategy; likewise share of the programme.
create or replace macro line_of_sight(as_of, project_id) as table
  with fed as (
    select t.*, sum(t.budget) filter (t.live) over (partition by t.strategy_id) as strategy_budget,
      sum(t.budget) filter (t.live) over (partition by t.programme_id) as programme_budget
    from strategy_trace(as_of) t where t.project_id is not null
  )
  select f.project_id, f.project, f.programme_id, f.programme, f.strategy_id, f.strategy, f.link, f.share, f.budget,
    f.budget / nullif(f.strategy_budget, 0) as share_of_strategy,
    sum(f.budget) over (partition by f.project_id) / nullif(f.programme_budget, 0) as share_of_programme, f.strategy_state, f.priority_weight_percent,
    g.programme_manager, f.project_manager, f.rag_evidence, f.days_late, f.live
  from fed f left join programme_at(as_of) g on g.programme_id = f.programme_id
  where f.project_id = project_id::varchar order by f.share desc, f.strategy_id nulls last;

-- How many live projects have which rating by evidence (or as reported), now and one default cadence ago.
-- Grain: one row per primary strategy and rating that has projects; a null strategy for those that serve none.
-- Units: counts.
create or replace macro status_mix(
  as_of, strategy := null, programme := null, department := null, tier := null, reported := false) as table
  with now as (
    select h.strategy_id, coalesce(if(reported, h.rag_reported, h.rag_evidence), 'Not rated') as rating, count(*) as projects
    from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
    where h.live group by all
  ), earlier as (
    select h.strategy_id, coalesce(if(reported, h.rag_reported, h.rag_evidence), 'Not rated') as rating, count(*) as projects
    from project_health((select d.previous_date from previous_day(as_of) d),
      strategy := strategy, programme := programme, department := department, tier := tier) h where h.live group by all
  ), mix as (
    select coalesce(n.strategy_id, e.strategy_id) as strategy_id, coalesce(n.rating, e.rating) as rating,
      coalesce(n.projects, 0) as projects, coalesce(e.projects, 0) as projects_before
    from now n full join earlier e on e.strategy_id is not distinct from n.strategy_id and e.rating = n.rating
  )
  select m.strategy_id, y.strategy, m.rating, m.projects, m.projects_before
  from mix m left join strategy_at(as_of) y on y.strategy_id = m.strategy_id
  order by m.strategy_id nulls last, list_position(['Green', 'Amber', 'Red', 'Not rated'], m.rating);
