-- What the risks cost: by strategy and category, against what the committee bears, and report by report.

-- What each strategy stands to lose, by category of risk, and how much of the committee's appetite that takes.
-- Grain: one row per strategy and category that has open risks; a null strategy for orphans.
-- Units: count; money and days, null where nothing was measured; appetite in money, share 0 to 1, null where no appetite is declared.
-- Formula: expected cost = Σ cost exposure × chance; expected delay = Σ delay exposure × chance (days of different projects are no date).
-- Appetite is that of the category (sheet Risk appetite); the shares of its strategies add up to what the category takes of it.
create or replace macro risk_exposure(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with bearable as (
    select lower(trim(a.category)) as folded, sum(a.appetite) as appetite from appetite_at(as_of) a group by all
  ), exposed as (
    select r.strategy_id, r.strategy, r.category, count(*) as risks, sum(r.expected_cost) as expected_cost,
      sum(r.expected_delay_days) as expected_delay_days, max(r.score) as worst_score, count(*) filter (r.zone = 'Red') as red_risks
    from risk_listed(as_of, strategy, programme, department, tier) r where r.counts group by r.strategy_id, r.strategy, r.category
  )
  select e.strategy_id, e.category, e.risks, e.expected_cost, e.expected_delay_days, b.appetite,
    e.expected_cost / nullif(b.appetite, 0) as share_of_appetite, e.strategy, e.worst_score, e.red_risks
  from exposed e left join bearable b on b.folded = lower(trim(e.category))
  order by e.strategy_id nulls last, e.expected_cost desc nulls last, e.category;

-- What each strategy stands to lose, by category of risk; `risk_exposure` has appetite and days besides.
-- Grain: one row per strategy and category that has open risks; a null strategy for orphans.
-- Units: count; money, null where nothing was measured; score.
-- Formula: expected cost = Σ cost exposure × chance of the probability level.
create or replace macro category_exposure(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select e.strategy_id, e.strategy, e.category, e.risks, e.expected_cost, e.worst_score, e.red_risks
  from risk_exposure(as_of, strategy := strategy, programme := programme, department := department, tier := tier) e;

-- What the open risks were expected to cost, report by report, beside the contingency of their strategies.
-- Grain: one row per default cadence (the last 26 back from the latest report) and strategy; a null strategy for orphans.
-- A project stands in the strategy that it serves most as of D; a filter takes the projects that pass it as of D.
-- Units: money, days; contingency as the register of D declares it, null where it declares none.
-- Formula: cost exposure × chance on the scale of that day, over threats stated as open on that day.
create or replace macro exposure_trend(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with period as (
    select n.back, n.period_date, first(k.chance order by k.statement_id desc) as chance
    from report_period(as_of, 'risk', 26) n join risk_scale_span() k
      on k.statement_id = 0 or (k.valid_from <= n.period_date and k.valid_to > n.period_date) group by n.back, n.period_date
  ), scope as (
    select p.project_id as scope_id, p.strategy_id from project_in_scope(as_of, strategy, programme, department, tier) p where p.live
    union all
    select g.programme_id, g.strategy_id from programme_at(as_of) g
    where department is null and tier is null and passes(g.strategy_id, strategy) and passes(g.programme_id, programme)
    union all
    select y.strategy_id, y.strategy_id from strategy_at(as_of) y
    where department is null and tier is null and programme is null and passes(y.strategy_id, strategy)
  ), exposed as (
    select c.back, o.strategy_id, count(*) as risks, sum(r.cost_exposure * d.chance[r.probability]) as expected_cost,
      sum(r.delay_exposure_days * d.chance[r.probability]) as expected_delay_days
    from statement_period(as_of, 'risk', 26) c join risk r using (statement_id) join period d on d.back = c.back join scope o on o.scope_id = r.scope_id
    where r.state = 'Open' and r.kind is distinct from 'Opportunity' group by c.back, o.strategy_id
  )
  select d.period_date, e.strategy_id, y.strategy, e.risks, e.expected_cost, e.expected_delay_days, y.contingency
  from exposed e join period d using (back) left join strategy_at(as_of) y on y.strategy_id = e.strategy_id
  order by d.period_date, e.strategy_id nulls last;
