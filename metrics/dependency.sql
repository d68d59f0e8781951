-- What projects owe each other, as provider and receiver see it.

-- What live projects wait for from each other, as both sides see it.
-- Grain: one row per dependency of the register; those that come too late first, then by the day they are needed.
-- Units: calendar days, positive = later than needed, or than promised.
-- Formula: expected = actual, else forecast date of the provider's milestone, else the promise; late = expected − needed by.
create or replace macro dependency_outlook(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select d.dependency_id, d.provider_milestone_id, m.milestone, m.project_id as provider_project_id, v.project as provider_project,
    d.receiver_project_id, r.project as receiver_project, d.needed_by, d.promised_for,
    coalesce(m.actual_date, m.forecast_date, d.promised_for) as expected_on, expected_on - d.needed_by as days_late,
    case when m.actual_date is not null then 'delivered' when days_late > 0 then 'too late' when days_late <= 0 then 'in time' end as state,
    expected_on - d.promised_for as days_after_promise
  from dependency_at(as_of) d
  join project_in_scope(as_of, strategy, programme, department, tier) r on r.project_id = d.receiver_project_id and r.live
  left join milestone_at(as_of) m on m.milestone_id = d.provider_milestone_id
  left join project_placed(as_of) v on v.project_id = m.project_id
  order by state = 'too late' desc nulls last, d.needed_by, d.dependency_id;

-- Where the two sides of a dependency disagree.
-- Grain: one row per dependency between projects of which the receiver is live and nothing was delivered yet; the worst first.
-- Units: calendar days, positive = later than needed, or than promised.
-- Formula: too late = expected after the day it is needed; promise broken = expected after the day promised, still in time; no date = the
-- provider states none and promised none.
create or replace macro dependency_conflicts(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with told as (
    select o.*, case when o.state = 'too late' then 'too late' when o.expected_on is null then 'no date'
        when o.expected_on > o.promised_for then 'promise broken' end as conflict
    from dependency_outlook(as_of, strategy := strategy, programme := programme, department := department, tier := tier) o
    where o.state is distinct from 'delivered'
  )
  select t.dependency_id, t.provider_project_id, t.provider_milestone_id, t.receiver_project_id, t.needed_by, t.promised_for, t.expected_on,
    t.days_late, t.days_after_promise, t.conflict, t.milestone, t.provider_project, t.receiver_project
  from told t where t.conflict is not null
  order by list_position(['too late', 'no date', 'promise broken'], t.conflict), t.days_late desc nulls last, t.dependency_id;
