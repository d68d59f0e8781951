-- What projects owe each other, as provider and receiver see it.

-- Building block: each dependency with its milestone as last reported.
-- Grain: one row per dependency of the register; null milestone where nobody reports it. Ids of milestones are unique in the portfolio; where
-- projects share one all the same, it is that of another project than the receiver, not reached and expected last.
create or replace macro dependency_reported(as_of) as table
  select d.*, m.milestone_id, m.milestone, m.project_id as provider_project_id, m.forecast_date, m.actual_date,
    m.actual_date is null and coalesce(m.forecast_date < as_of::date, false) as date_passed
  from dependency_at(as_of) d left join milestone_at(as_of) m on m.milestone_id = d.provider_milestone_id
  qualify row_number() over (
    partition by d.dependency_id
    order by m.project_id = d.receiver_project_id, m.actual_date is null desc, m.forecast_date desc nulls last, m.project_id) = 1;

-- What live projects wait for from each other, as both sides see it.
-- Grain: one row per dependency of the register; those that come too late first, then by the day they are needed.
-- Units: calendar days, positive = later than needed, or than promised.
-- Formula: expected = actual, else forecast date of the provider's milestone, else the promise; late = expected − needed by; not reported =
-- the milestone stands in nobody's report, so that at most its promise is known. Conflict, nothing delivered yet: too late = expected after
-- the day it is needed; promise broken = after the day promised, still in time; no date = the provider states none and promised none; not
-- reported = reported by nobody, and promised in time or not at all. Date passed = reported for a day before D, and not said to be reached.
create or replace macro dependency_outlook(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select d.dependency_id, d.provider_milestone_id, d.milestone, d.provider_project_id, v.project as provider_project,
    d.receiver_project_id, r.project as receiver_project, d.needed_by, d.promised_for,
    coalesce(d.actual_date, d.forecast_date, d.promised_for) as expected_on, expected_on - d.needed_by as days_late,
    case when d.actual_date is not null then 'delivered' when days_late > 0 then 'too late' when d.milestone_id is null then 'not reported'
      when days_late <= 0 then 'in time' end as state,
    expected_on - d.promised_for as days_after_promise, d.date_passed,
    case when state = 'delivered' then null when state = 'too late' then 'too late' when d.milestone_id is null then 'not reported'
      when expected_on is null then 'no date' when expected_on > d.promised_for then 'promise broken' end as conflict
  from dependency_reported(as_of) d
  join project_in_scope(as_of, strategy, programme, department, tier) r on r.project_id = d.receiver_project_id and r.live
  left join project_placed(as_of) v on v.project_id = d.provider_project_id
  order by state = 'too late' desc nulls last, d.needed_by, d.dependency_id;

-- Where the two sides of a dependency disagree, as `conflict` of `dependency_outlook`.
-- Grain: one row per dependency between projects of which the receiver is live and nothing was delivered yet; the worst first.
-- Units: calendar days, positive = later than needed, or than promised.
create or replace macro dependency_conflicts(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select t.dependency_id, t.provider_project_id, t.provider_milestone_id, t.receiver_project_id, t.needed_by, t.promised_for, t.expected_on,
    t.days_late, t.days_after_promise, t.conflict, t.milestone, t.provider_project, t.receiver_project
  from dependency_outlook(as_of, strategy := strategy, programme := programme, department := department, tier := tier) t
  where t.conflict is not null
  order by list_position(['too late', 'no date', 'not reported', 'promise broken'], t.conflict), t.days_late desc nulls last, t.dependency_id;

-- Building block: what projects still wait for: milestones of other projects that are not reached yet.
-- Grain: one row per dependency of the register whose milestone has no actual date; a null provider where nobody reports the milestone.
-- Units: calendar days, positive = expected after the day it is needed.
-- Formula: expected = forecast date of the milestone, else the promise; a promise in time of what nobody reports tells nothing.
create or replace macro awaited(as_of) as table
  select d.dependency_id, d.provider_milestone_id as milestone_id, d.milestone, d.provider_project_id as provider_id,
    d.receiver_project_id as receiver_id,
    coalesce(d.forecast_date, if(d.milestone_id is not null or d.promised_for > d.needed_by, d.promised_for, null))
      - d.needed_by as days_beyond_need
  from dependency_reported(as_of) d where d.actual_date is null;

-- Projects that wait for each other in a circle, so that none can finish before the others.
-- Grain: one row per project of a circle, in the order of the way round; the shortest circle of those that hang together, and one behind
-- another only once that is undone. `cycle_id` is the least id in it.
-- Units: calendar days, positive = what it waits for is expected after the day it is needed.
create or replace macro dependency_cycles(as_of) as table
  with recursive hop as (
    select w.provider_id as near_id, w.receiver_id as far_id, w.milestone_id, w.milestone, w.days_beyond_need from awaited(as_of) w
    join project_placed(as_of) v on v.project_id = w.provider_id and v.live
    join project_placed(as_of) r on r.project_id = w.receiver_id and r.live
  ), orderly(project_id) using key (project_id) as ( -- waits only for what is orderly too
    select h.near_id from hop h where h.near_id not in (select far_id from hop) group by h.near_id
    union
    select h.far_id from hop h left join recurring.orderly k on k.project_id = h.near_id
    where h.far_id in (select x.far_id from orderly o join hop x on x.near_id = o.project_id)
    group by h.far_id having count(*) = count(k.project_id)
  ), knot as (
    select h.* from hop h where h.near_id not in (from orderly) and h.far_id not in (from orderly)
  ), caught(project_id, cycle_id) using key (project_id) as ( -- the least id that leads there; in a circle of its own it leads to itself
    select k.far_id, min(k.near_id) from knot k group by k.far_id
    union
    select n.* from (select k.far_id, min(c.cycle_id) as cycle_id from caught c join knot k on k.near_id = c.project_id group by k.far_id) n
    join recurring.caught o on o.project_id = n.far_id and n.cycle_id < o.cycle_id
  ), walked(project_id, cycle_id, path) using key (project_id) as (
    select c.project_id, c.cycle_id, [c.project_id] from caught c where c.project_id = c.cycle_id
    union
    select n.* from (
      select k.far_id, w.cycle_id, min(list_append(w.path, k.far_id)) from walked w join knot k on k.near_id = w.project_id
      join caught c on c.project_id = k.far_id and c.cycle_id = w.cycle_id group by k.far_id, w.cycle_id
    ) n left join recurring.walked o on o.project_id = n.far_id where o.project_id is null
  ), closed as (
    select w.cycle_id, min_by(w.path, (len(w.path), w.path)) as path
    from walked w join knot k on k.near_id = w.project_id and k.far_id = w.cycle_id group by w.cycle_id
  ), placed as (
    select c.cycle_id, unnest(c.path) as project_id, generate_subscripts(c.path, 1)::integer as step, c.path[if(step = 1, -1, step - 1)] as provider_id from closed c
  )
  select p.cycle_id, p.step, p.project_id, r.project, arg_max(k.milestone_id, k.days_beyond_need) as milestone_id,
    arg_max(k.milestone, k.days_beyond_need) as milestone, p.provider_id as provider_project_id, v.project as provider_project,
    max(k.days_beyond_need) as days_late
  from placed p join knot k on k.near_id = p.provider_id and k.far_id = p.project_id
  join project_placed(as_of) r on r.project_id = p.project_id join project_placed(as_of) v on v.project_id = p.provider_id
  group by all order by p.cycle_id, p.step;
