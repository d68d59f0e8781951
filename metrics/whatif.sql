-- What a what-if compares: the stakes of each strategy in money, people, exposure and benefits.

-- What each strategy has at stake in the live portfolio.
-- Grain: one row per strategy of the register, and one with a null strategy for what serves none.
-- Units: counts of live projects and of benefits; money; full-time equivalents; weight, share and gap 0 to 1;
-- null where there is work but nothing is stated of it.
-- Formula: money and people = Σ share × budget and share × planned FTE of the month of D, which add up to the portfolio's; exposure =
-- expected cost of open risks by primary strategy, as in `category_exposure`; benefits = those whose scope a live project still works for;
-- late, red, weight and gap as in `strategy_coverage`.
create or replace macro strategy_stakes(as_of) as table
  with part as (select t.* from strategy_trace(as_of) t where t.live
  ), staffed as (
    select a.project_id, sum(a.planned_fte) as fte from allocation_at(as_of) a
    where date_trunc('month', a.month) = date_trunc('month', as_of::date) group by a.project_id
  ), fed as (
    select coalesce(p.strategy_id, '') as holder, count(*) as projects, sum(p.budget) as budget, sum(p.share * s.fte) as fte,
      count(*) filter (p.rag_evidence = 'Red') as red, count(*) filter (p.days_late > 0) as late
    from part p left join staffed s using (project_id) group by holder
  ), exposed as (
    select coalesce(r.strategy_id, '') as holder, sum(r.expected_cost) as expected_cost from risk_measured(as_of) r
    where r.counts group by holder
  ), working as (
    select distinct unnest([p.project_id, p.programme_id, p.strategy_id]) as scope_id from part p
  ), promised as (
    select coalesce(p.strategy_id, g.strategy_id, y.strategy_id, '') as holder, count(*) as benefits
    from benefit_at(as_of) b semi join working w on w.scope_id = b.scope_id
    left join project_placed(as_of) p on p.project_id = b.scope_id
    left join programme_at(as_of) g on g.programme_id = if(p.project_id is null, b.scope_id, null)
    left join strategy_at(as_of) y on y.strategy_id = if(p.project_id is null, b.scope_id, null) group by holder
  ), stake as (
    select * from (select '' as holder) n full join fed using (holder) full join exposed using (holder) full join promised using (holder)
  )
  select coalesce(y.strategy_id, nullif(k.holder, '')) as strategy_id, y.strategy, y.state, y.priority_weight, coalesce(k.projects, 0) as projects,
    coalesce(k.budget, 0) as budget, coalesce(k.budget, 0) / nullif((select sum(w.budget) from stake w), 0) as budget_share, y.gap,
    if(k.projects is null, 0, k.fte) as fte, if(k.projects is null, coalesce(k.expected_cost, 0), k.expected_cost) as expected_cost,
    coalesce(k.benefits, 0) as benefits, coalesce(k.late, 0) as late, coalesce(k.red, 0) as red
  from strategy_coverage(as_of) y full join stake k on k.holder = y.strategy_id order by y.strategy_id is null, y.strategy_id;
