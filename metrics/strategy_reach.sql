-- What hangs on what: how far a late project, a risk, a milestone or a category of risk reaches, and what a strategy hangs on.

-- Building block: one node of the answer, as `blast_radius` gives it.
-- Grain: a value.
create or replace macro blast_node(id, kind, name, via, depth, share, days, money, cost) as
  {id: id::varchar, kind: kind, name: name::varchar, via: via::varchar, depth: depth::integer, share: share::double,
    days: days::double, money: money::double, cost: cost::double};

-- Building block: all nodes save benefits and the asked one, where that is no project; see `blast_radius`.
-- Grain: one row per node, the node before it and each project that leads there.
create or replace macro blast_work(as_of, node_id) as table
  with served as (
    select k.project_id, list({id: k.strategy_id, name: y.strategy, share: k.share}) as strategies
    from project_link(as_of) k join strategy_at(as_of) y using (strategy_id) group by k.project_id
  ), threat as (
    select r.project_id, list({id: r.node_id, name: r.risk, days: r.delay_exposure_days, cost: r.expected_cost}) as risks
    from risk_node(as_of) r where r.zone = 'Red' group by r.project_id
  ), waited as (
    select w.receiver_id, list({id: w.milestone_id, name: coalesce(w.milestone, w.milestone_id), days: days_beyond(w.days_beyond_need)}) as milestones
    from awaited(as_of) w group by w.receiver_id
  )
  select r.backwards, unnest(list_concat(
      if(r.risks is null, [blast_node(r.project_id, 'project', p.project, coalesce(r.milestone_id, if(r.depth <> 0, node_id, null)),
        abs(r.depth), r.share, r.days, r.money, null)], []),
      list_transform(coalesce(r.risks, []), lambda x: blast_node(r.project_id, 'project', p.project, x.id, r.depth, r.share, r.days, r.money, null)),
      list_transform(if(r.depth = 2, coalesce(r.risks, []), []), lambda x: blast_node(x.id, 'risk', x.name, node_id, 1, null, x.days, null, x.cost)),
      if(r.backwards or r.milestone_id is null, [], [blast_node(r.milestone_id, 'milestone', r.milestone, r.via_project_id, r.depth - 1, r.share,
        r.days, null, null)]),
      list_transform(if(r.backwards, coalesce(w.milestones, []), []), lambda x: blast_node(x.id, 'milestone', x.name, p.project_id, r.depth + 1,
        r.share, x.days, r.money, null)),
      if(r.backwards or p.programme_id is null, [], [blast_node(p.programme_id, 'programme', p.programme, p.project_id, abs(r.depth) + 1, r.share,
        days_beyond(r.days), r.money, null)]),
      list_transform(if(r.backwards, [], coalesce(s.strategies, [])), lambda x: blast_node(x.id, 'strategy', x.name, p.project_id, abs(r.depth) + 1,
        x.share, days_beyond(r.days), x.share * p.budget, null)),
      list_transform(if(r.backwards, coalesce(t.risks, []), []), lambda x: blast_node(x.id, 'risk', x.name, p.project_id, r.depth + 1, r.share,
        x.days, r.money, x.cost))), recursive := true)
  from blast_way(as_of, node_id) r join project_placed(as_of) p on p.project_id = r.project_id
  left join served s on s.project_id = r.project_id left join threat t on t.project_id = r.project_id
  left join waited w on w.receiver_id = r.project_id;

-- How far something reaches: from a project, milestone, risk or category of risks to the work that waits for it, and on to programmes,
-- strategies and benefits; from a programme, strategy or benefit backwards to what it hangs on, with the risks of the red zone there.
-- Grain: one row per node and each node before it on a way there (`via`), backwards with every milestone that is waited for; depth counts the
-- fewest steps, 0 is the node itself. Days of a node = the most of its rows.
-- Units: share 0 to 1; days, positive = later; money.
-- Formula: share = what part of the project goes that way: 1 along dependencies and to its programme, its contribution to a strategy;
-- money = share × its budget. Days start as the project's days late, the milestone's, or the delay that the risks would bring; to a project
-- that waits they arrive less the float of the dependency, as far as its dates do not hold them yet: max(0, days that arrived before +
-- expected − needed by), and the most that arrives goes on; see `blast_way` for cycles. Being early arrives nowhere. Backwards: how late each
-- thing itself comes (projects by their finish, milestones after the day they are needed), and the share of what hangs on it.
-- To a benefit go the money, the money's mean share and the greatest days of its programme, strategy or project.
create or replace macro blast_radius(as_of, node_id) as table
  with declared as ( -- risks of a strategy as a whole, which threaten no single project
    select unnest([blast_node(r.node_id, 'risk', r.risk, node_id, 1, null, r.delay_exposure_days, null, r.expected_cost),
        blast_node(r.strategy_id, 'strategy', y.strategy, r.node_id, if(r.category = node_id::varchar, 2, 1), 1, r.delay_exposure_days,
          (select sum(c.share * c.budget) from scope_project(as_of) c where c.level = 'strategy' and c.scope_id = r.strategy_id), null)],
      recursive := true), false as backwards
    from risk_node(as_of) r join strategy_at(as_of) y using (strategy_id) where r.scope_level = 'strategy'
      and node_id::varchar in (r.node_id, r.full_id, r.category)
  ), work as (
    select w.id, w.kind, any_value(w.name) as name, w.via, min(w.depth) as depth, max(w.share) as share, max(w.days) as days,
      max(w.money) as money, max(w.cost) as cost, any_value(w.backwards) as backwards
    from (from blast_work(as_of, node_id) union all by name from declared) w where w.kind = 'project' or w.id <> node_id::varchar group by w.id, w.kind, w.via
  ), reached as (
    select w.id, w.kind, min(w.depth) as depth, max(w.days) as days,
      if(w.kind = 'project', max(w.money), sum(w.money)) as money, sum(w.money) / nullif(sum(w.money / nullif(w.share, 0)), 0) as share
    from work w where not w.backwards and w.kind in ('project', 'programme', 'strategy') group by w.id, w.kind
  ), gained as (
    select b.benefit_id as id, 'benefit' as kind, b.measure as name, r.id as via, r.depth + 1 as depth, r.share, r.days, r.money, null::double as cost
    from reached r join benefit_risk(as_of) b on b.scope_id = r.id and b.level = r.kind
  ), named as (
    select n.kind, coalesce(g.programme, y.strategy, m.milestone, b.measure, k.risk, node_id::varchar) as name,
      m.forecast_date - m.baseline_date as days, k.delay_exposure_days as exposure, k.expected_cost,
      k.node_id as risk_node_id
    from node_kind(as_of, node_id) n
    left join programme_at(as_of) g on n.kind = 'programme' and g.programme_id = node_id::varchar
    left join strategy_at(as_of) y on n.kind = 'strategy' and y.strategy_id = node_id::varchar
    left join milestone_at(as_of) m on n.kind = 'milestone' and m.milestone_id = node_id::varchar
    left join benefit_at(as_of) b on n.kind = 'benefit' and b.benefit_id = node_id::varchar
    left join risk_node(as_of) k on n.kind = 'risk' and node_id::varchar in (k.node_id, k.full_id)
    where n.kind <> 'project'
  ), itself as (
    select coalesce(n.risk_node_id, node_id::varchar) as id, n.kind, n.name, null::varchar as via, 0 as depth, null::double as share,
      coalesce(n.days, n.exposure)::double as days, null::double as money, n.expected_cost as cost from named n
  )
  select a.id as node_id, a.kind, a.via, a.depth, a.share, a.days as days_late, a.money, a.name, a.cost as expected_cost,
    coalesce(v.name, i.name) as via_name
  from (from itself union all by name from work union all by name from gained) a
  left join (select w.id, any_value(w.name) as name from work w group by w.id) v on v.id = a.via
  left join itself i on i.id = a.via and v.id is null
  order by a.depth, list_position(['milestone', 'risk', 'project', 'programme', 'strategy', 'benefit'], a.kind), a.days desc nulls last,
    a.money desc nulls last, a.id, a.via;
