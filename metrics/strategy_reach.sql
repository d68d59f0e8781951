-- What hangs on what: how far a late project, a risk, a milestone or a category of risk reaches, and what a strategy hangs on.

-- Building block: the open risks as nodes. Two risks may have one id, each in its own scope; those are told apart by their scope.
-- Grain: one row per risk that counts; `full_id` always names its scope, `node_id` only where the id alone is not enough.
create or replace macro risk_node(as_of) as table
  select r.scope_id || ':' || r.risk_id as full_id, if(count(*) over (partition by r.risk_id) = 1, r.risk_id, full_id) as node_id,
    r.risk_id, r.risk, r.scope_id, r.scope_level, r.category, r.strategy_id, r.project_id, r.zone, r.threatens_milestone_id,
    r.delay_exposure_days, r.expected_cost
  from risk_measured(as_of) r where r.counts;

-- Building block: what an id means: a live project, a programme, a strategy, a milestone, a benefit, an open risk or a category, in this order.
-- Grain: one row; `backwards` where the question is what it hangs on.
create or replace macro node_kind(as_of, node_id) as table
  select f.kind, f.kind in ('programme', 'strategy', 'benefit') as backwards
  from (select case when node_id::varchar in (select p.project_id from project_placed(as_of) p where p.live) then 'project'
      when node_id::varchar in (select g.programme_id from programme_at(as_of) g) then 'programme'
      when node_id::varchar in (select y.strategy_id from strategy_at(as_of) y) then 'strategy'
      when node_id::varchar in (select m.milestone_id from milestone_at(as_of) m) then 'milestone'
      when node_id::varchar in (select b.benefit_id from benefit_at(as_of) b) then 'benefit'
      when node_id::varchar in (select unnest([r.node_id, r.full_id]) from risk_node(as_of) r) then 'risk'
      when node_id::varchar in (select r.category from risk_node(as_of) r) then 'category' end as kind) f;

-- Building block: where a question enters the work: the projects that the node is, consists of, belongs to or threatens.
-- Grain: one row per live project; `only_milestones` are those through which it goes on, null for all.
-- Units: days; share 0 to 1; `push` = days to be added to what the dates of the reports already say; depth −1 is the step from a milestone
-- back to its own project, which is as far from it as those that wait for it. Being early arrives nowhere.
create or replace macro blast_entry(as_of, node_id) as table
  with asked as (from node_kind(as_of, node_id)), threat as (
    select c.project_id, list({id: r.node_id, name: r.risk, days: r.delay_exposure_days, cost: r.expected_cost}) as risks,
      max(r.delay_exposure_days) as days, if(count(*) = count(r.threatens_milestone_id), list(r.threatens_milestone_id), null) as milestones
    from risk_node(as_of) r join asked n on if(n.kind = 'risk', node_id::varchar in (r.node_id, r.full_id), r.category = node_id::varchar)
    join scope_project(as_of) c on c.scope_id = r.scope_id and c.level = r.scope_level and r.scope_level <> 'strategy'
    group by c.project_id
  ), part as (
    select c.project_id, c.share from scope_project(as_of) c join asked n on n.kind in ('project', 'programme', 'strategy')
      and c.level = n.kind and c.scope_id = node_id::varchar
  ), gain as (
    select c.project_id, max(c.share) as share from benefit_risk(as_of) b join scope_project(as_of) c on c.level = b.level
      and c.scope_id = b.scope_id join asked n on n.kind = 'benefit' where b.benefit_id = node_id::varchar
    group by c.project_id
  ), owned as (
    select m.project_id, m.milestone_id, coalesce(m.forecast_date, m.baseline_date) - m.baseline_date as days
    from milestone_at(as_of) m join asked n on n.kind = 'milestone' where m.milestone_id = node_id::varchar
  )
  select h.project_id, n.kind, n.backwards, coalesce(p.share, g.share, 1) as share, t.risks,
    case n.kind when 'milestone' then days_beyond(o.days) when 'risk' then t.days when 'category' then t.days else h.days_late end as days,
    coalesce(t.days, 0) as push, if(n.kind = 'milestone', [o.milestone_id], t.milestones) as only_milestones,
    case n.kind when 'project' then 0 when 'category' then 2 when 'milestone' then -1 else 1 end as depth
  from project_health(as_of) h cross join asked n left join part p on p.project_id = h.project_id
  left join gain g on g.project_id = h.project_id left join threat t on t.project_id = h.project_id
  left join owned o on o.project_id = h.project_id
  where h.live and coalesce(p.project_id, g.project_id, t.project_id, o.project_id) is not null;

-- Building block: the ways from the entries to the projects that are reached by what they wait for.
-- Grain: one row per entry, and per project, project before it and milestone between them; nothing comes back to a sole entry.
-- Units: days; share 0 to 1; money. Depth by the fewest steps to the project before.
-- Formula: days = max(0, the most days that arrive before + expected − needed by). In a cycle of dependencies, and behind it, days would grow
-- without end: there only ways lead on that end more steps from the entries than they start.
create or replace macro blast_way(as_of, node_id) as table
  with recursive entry as materialized (from blast_entry(as_of, node_id)
  ), asked as (select any_value(e.backwards) as backwards, if(count(*) = 1, any_value(e.project_id), null) as sole_id from entry e
  ), hop as materialized (
    select if(n.backwards, w.receiver_id, w.provider_id) as near_id, if(n.backwards, w.provider_id, w.receiver_id) as far_id,
      w.milestone_id, w.milestone, w.days_beyond_need, n.backwards
    from awaited(as_of) w cross join asked n left join entry e on e.project_id = if(n.backwards, w.receiver_id, w.provider_id)
    join project_placed(as_of) p on p.project_id = if(n.backwards, w.provider_id, w.receiver_id) and p.live
    where (e.only_milestones is null or list_contains(e.only_milestones, w.milestone_id)) and p.project_id is distinct from n.sole_id
  ), reached(project_id, depth, share, money) using key (project_id) as (
    select e.project_id, e.depth, e.share::double, e.share * p.budget from entry e join project_placed(as_of) p using (project_id)
    union
    select s.* from (
      select w.far_id, min(r.depth) + 2, arg_max(r.share, coalesce(r.money, -1)), max(r.money)
      from reached r join hop w on w.near_id = r.project_id group by w.far_id
    ) s left join recurring.reached k on k.project_id = s.far_id where k.project_id is null
  ), step as materialized (
    select w.*, n.depth as near_depth, n.share, n.money, n.depth < f.depth as further
    from hop w join reached n on n.project_id = w.near_id join reached f on f.project_id = w.far_id
  ), orderly(project_id) using key (project_id) as ( -- all that leads to it is orderly too, so it is in no cycle nor behind one
    select r.project_id from reached r where r.project_id not in (select w.far_id from step w)
    union
    select w.far_id from step w left join recurring.orderly k on k.project_id = w.near_id
    where w.far_id in (select o.far_id from orderly n join step o on o.near_id = n.project_id)
    group by w.far_id having count(*) = count(k.project_id)
  ), way as materialized (
    select w.* from step w where w.further or w.far_id in (select o.project_id from orderly o)
  ), arrived(project_id, push) using key (project_id) as (
    select e.project_id, e.push::double from entry e where not e.backwards
    union
    select s.* from (
      select w.far_id, max(days_beyond(a.push + w.days_beyond_need)) as push from arrived a join way w on w.near_id = a.project_id group by w.far_id
    ) s left join recurring.arrived k on k.project_id = s.far_id where k.project_id is null or s.push > coalesce(k.push, -1)
  )
  select e.project_id, null::varchar as via_project_id, null::varchar as milestone_id, null::varchar as milestone, e.depth, e.share::double as share,
    e.share * p.budget as money, e.days::double as days, e.backwards, e.risks
  from entry e join project_placed(as_of) p using (project_id)
  union all by name
  select w.far_id as project_id, w.near_id as via_project_id, w.milestone_id, w.milestone, w.near_depth + 2 as depth, w.backwards,
    if(w.backwards, w.share, 1) as share, if(w.backwards, w.money, h.budget) as money,
    if(w.backwards, h.days_late, days_beyond(a.push + w.days_beyond_need)) as days
  from way w join project_health(as_of) h on h.project_id = w.far_id left join arrived a on a.project_id = w.near_id;

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
