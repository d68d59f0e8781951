-- What the risks cost: by strategy and category, against what the committee bears, and report by report.

-- Building block: with what the cost of the risks of these filters can be compared.
-- Grain: a value: `portfolio` for all of it, `strategy` for one of its strategies, null for any other part, for which nobody set anything aside.
create or replace macro compared_with(strategy, programme, department, tier) as
  case when coalesce(programme::varchar, department::varchar, tier::varchar) is not null then null
    when strategy::varchar is null then 'portfolio' else 'strategy' end;

-- What each strategy stands to lose, by category of risk, and how much of the committee's appetite that takes.
-- Grain: one row per strategy and category that has open risks; a null strategy for orphans.
-- Units: counts; money and days, null where nothing was measured; appetite in money, share 0 to 1, null where no appetite is declared.
-- Formula: expected cost = Σ cost exposure × chance; expected delay = Σ delay exposure × chance (days of different projects are no date);
-- `unpriced_risks` and `undated_risks` add no cost and no delay to it. Appetite is that of the category in the whole portfolio (sheet
-- Risk appetite), so it is null for a part; the shares of the strategies add up to what the category takes of it.
create or replace macro risk_exposure(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with bearable as (
    select lower(trim(a.category)) as folded, sum(a.appetite) as appetite from appetite_at(as_of) a group by all
  ), exposed as (
    select r.strategy_id, r.strategy, r.category, count(*) as risks, sum(r.expected_cost) as expected_cost,
      sum(r.expected_delay_days) as expected_delay_days, max(r.score) as worst_score, count(*) filter (r.zone = 'Red') as red_risks,
      count(*) filter (r.expected_cost is null) as unpriced_risks, count(*) filter (r.expected_delay_days is null) as undated_risks
    from risk_listed(as_of, strategy, programme, department, tier) r where r.counts group by r.strategy_id, r.strategy, r.category
  )
  select e.strategy_id, e.category, e.risks, e.expected_cost, e.expected_delay_days, b.appetite,
    e.expected_cost / nullif(b.appetite, 0) as share_of_appetite, e.strategy, e.worst_score, e.red_risks,
    e.unpriced_risks, e.undated_risks
  from exposed e left join bearable b on compared_with(strategy, programme, department, tier) = 'portfolio' and b.folded = lower(trim(e.category))
  order by e.strategy_id nulls last, e.expected_cost desc nulls last, e.category;

-- What each strategy stands to lose, by category of risk; `risk_exposure` has appetite and days besides.
-- Grain: one row per strategy and category that has open risks; a null strategy for orphans.
-- Units: count; money, null where nothing was measured; score.
-- Formula: expected cost = Σ cost exposure × chance of the probability level.
create or replace macro category_exposure(as_of, strategy := null, programme := null, department := null, tier := null) as table
  select e.strategy_id, e.strategy, e.category, e.risks, e.expected_cost, e.worst_score, e.red_risks, e.unpriced_risks
  from risk_exposure(as_of, strategy := strategy, programme := programme, department := department, tier := tier) e;

-- What the open risks cost in all, and what is set aside for them.
-- Grain: one row.
-- Units: counts; money and days, null where nothing was measured; contingency null where none is declared or nothing can be compared.
-- Formula: a shared project's risk counts in the strategy that its project serves most, so that strategies add up to the portfolio; of a
-- filtered strategy what counts in another one is `elsewhere`. Contingency is that of the strategy, or the sum of all strategies; a
-- programme, department or tier has none (`compared` is null).
create or replace macro exposure_total(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with listed as (
    select r.*, passes(r.strategy_id, strategy) as here from risk_listed(as_of, strategy, programme, department, tier) r where r.counts
  )
  select count(*) filter (l.here) as risks, sum(l.expected_cost) filter (l.here) as expected_cost,
    sum(l.expected_delay_days) filter (l.here) as expected_delay_days,
    count(*) filter (l.here and l.expected_cost is null) as unpriced_risks,
    count(*) filter (l.here and l.expected_delay_days is null) as undated_risks,
    count(*) filter (not coalesce(l.here, false)) as elsewhere_risks,
    sum(l.expected_cost) filter (not coalesce(l.here, false)) as elsewhere_cost,
    compared_with(strategy, programme, department, tier) as compared,
    if(compared is null, null, (select sum(y.contingency) from strategy_at(as_of) y where passes(y.strategy_id, strategy))) as contingency
  from listed l;

-- What the open risks were expected to cost, report by report, beside the contingency of their strategies.
-- Grain: one row per default cadence (the last 26 back from the latest report) and strategy; a null strategy for orphans.
-- A project stands in the strategy that it serves most as of D; a filter takes the projects that pass it as of D and stand in its strategy.
-- Units: money, days; contingency as the register of D declares it, null where it declares none and for parts of a strategy.
-- Formula: cost exposure × chance over threats stated as open on that day; chances are those of that day, of D for the latest, but a
-- report on a scale of another size keeps the chances of its own day.
create or replace macro exposure_trend(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with period as (
    select n.back, n.period_date, if(n.back = 0, as_of::date, n.period_date) as scale_date from report_period(as_of, 'risk', 26) n
  ), scaled as (
    select p.back, p.period_date, arg_max(k, k.statement_id) as scale
    from period p join risk_scale_span() k on k.statement_id = 0 or (k.valid_from <= p.scale_date and k.valid_to > p.scale_date)
    group by p.back, p.period_date
  ), written as (
    select d.day, k as scale
    from (select distinct v.stated_on as day from statement v where v.table_name = 'risk' and v.valid_from <= as_of::date) d
    join risk_scale_span() k on k.measured_from <= d.day and k.valid_to > d.day
  ), scope as (
    select p.project_id as scope_id, p.strategy_id from project_in_scope(as_of, strategy, programme, department, tier) p
    where p.live and passes(p.strategy_id, strategy)
    union all
    select g.programme_id, g.strategy_id from programme_at(as_of) g
    where department is null and tier is null and passes(g.strategy_id, strategy) and passes(g.programme_id, programme)
    union all
    select y.strategy_id, y.strategy_id from strategy_at(as_of) y
    where department is null and tier is null and programme is null and passes(y.strategy_id, strategy)
  ), counting as (
    select c.statement_id, p.period_date,
      if((w.scale.probability_levels, w.scale.impact_levels) <> (p.scale.probability_levels, p.scale.impact_levels),
        w.scale.chance, p.scale.chance) as chance
    from statement_period(as_of, 'risk', 26) c join scaled p using (back) join statement v using (statement_id)
    left join written w on w.day = v.stated_on
  ), exposed as (
    select c.period_date, o.strategy_id, count(*) as risks, sum(r.cost_exposure * c.chance[r.probability]) as expected_cost,
      sum(r.delay_exposure_days * c.chance[r.probability]) as expected_delay_days
    from counting c join risk r using (statement_id) join scope o on o.scope_id = r.scope_id
    where r.state = 'Open' and r.kind is distinct from 'Opportunity' group by c.period_date, o.strategy_id
  )
  select e.period_date, e.strategy_id, y.strategy, e.risks, e.expected_cost, e.expected_delay_days,
    if(compared_with(strategy, programme, department, tier) is null, null, y.contingency) as contingency
  from exposed e left join strategy_at(as_of) y on y.strategy_id = e.strategy_id
  order by e.period_date, e.strategy_id nulls last;
