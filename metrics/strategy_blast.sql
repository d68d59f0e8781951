-- The ways over which one thing reaches others: where a question enters the work, and what waits for what from there.

-- Building block: the open risks as nodes, those of one id told apart by their scopes.
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
-- Formula: days = max(0, the most days that arrive before + expected − needed by). Within a circle of dependencies days would grow without end:
-- there only ways lead on that end more steps from the entries than they start.
create or replace macro blast_way(as_of, node_id) as table
  with recursive entry as (from blast_entry(as_of, node_id)
  ), asked as (select any_value(e.backwards) as backwards, if(count(*) = 1, any_value(e.project_id), null) as sole_id from entry e
  ), hop as (
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
  ), step as (
    select w.*, n.depth as near_depth, n.share, n.money, n.depth < f.depth as further
    from hop w join reached n on n.project_id = w.near_id join reached f on f.project_id = w.far_id
  ), behind_none(project_id) using key (project_id) as ( -- all that leads to it is so too: no circle lies before it
    select r.project_id from reached r where r.project_id not in (select w.far_id from step w)
    union
    select w.far_id from step w left join recurring.behind_none k on k.project_id = w.near_id
    where w.far_id in (select o.far_id from behind_none n join step o on o.near_id = n.project_id)
    group by w.far_id having count(*) = count(k.project_id)
  ), before_none(project_id) using key (project_id) as ( -- all that it leads to is so too: no circle lies behind it
    select r.project_id from reached r where r.project_id not in (select w.near_id from step w)
    union
    select w.near_id from step w left join recurring.before_none k on k.project_id = w.far_id
    where w.near_id in (select o.near_id from before_none n join step o on o.far_id = n.project_id)
    group by w.near_id having count(*) = count(k.project_id)
  ), knot as (
    select distinct w.near_id, w.far_id from step w where w.near_id not in (from behind_none) and w.far_id not in (from behind_none)
      and w.near_id not in (from before_none) and w.far_id not in (from before_none)
  ), led(project_id, least_id) using key (project_id) as ( -- the least id that leads there
    select k.far_id, min(k.near_id) from knot k group by k.far_id
    union
    select n.* from (select k.far_id, min(l.least_id) as least_id from led l join knot k on k.near_id = l.project_id group by k.far_id) n
    join recurring.led o on o.project_id = n.far_id and n.least_id < o.least_id
  ), leads(project_id, least_id) using key (project_id) as ( -- the least id that it leads to
    select k.near_id, min(k.far_id) from knot k group by k.near_id
    union
    select n.* from (select k.near_id, min(l.least_id) as least_id from leads l join knot k on k.far_id = l.project_id group by k.near_id) n
    join recurring.leads o on o.project_id = n.near_id and n.least_id < o.least_id
  ), circling as ( -- what leads to, and is led to by, the same lies in one circle
    select k.near_id, k.far_id from (select near_id, far_id, unnest([near_id, far_id]) as project_id from knot) k
    join led a on a.project_id = k.project_id join leads b on b.project_id = k.project_id
    group by k.near_id, k.far_id having min((a.least_id, b.least_id)) = max((a.least_id, b.least_id))
  ), way as (
    select w.* from step w left join circling c on c.near_id = w.near_id and c.far_id = w.far_id where w.further or c.near_id is null
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
