-- What a programme manager owns: benefits, people, the coordination of projects, and how all of it stands.

-- What the work was to bring and what it has brought.
-- Grain: one row per benefit of a live project, a programme or a strategy, as last reported.
-- Units: planned and realised in the benefit's own unit; progress 0 to 1, which may lie outside.
-- Formula: progress = (realised − first realised) ÷ (planned − first realised), so that less can be the aim; reached = progress of 1 or more;
-- overdue = due before D and not reached; unmeasured = nothing realised was ever stated.
create or replace macro benefit_progress(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with start as (
    select b.scope_id, b.benefit_id, arg_min(b.realised, v.valid_from) filter (b.realised is not null) as first_realised
    from benefit b join statement v using (statement_id) where v.table_name = 'benefit' and v.valid_from <= as_of::date group by all
  ), placed as (
    select b.*, s.first_realised, (b.realised - s.first_realised) / nullif(b.planned - s.first_realised, 0) as progress,
      case when x.project_id is not null then 'project' when g.programme_id is not null then 'programme'
        when y.strategy_id is not null then 'strategy' end as level,
      p.project_id, p.project, coalesce(p.programme_id, g.programme_id) as programme_id,
      coalesce(p.programme, g.programme) as programme, coalesce(p.strategy_id, y.strategy_id) as strategy_id,
      coalesce(p.strategy, y.strategy) as strategy
    from benefit_at(as_of) b
    left join start s on s.scope_id = b.scope_id and s.benefit_id = b.benefit_id
    left join project_at(as_of) x on x.project_id = b.scope_id
    left join project_placed(as_of) p on p.project_id = b.scope_id and p.live
    left join programme_at(as_of) g on g.programme_id = if(x.project_id is null, b.scope_id, null)
    left join strategy_at(as_of) y on y.strategy_id = if(x.project_id is null, coalesce(g.strategy_id, b.scope_id), null)
  )
  select b.scope_id, b.project_id, b.project, b.programme_id, b.programme, b.strategy_id, b.strategy, b.benefit_id, b.measure, b.unit,
    b.due as due_date, b.planned, b.realised, b.first_realised, b.progress,
    case when coalesce(b.progress >= 1, b.realised = b.planned) then 'reached' when b.due < as_of::date then 'overdue'
      when b.realised is null then 'unmeasured' else 'under way' end as state, as_of::date - b.due as days_overdue, b.level
  from placed b left join project_in_scope(as_of, strategy, programme, department, tier) i on i.project_id = b.project_id
  where passes_all(
    b.level = 'project', i.project_id is not null, b.strategy_id, b.programme_id, strategy, programme, department, tier)
  order by state = 'reached', b.due, b.scope_id, b.benefit_id;

-- The people that projects take, month by month, against those whom their department has.
-- Grain: one row per department, role and month for which a live project of the filters states an allocation.
-- Units: full-time equivalents; over is positive where all projects together take more than there are, null where no capacity is stated.
-- Formula: all planned = Σ planned FTE of every live project; over = all planned − capacity.
create or replace macro programme_people(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with need as (
    select a.department, a.role, a.month, sum(a.planned_fte) filter (i.project_id is not null) as planned_fte,
      sum(a.actual_fte) filter (i.project_id is not null) as actual_fte, sum(a.planned_fte) as all_planned_fte
    from allocation_at(as_of) a join project_placed(as_of) p using (project_id)
    left join project_in_scope(as_of, strategy, programme, department, tier) i on i.project_id = a.project_id
    where p.live group by all
  )
  select n.month, n.department, n.role, n.planned_fte, n.actual_fte, n.all_planned_fte, c.fte as capacity_fte,
    n.all_planned_fte - c.fte as over_fte
  from need n left join capacity_at(as_of) c on c.department = n.department and c.role = n.role and c.month = n.month
  where n.planned_fte is not null or n.actual_fte is not null order by n.month, n.department, n.role;

-- What the projects of a programme wait for and owe, with the dates of both sides.
-- Grain: one row per dependency of the register with a live receiver; the late ones first.
-- Units: as in dependency_outlook.
-- Formula: within = both projects are the programme's; waits = another provides; owes = another receives; the rest as in dependency_outlook.
create or replace macro programme_dependencies(as_of, programme := null) as table
  select d.*, p.programme_id as provider_programme_id, p.programme as provider_programme, r.programme_id as receiver_programme_id,
    r.programme as receiver_programme,
    case when p.programme_id = r.programme_id then 'within' when passes(r.programme_id, programme) then 'waits' else 'owes' end as direction
  from dependency_outlook(as_of) d
  left join project_placed(as_of) p on p.project_id = d.provider_project_id
  left join project_placed(as_of) r on r.project_id = d.receiver_project_id
  where passes(p.programme_id, programme) or passes(r.programme_id, programme)
  order by d.days_late desc nulls last, d.needed_by, d.dependency_id;

-- How each programme stands.
-- Grain: one row per programme of the register; the most red projects first, then the most days late.
-- Units: counts of live projects; days (positive = late); money.
-- Formula: total days late = Σ max(days late, 0); open risks and expected cost with those of the programme itself; benefits as in benefit_progress.
create or replace macro programme_standing(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with work as (
    select h.programme_id, count(*) as projects, count(*) filter (h.rag_evidence = 'Red') as red,
      count(*) filter (h.rag_evidence = 'Amber') as amber, count(*) filter (h.rag_evidence = 'Green') as green,
      count(*) filter (h.rag_evidence is null) as unrated, count(*) filter (h.days_late > 0) as late,
      sum(days_beyond(h.days_late))::double as total_days_late, sum(h.budget) as budget, sum(h.actual_cost) as actual_cost,
      sum(h.estimate_at_completion) as estimate_at_completion, sum(h.cost_overrun) as cost_overrun
    from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
    where h.live group by h.programme_id
  ), hazard as (
    select r.programme_id, count(*) as open_risks, count(*) filter (r.zone = 'Red') as red_zone_risks, sum(r.expected_cost) as expected_cost
    from risk_listed(as_of, strategy, programme, department, tier) r where r.counts group by r.programme_id
  ), gain as (
    select b.programme_id, count(*) as benefits, count(*) filter (b.state = 'reached') as benefits_reached,
      count(*) filter (b.state = 'overdue') as benefits_overdue
    from benefit_progress(as_of, strategy := strategy, programme := programme, department := department, tier := tier) b
    group by b.programme_id
  )
  select g.programme_id, g.programme, g.strategy_id, y.strategy, g.programme_manager, coalesce(w.projects, 0) as projects,
    coalesce(w.red, 0) as red, coalesce(w.amber, 0) as amber, coalesce(w.green, 0) as green, coalesce(w.unrated, 0) as unrated,
    coalesce(w.late, 0) as late, w.total_days_late, w.budget, w.actual_cost, w.estimate_at_completion, w.cost_overrun,
    coalesce(z.open_risks, 0) as open_risks, coalesce(z.red_zone_risks, 0) as red_zone_risks, z.expected_cost,
    coalesce(b.benefits, 0) as benefits, coalesce(b.benefits_reached, 0) as benefits_reached,
    coalesce(b.benefits_overdue, 0) as benefits_overdue
  from programme_at(as_of) g left join strategy_at(as_of) y on y.strategy_id = g.strategy_id
  left join work w on w.programme_id = g.programme_id left join hazard z on z.programme_id = g.programme_id
  left join gain b on b.programme_id = g.programme_id
  where passes(g.programme_id, programme)
    and (w.projects > 0 or department is null and tier is null and passes(g.strategy_id, strategy))
  order by red desc, w.total_days_late desc nulls last, g.programme_id;
