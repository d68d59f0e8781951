-- How the strategy was adjusted: what was re-weighted, started, retired and re-mapped, and what that moved.

-- Building block: what of each live project's money went to each strategy.
-- Grain: one row per live project and strategy, a null strategy for what serves none.
-- Units: share 0 to 1; money.
create or replace macro money_link(as_of) as table
  select k.project_id, k.strategy_id, sum(k.share) as share, sum(k.share * p.budget) as money
  from project_link(as_of) k join project_placed(as_of) p using (project_id) where p.live group by k.project_id, k.strategy_id;

-- What was adjusted between two days.
-- Grain: one row per strategy, or project and strategy (a null one for none), and kind of change; what weighs most first in each kind.
-- Units: was and becomes 0 to 1, of a strategy its declared weight, of a project its share; money = what the strategy then has more (negative:
-- less) of the live projects' budgets. Over the projects money adds up to that of the strategies, and over all to the portfolio's.
-- Formula: started, retired, paused = a strategy that became so, appeared (started) or left the register (retired); re-weighted = its weight
-- changed; joined, left = a project became live or ceased to be; re-mapped = its share changed; re-budgeted = only its budget.
create or replace macro strategy_changes(
  from_date, to_date, strategy := null, programme := null, department := null, tier := null) as table
  with pair as (
    select coalesce(a.project_id, b.project_id) as project_id, coalesce(a.strategy_id, b.strategy_id) as strategy_id, a.share as share_was,
      b.share as share_becomes, a.money as money_was, b.money as money_becomes
    from money_link(from_date) a full join money_link(to_date) b
      on b.project_id = a.project_id and coalesce(b.strategy_id, '') = coalesce(a.strategy_id, '')
  ), moved as (
    select r.*, case when count(r.share_was) over (partition by r.project_id) = 0 then 'joined'
        when count(r.share_becomes) over (partition by r.project_id) = 0 then 'left'
        when abs(coalesce(r.share_was, 0) - coalesce(r.share_becomes, 0)) > 1e-9 then 're-mapped' else 're-budgeted' end as kind,
      coalesce(r.money_becomes, 0) - coalesce(r.money_was, 0) as money
    from pair r
  ), work as (
    select m.*, coalesce(p.project, b.project) as project, coalesce(p.programme_id, b.programme_id) as programme_id,
      coalesce(p.programme, b.programme) as programme
    from moved m left join project_placed(to_date) p on p.project_id = m.project_id
    left join project_placed(from_date) b on b.project_id = m.project_id
    where (m.kind <> 're-budgeted' or m.money <> 0) and passes(m.strategy_id, strategy)
      and passes(coalesce(p.programme_id, b.programme_id), programme) and passes(coalesce(p.department, b.department), department)
      and passes(coalesce(p.tier, b.tier), tier)
  ), whole as (select m.strategy_id, sum(m.money) as money from moved m group by m.strategy_id
  ), sides as (
    select coalesce(b.strategy_id, a.strategy_id) as strategy_id, coalesce(b.strategy, a.strategy) as strategy,
      if(a.strategy_id is null, 'none', coalesce(a.state, 'Active')) as state_was,
      if(b.strategy_id is null, 'Retired', coalesce(b.state, 'Active')) as state_becomes,
      a.priority_weight_percent / 100 as was, b.priority_weight_percent / 100 as becomes
    from strategy_at(from_date) a full join strategy_at(to_date) b on b.strategy_id = a.strategy_id
  ), adjusted as (
    select t.strategy_id, t.was, t.becomes, w.money, unnest(list_filter([
        if(t.state_was <> t.state_becomes and (t.state_was <> 'none' or t.state_becomes = 'Active'),
          case t.state_becomes when 'Active' then 'started' when 'Paused' then 'paused' else 'retired' end, null),
        if(t.was <> t.becomes, 're-weighted', null)], lambda kind: kind is not null)) as kind
    from sides t left join whole w on w.strategy_id = t.strategy_id
    where programme is null and department is null and tier is null and passes(t.strategy_id, strategy)
  )
  select coalesce(s.kind, w.kind) as kind, coalesce(s.strategy_id, w.strategy_id) as strategy_id, b.strategy, w.project_id, w.project,
    if(s.kind is null, w.share_was, s.was) as was, if(s.kind is null, w.share_becomes, s.becomes) as becomes,
    coalesce(s.money, w.money, 0) as money, w.money_was, w.money_becomes, w.programme_id, w.programme,
    row_number() over (order by list_position(
        ['started', 'retired', 'paused', 're-weighted', 're-mapped', 'joined', 'left', 're-budgeted'], coalesce(s.kind, w.kind)),
      abs(coalesce(s.money, w.money)) desc nulls last, w.project_id, coalesce(s.strategy_id, w.strategy_id)) as place
  from adjusted s full join work w on w.kind = s.kind
  left join sides b on b.strategy_id = coalesce(s.strategy_id, w.strategy_id) order by place;

-- How each strategy stood on two days.
-- Grain: one row per strategy of either register.
-- Units: weight and share of the live projects' budget 0 to 1; money.
-- Formula: weight share and budget share of `strategy_coverage`.
create or replace macro strategy_shift(from_date, to_date) as table
  with shares as (from given_on([from_date::date, to_date::date])
  ), sides as (
    select coalesce(a.strategy_id, b.strategy_id) as strategy_id, coalesce(b.strategy, a.strategy) as strategy
    from strategy_at(from_date) a full join strategy_at(to_date) b on b.strategy_id = a.strategy_id
  )
  select t.strategy_id, t.strategy, a.weight_share as weight_was, b.weight_share as weight, a.budget_share as share_was,
    b.budget_share as share, a.money as budget_was, b.money as budget
  from sides t left join shares a on a.strategy_id = t.strategy_id and a.day = from_date::date
  left join shares b on b.strategy_id = t.strategy_id and b.day = to_date::date order by t.strategy_id;
