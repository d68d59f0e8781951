-- Whether each strategy is served, and whether what is done follows what is declared.

-- Building block: the declared priority of each strategy as a share, on each of some days.
-- Grain: one row per day and strategy of the register.
-- Units: 0 to 1; null where no active strategy has a weight.
-- Formula: weight ÷ Σ weights of the Active strategies; 0 for one that is Paused or Retired.
create or replace macro weight_on(days) as table
  with asked as (select unnest(days::date[]) as day)
  select a.day, y.strategy_id, coalesce(y.state, 'Active') = 'Active' as active, y.priority_weight_percent,
    sum(y.priority_weight_percent) filter (coalesce(y.state, 'Active') = 'Active') over (partition by a.day) as weight_total_percent,
    count(*) filter (coalesce(y.state, 'Active') = 'Active' and y.priority_weight_percent is null) over (partition by a.day) as unweighted,
    if(coalesce(y.state, 'Active') = 'Active', y.priority_weight_percent, if(weight_total_percent > 0, 0, null))
      / nullif(weight_total_percent, 0) as weight_share
  from asked a join statement v on v.valid_from <= a.day and v.valid_to > a.day join strategy y using (statement_id)
  where v.table_name = 'strategy';

-- Building block: what each strategy is given of the live portfolio, on each of some days.
-- Grain: one row per day and strategy, with what serves none under a null strategy.
-- Units: money; shares 0 to 1, each adding up to 1 on a day; null where there is nothing to share.
-- Formula: money = Σ share × budget; key share = Σ share ÷ key projects; time share = Σ share × manager time ÷ Σ manager time (where stated).
create or replace macro given_on(days) as table
  with given as (
    select k.day, k.strategy_id, sum(k.share * k.budget) as money, coalesce(sum(k.share) filter (k.tier = 'Key'), 0) as keys,
      sum(k.share * k.manager_time_percent) as manager_time
    from link_on(days) k where k.live group by k.day, k.strategy_id
  )
  select coalesce(w.day, g.day) as day, coalesce(w.strategy_id, g.strategy_id) as strategy_id, g.money, w.active, w.priority_weight_percent,
    w.weight_share, w.weight_total_percent, w.unweighted,
    coalesce(g.money, 0) / nullif(sum(g.money) over (partition by coalesce(w.day, g.day)), 0) as budget_share,
    coalesce(g.keys, 0) / nullif(sum(g.keys) over (partition by coalesce(w.day, g.day)), 0) as key_share,
    coalesce(g.manager_time, 0) / nullif(sum(g.manager_time) over (partition by coalesce(w.day, g.day)), 0) as time_share
  from weight_on(days) w full join given g on g.day = w.day and g.strategy_id = w.strategy_id;

-- Building block: how far what is done departs from what is declared, on each of some days; see `alignment_index`.
-- Grain: one row per day.
create or replace macro alignment_on(days) as table
  with asked as (select unnest(days::date[]) as day), total as (
    select g.day, max(g.weight_total_percent) as weight_total_percent, max(g.unweighted) as unweighted, sum(g.money) as budget,
      sum(g.money) filter (g.strategy_id is null) as unserved_budget,
      sum(abs(g.budget_share - coalesce(g.weight_share, if(g.strategy_id is null, 0, null)))) / 2 as money_index,
      sum(abs(g.key_share - coalesce(g.weight_share, if(g.strategy_id is null, 0, null)))) / 2 as key_index,
      sum(abs(g.time_share - coalesce(g.weight_share, if(g.strategy_id is null, 0, null)))) / 2 as time_index
    from given_on(days) g group by g.day
  )
  select a.day as index_date,
    case when t.day is null then 'no register' when coalesce(t.weight_total_percent, 0) = 0 then 'no weights'
      when t.unweighted > 0 then 'weights missing' when coalesce(t.budget, 0) = 0 then 'no money' else 'measured' end as state,
    if(state in ('no weights', 'weights missing'), null, t.money_index) as money_index,
    if(state in ('no weights', 'weights missing'), null, t.key_index) as key_index,
    if(state in ('no weights', 'weights missing'), null, t.time_index) as time_index,
    t.weight_total_percent, t.unweighted, t.budget, t.unserved_budget
  from asked a left join total t on t.day = a.day;

-- How far what is done departs from what is declared.
-- Grain: one row. `state` says why there is no index: no register yet, no weights, weights missing (of an Active strategy), no money.
-- Units: 0 (money, key projects and manager time follow the declared priorities) to 1 (they go elsewhere); money; per cent.
-- Formula: ½ Σ |gap| over strategies and over what serves none, whose declared share is 0: the share that would have to move.
-- Source: total variation distance, as Duncan & Duncan (1955), index of dissimilarity.
create or replace macro alignment_index(as_of) as table
  select x.* from alignment_on([as_of::date]) x;

-- The index at each register: it moves only when the register does.
-- Grain: one row per day from which a register counts, the last 60 up to D, oldest first.
-- Units: as `alignment_index`.
create or replace macro alignment_trend(as_of) as table
  select x.* from alignment_on((select list(r.register_date) from register_days(as_of) r)) x
  where x.index_date is not null order by x.index_date;

-- Building block: the live projects that a project, a programme or a strategy consists of.
-- Grain: one row per level, its id and project.
-- Units: share 0 to 1 of the project.
create or replace macro scope_project(as_of) as table
  select p.project_id, p.budget, unnest(list_concat(
      [{level: 'project', scope_id: p.project_id, share: 1.0}, {level: 'programme', scope_id: p.programme_id, share: 1.0}],
      list_transform(k.served, lambda s: {level: 'strategy', scope_id: s.strategy_id, share: s.share})), recursive := true)
  from project_placed(as_of) p left join (
    select l.project_id, list({strategy_id: l.strategy_id, share: l.share}) as served from project_link(as_of) l
    where l.strategy_id is not null group by l.project_id) k using (project_id)
  where p.live;

-- Whether what the work is to bring is at risk.
-- Grain: one row per benefit of a live project, a programme or a strategy, as last reported; an id used twice means the project.
-- Units: the benefit's own; counts of live projects of its scope.
-- Formula: at risk = not reached (`benefit_progress`), and its day has passed, or no live project works for it, or one that does is red by
-- evidence, or is forecast to finish after its day though approved before it.
create or replace macro benefit_risk(as_of) as table
  with promised as (
    from benefit_progress(as_of) b where b.level is not null
  ), worked as (
    select b.scope_id, b.benefit_id, count(h.project_id) as projects, count(*) filter (h.rag_evidence = 'Red') as red,
      count(*) filter (h.approved_finish <= b.due_date and h.forecast_finish > b.due_date) as pushed
    from promised b left join scope_project(as_of) c on c.level = b.level and c.scope_id = b.scope_id
    left join project_health(as_of) h on h.project_id = c.project_id group by b.scope_id, b.benefit_id
  ), judged as (
    select b.scope_id, b.level, b.strategy_id, b.benefit_id, b.measure, b.unit, b.due_date as due, b.planned, b.realised, w.projects, w.red,
      w.pushed, case when b.state = 'reached' then 'reached' when b.state = 'overdue' then 'day passed' when w.projects = 0 then 'no project'
        when w.red > 0 then 'red project' when w.pushed > 0 then 'after its day' else 'on its way' end as state
    from promised b join worked w using (scope_id, benefit_id)
  )
  select j.*, j.state not in ('reached', 'on its way') as at_risk from judged j;

-- How each strategy is fed, how its projects stand, and whether it gets what was declared.
-- Grain: one row per strategy of the register.
-- Units: counts of live projects with any share; money; weight, shares, gaps and HHI 0 to 1 (negative gap = less than was declared).
-- Formula: budget = Σ share × budget; gap = share of all live projects' budget − weight share (`weight_on`); likewise for key projects and
-- manager time; HHI = Σ (project's share of the strategy's budget)²; standing: thin from `thin_strategy_from_percent` on one project.
-- Source: Herfindahl–Hirschman index, US DoJ & FTC, Merger Guidelines (2023), §2.1.
create or replace macro strategy_coverage(as_of) as table
  with live as (
    select t.*, t.budget / nullif(sum(t.budget) over (partition by t.strategy_id), 0) as part from strategy_trace(as_of) t where t.live
  ), fed as (
    select l.strategy_id, count(*) as projects, count(*) filter (l.tier = 'Key') as key_projects, sum(l.budget) as budget,
      max(l.part) as largest_share, arg_max(l.project, l.part) as largest_project, sum(l.part * l.part) as hhi,
      count(*) filter (l.rag_evidence = 'Red') as red, count(*) filter (l.rag_evidence = 'Amber') as amber,
      count(*) filter (l.rag_evidence = 'Green') as green, count(*) filter (l.rag_evidence is null) as unrated,
      count(*) filter (l.days_late > 0) as late, count(*) filter (l.freshness = 'not reported') as not_reported,
      sum(l.expected_cost) as expected_cost, count(*) filter (l.budget is distinct from 0) as funded
    from live l where l.strategy_id is not null group by l.strategy_id
  ), benefit_count as (
    select b.strategy_id, count(*) as benefits, count(*) filter (b.at_risk) as benefit_at_risk from benefit_risk(as_of) b group by b.strategy_id
  )
  select y.strategy_id, y.strategy, y.priority_weight_percent / 100 as priority_weight, coalesce(f.projects, 0) as projects,
    coalesce(f.key_projects, 0) as key_projects, f.budget, g.budget_share, g.budget_share - g.weight_share as gap, f.largest_share, f.hhi,
    coalesce(f.late, 0) as late, coalesce(f.red, 0) as red, coalesce(f.not_reported, 0) as not_reported,
    coalesce(b.benefit_at_risk, 0) as benefit_at_risk, coalesce(y.state, 'Active') as state,
    case when coalesce(y.state, 'Active') <> 'Active' then if(f.projects > 0, 'passengers', 'at rest')
      when coalesce(f.funded, 0) = 0 then if(y.priority_weight_percent = 0, 'at rest', 'starved')
      when 100 * f.largest_share >= s.thin_strategy_from_percent then 'thin' else 'fed' end as standing,
    g.weight_share, g.key_share, g.key_share - g.weight_share as key_gap, g.time_share, g.time_share - g.weight_share as time_gap,
    f.largest_project, coalesce(f.amber, 0) as amber, coalesce(f.green, 0) as green, coalesce(f.unrated, 0) as unrated,
    coalesce(b.benefits, 0) as benefits, f.expected_cost
  from strategy_at(as_of) y cross join setting_values(as_of) s left join given_on([as_of::date]) g on g.strategy_id = y.strategy_id
  left join fed f on f.strategy_id = y.strategy_id left join benefit_count b on b.strategy_id = y.strategy_id order by y.strategy_id;

-- Where the net between strategy and work has holes.
-- Grain: one row per hole and what it is about.
-- Units: share 0 to 1; money = share × budget; per cent of the manager's time.
-- Formula: orphan, unknown (strategy not in the register), remainder (undeclared rest) as in `strategy_trace`; starved, thin as in
-- `strategy_coverage`; passenger = a live project of a Paused or Retired strategy; undedicated = a key project whose register says less than
-- 100 % of its manager's time; unsaid = one where it says nothing; unmanaged = a programme whose register names no manager.
create or replace macro coverage_holes(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with hole as (
    select t.project_id, t.strategy_id, t.share, t.budget, unnest(list_filter([
        if(t.link in ('orphan', 'unknown', 'remainder'), t.link, null), if(t.strategy_state <> 'Active', 'passenger', null)],
      lambda kind: kind is not null)) as kind
    from strategy_trace(as_of, strategy := strategy, programme := programme, department := department, tier := tier) t where t.live
  ), unled as (
    select p.project_id, r.manager_time_percent, if(r.manager_time_percent is null, 'unsaid', 'undedicated') as kind
    from project_in_scope(as_of, strategy, programme, department, tier) p join project_at(as_of) r using (project_id)
    where p.live and p.tier = 'Key' and coalesce(r.manager_time_percent, 0) < 100
  ), weak as (
    select y.strategy_id, y.standing as kind, y.largest_share, y.budget from strategy_coverage(as_of) y
    where y.standing in ('starved', 'thin') and programme is null and department is null and tier is null and passes(y.strategy_id, strategy)
  ), unmanaged as (
    select g.programme_id, 'unmanaged' as kind from programme_at(as_of) g
    where nullif(trim(g.programme_manager), '') is null and department is null and tier is null and passes(g.programme_id, programme)
      and passes(g.strategy_id, strategy)
  ), found as (
    select coalesce(h.kind, u.kind, w.kind, m.kind) as kind, coalesce(h.strategy_id, w.strategy_id) as strategy_id, m.programme_id,
      coalesce(h.project_id, u.project_id) as project_id, coalesce(h.share, w.largest_share) as share, coalesce(h.budget, w.budget) as budget,
      u.manager_time_percent
    from hole h full join unled u on u.kind = h.kind full join weak w on w.kind = h.kind full join unmanaged m on m.kind = h.kind
  )
  select f.kind, coalesce(p.project, g.programme, y.strategy) as subject, f.strategy_id, y.strategy, coalesce(f.programme_id, p.programme_id)
      as programme_id, coalesce(p.programme, g.programme) as programme, f.project_id, p.project, f.share, coalesce(f.budget, p.budget) as budget,
    f.manager_time_percent, p.project_manager, h.rag_evidence, h.days_late, y.priority_weight_percent / 100 as priority_weight
  from found f left join project_placed(as_of) p on p.project_id = f.project_id left join programme_at(as_of) g on g.programme_id = f.programme_id
  left join strategy_at(as_of) y on y.strategy_id = f.strategy_id left join project_health(as_of) h on h.project_id = f.project_id
  order by list_position(['orphan', 'unknown', 'remainder', 'starved', 'thin', 'passenger', 'unmanaged', 'undedicated', 'unsaid'], f.kind),
    coalesce(f.budget, p.budget) desc nulls last, f.project_id, f.strategy_id;
