-- What is done about the risks: actions, owners, age, and which belong a level up.

-- What is done about each open risk: who, until when, and how much of the promised reduction was reached.
-- Grain: one row per scope (live project, programme or strategy) and open threat.
-- Units: days (overdue positive); scores; money. Achieved share: 0 nothing, 1 at the target, null where nothing was promised.
-- Formula: state = `no owner` before `no action` (no date, and not accepted) before `overdue`, else `accepted` or `in date`; a risk may be all
-- three, and has a column for each;
-- promised = inherent − target score, achieved = inherent − residual score.
create or replace macro risk_actions(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select r.scope_id, r.risk_id, r.risk, r.owner, r.response, r.action_due,
    case when r.owner is null then 'no owner' when r.action_due is null and r.response is distinct from 'Accept' then 'no action'
      when r.action_due < as_of::date then 'overdue' when r.action_due is null then 'accepted' else 'in date' end as state,
    as_of::date - r.action_due as days_overdue, as_of::date - r.first_seen as age_days, r.zone, r.expected_cost,
    r.inherent_probability * r.inherent_impact as inherent_score, r.score, r.target_probability * r.target_impact as target_score,
    inherent_score - target_score as promised, inherent_score - r.score as achieved,
    achieved / nullif(promised, 0) as achieved_share, r.category, r.scope_level, r.project_id, r.project, r.programme_id, r.programme,
    r.strategy_id, r.strategy, r.first_seen, r.owner is null as no_owner,
    r.action_due is null and r.response is distinct from 'Accept' as no_action, coalesce(r.action_due < as_of::date, false) as overdue
  from risk_listed(as_of, strategy, programme, department, tier) r where r.counts
  order by list_position(['no owner', 'no action', 'overdue', 'accepted', 'in date'], state), r.expected_cost desc nulls last,
    r.risk_id, r.scope_id;

-- The open risks that belong a level up, with the rules that say so and who has to answer.
-- Grain: one row per scope and open threat for which a rule holds.
-- Units: money; days.
-- Formula: score = in the red zone; exposure = expected cost above `escalate_above_percent` of the project's budget, if it has one; age = in the red zone
-- and first stated `escalate_after_days` ago; cross-programme = threatens a milestone that a project of another programme waits for;
-- response = its owner escalates it. A project's risk goes to its programme manager, any other to the sponsor of the strategy.
create or replace macro risk_escalation(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with awaited as (
    select d.provider_milestone_id as milestone_id, min(w.project) as waiting_project
    from dependency_at(as_of) d join project_placed(as_of) w on w.project_id = d.receiver_project_id and w.live
    join milestone_at(as_of) m on m.milestone_id = d.provider_milestone_id
    join project_placed(as_of) g on g.project_id = m.project_id
    where w.programme_id is distinct from g.programme_id group by d.provider_milestone_id
  ), ruled as (
    select r.*, p.budget, a.waiting_project, list_filter([
        if(r.response = 'Escalate', 'response', null), if(r.zone = 'Red', 'score', null),
        if(100 * r.expected_cost > s.escalate_above_percent * nullif(p.budget, 0), 'exposure', null),
        if(r.zone = 'Red' and as_of::date - r.first_seen >= s.escalate_after_days, 'age', null),
        if(a.milestone_id is not null, 'cross-programme', null)], lambda rule: rule is not null) as rules
    from risk_listed(as_of, strategy, programme, department, tier) r cross join setting_values(as_of) s
    left join project_placed(as_of) p on p.project_id = r.project_id
    left join awaited a on a.milestone_id = r.threatens_milestone_id and r.scope_level = 'project'
    where r.counts
  )
  select r.scope_id, r.risk_id, r.risk, r.rules, coalesce(r.response = 'Escalate', false) as escalated,
    case when r.scope_level = 'project' and r.programme_id is not null then 'Programme' else 'Portfolio' end as goes_to,
    case when goes_to = 'Programme' then g.programme_manager else y.sponsor end as answers,
    r.zone, r.score, r.expected_cost, as_of::date - r.first_seen as age_days, r.waiting_project, r.category, r.owner,
    r.project_id, r.project, r.programme_id, r.programme, r.strategy_id, r.strategy
  from ruled r left join programme_at(as_of) g on g.programme_id = r.programme_id
  left join strategy_at(as_of) y on y.strategy_id = r.strategy_id
  where len(r.rules) > 0
  order by len(r.rules) desc, r.expected_cost desc nulls last, r.risk_id, r.scope_id;
