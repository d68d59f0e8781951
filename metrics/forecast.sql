-- When it will really be done: what is forecast now, plus the past slips of this organisation's own milestones.

-- Building block: what is not yet done, each with the slips of its reference class.
-- Grain: one row per open milestone and per finish (no milestone id) of live projects that are not complete.
-- Units: days from the statement to the date forecast; slips as in `slip_class`, null where no class is large enough.
-- Formula: the narrowest class that is large enough; a project's finish is taken to slip as milestones do.
create or replace macro date_expected(as_of, strategy, programme, department, tier, least) as table
  with open as (
    select m.project_id, list({milestone_id: m.milestone_id, milestone: m.milestone, approved_date: m.baseline_date,
      forecast_date: coalesce(m.forecast_date, m.baseline_date), stated_on: m.stated_on}) as dates
    from milestone_at(as_of) m where (m.actual_date <= m.stated_on) is not true group by m.project_id
  ), listed as (
    select p.project_id, p.project, p.programme_id, p.programme, p.strategy_id, p.strategy, p.tier,
      unnest(list_concat(o.dates, if(r.forecast_finish is null or r.percent_complete >= 100, [], [{milestone_id: null::varchar,
        milestone: null::varchar, approved_date: p.approved_finish, forecast_date: r.forecast_finish, stated_on: r.stated_on}])),
        recursive := true)
    from project_in_scope(as_of, strategy, programme, department, tier) p
    left join open o using (project_id) left join status_at(as_of) r using (project_id) where p.live
  ), placed as (
    select d.*, d.forecast_date - d.stated_on as horizon_days, horizon_band(horizon_days) as band from listed d
  ), cell as (
    select distinct d.tier, coalesce(d.strategy_id, '') as strategy_id, d.band from placed d
  ), chosen as (
    select x.tier, x.strategy_id, x.band, arg_min({widened: c.widened, class_tier: c.tier, class_strategy_id: c.strategy_id,
      class_band: c.band, n: c.n, slips: c.slips}, (c.widened, c.band)) as class
    from cell x join slip_class(as_of, [as_of::date], least, 1) c on c.tier in (x.tier, '*') and c.strategy_id in (x.strategy_id, '*')
      and (c.band = x.band or c.band between -x.band and -1) group by all
  )
  select d.*, n.class.widened, n.class.class_tier, n.class.class_strategy_id, n.class.class_band, n.class.n, n.class.slips
  from placed d left join chosen n on n.tier = d.tier and n.strategy_id = coalesce(d.strategy_id, '') and n.band = d.band;

-- The date by which each milestone, project, programme and strategy will be done, with a chance of 50 and of 80 per cent.
-- Grain: one row per open milestone of a live project, and per live project, programme and (main) strategy with a date to come.
-- Units: dates; horizon in days from the statement to the current forecast; gap = p80 − current forecast in days; n = milestones that
-- were done in the reference class.
-- Formula: milestone = its forecast + the slip that 50 (80) % of its reference class keep to, never before D; classes with fewer than
-- `least` milestones done are widened (0 none, 1 strategy, 2 also tier, 3 strategy and horizon, 4 all three). Project: its dates slip together, so the latest of them
-- counts. Programme, strategy: projects slip independently, so the chance to be done by a day is the product of theirs, which is what
-- resampling comes to with endless trials. `left_out` = dates for which no class is large enough.
-- Source: Flyvbjerg (2006), Project Management Journal 37 (reference class forecasting).
create or replace macro forecast_finish(
  as_of, strategy := null, programme := null, department := null, tier := null, least := 20) as table
  with expected as (
    select e.*, list_transform(e.slips, lambda slip: greatest(e.forecast_date + slip, as_of::date)) as days
    from date_expected(as_of, strategy, programme, department, tier, least) e
  ), latest as ( -- what k per cent of a project's course keep to is the latest of what k per cent of each date keep to
    select b.project_id, list_transform(range(1, 101), lambda place: list_max(list_transform(b.each, lambda days: days[place]))) as days
    from (select e.project_id, list(distinct e.days) as each from expected e where e.days is not null group by e.project_id) b
  ), whole as (
    select e.project_id, any_value(e.project) as project, any_value(e.programme_id) as programme_id,
      any_value(e.programme) as programme, any_value(e.strategy_id) as strategy_id, any_value(e.strategy) as strategy,
      any_value(e.tier) as tier, coalesce(max(e.forecast_date) filter (e.milestone_id is null), max(e.forecast_date)) as current_forecast,
      max(e.approved_date) filter (e.milestone_id is null) as approved_date, max(e.stated_on) as report_date, count(*) as dates,
      count(*) filter (e.days is null) as left_out, arg_max({widened: e.widened, class_tier: e.class_tier,
        class_strategy_id: e.class_strategy_id, class_band: e.class_band, n: e.n}, (e.days[80], e.n)) as class
    from expected e group by e.project_id
  ), chance as ( -- by how much the logarithm of the chance grows on each day, which it does once every project has begun to have one
    select b.programme_id, b.strategy_id, b.day, sum(if(b.place = 1, ln(0.01), ln(b.place / (b.place - 1)))) as more,
      count(*) filter (b.place = 1) as begun
    from (select w.programme_id, w.strategy_id, unnest(l.days) as day, unnest(range(1, 101)) as place
      from whole w join latest l using (project_id)) b group by all
  ), summed as (
    select unnest([{level: 'programme', scope_id: c.programme_id}, {level: 'strategy', scope_id: c.strategy_id}]) as above, c.day,
      c.more, c.begun
    from chance c
  ), grown as (
    select c.above, c.day, exp(sum(sum(c.more)) over earlier) + 1e-9 as share, sum(sum(c.begun)) over earlier as begun,
      sum(sum(c.begun)) over (partition by c.above) as projects
    from summed c group by c.above, c.day window earlier as (partition by c.above order by c.day)
  ), reached as (
    select g.above, min(g.day) filter (g.share >= 0.5) as p50, min(g.day) filter (g.share >= 0.8) as p80
    from grown g where g.begun = g.projects group by g.above
  ), member as (
    select w.*, l.days, unnest([{level: 'programme', scope_id: w.programme_id}, {level: 'strategy', scope_id: w.strategy_id}]) as above
    from whole w left join latest l using (project_id)
  ), scoped as (
    select m.above, min(m.class.n) as n, max(m.current_forecast) as current_forecast, max(m.approved_date) as approved_date,
      max(m.report_date) as report_date, count(*) as dates, count(*) filter (m.days is null) as left_out,
      any_value(m.strategy_id) as strategy_id, any_value(if(m.above.level = 'strategy', m.strategy, m.programme)) as scope
    from member m where m.above.scope_id is not null group by m.above
  ), found as (
    select 'milestone' as level, e.milestone_id as scope_id, e.milestone as scope, e.days[50] as p50, e.days[80] as p80,
      e.forecast_date as current_forecast, e.approved_date, e.stated_on as report_date, 1 as dates, (e.days is null)::bigint as left_out,
      e.widened, e.class_tier, e.class_strategy_id, e.class_band, e.n, e.project_id, e.project, e.programme_id, e.strategy_id, e.tier
    from expected e where e.milestone_id is not null
    union all by name
    select 'project' as level, w.project_id as scope_id, w.project as scope, l.days[50] as p50, l.days[80] as p80,
      w.* exclude (programme, strategy, class), unnest(w.class)
    from whole w left join latest l using (project_id)
    union all by name
    select unnest(s.above), r.p50, r.p80, s.* exclude (above), if(s.above.level = 'programme', s.above.scope_id, null) as programme_id
    from scoped s left join reached r using (above)
  )
  select f.scope_id, f.p50, f.p80, f.n::double as n, case when f.p80 is null then format('No class with {} milestones done', least)
      when f.level in ('programme', 'strategy') then format('{} project{}, each by its own class', f.dates, if(f.dates = 1, '', 's'))
      else class_in_words(f.class_tier, f.class_strategy_id, f.class_band) end as reference_class,
    f.level, f.scope, f.current_forecast, f.approved_date, (f.p80 - f.current_forecast)::double as gap_days,
    (f.current_forecast - f.approved_date)::double as days_late, (f.p50 - f.approved_date)::double as days_late_p50,
    (f.p80 - f.approved_date)::double as days_late_p80,
    f.current_forecast - f.report_date as horizon_days, f.report_date, f.dates, f.left_out, f.widened::double as widened,
    f.class_tier, f.class_strategy_id, f.class_band::double as class_band, f.project_id, f.project, f.programme_id, f.strategy_id, f.tier
  from found f order by f.level, days_late_p80 desc nulls last, f.scope_id;

-- Building block: of how many projects the record looks at one: all, or of large portfolios about 500, chosen by hash.
-- Grain: a value.
create or replace macro record_one_in(as_of) as (select greatest(count(*) // 500, 1)::ubigint from project_placed(as_of));

-- Building block: the first days of the last twelve months up to D, on which the record looks back.
-- Grain: a list of days.
create or replace macro record_days(as_of) as
  list_transform(range(12), lambda back: (date_trunc('month', as_of::date) - to_months(back::integer))::date);

-- How often what was forecast with a chance of 50 and of 80 per cent was kept, by how far ahead it was said.
-- Grain: one row per horizon for which a forecast can be judged.
-- Units: share 0 to 1; counts of forecasts (one a month per open milestone) and of the milestones they are about.
-- Formula: each forecast of the last twelve months is made again from what was known on the first day of its month, and judged once its
-- own date has come: kept if done by then, missed if not, left out if the milestone was no longer reported. So neither its outcome nor a
-- later report is used, and the late ones count. Tier and strategy as of D; portfolios above 500 projects by a sample of them.
-- Source: Gneiting, Balabdaoui and Raftery (2007), J. R. Stat. Soc. B 69 (calibration).
create or replace macro forecast_calibration(as_of, least := 20) as table
  with class as (
    select c.* from slip_class(as_of, record_days(as_of), least, record_one_in(as_of)) c
  ), made as (
    select f.*, date_trunc('month', f.made_on)::date as known_by, p.tier, coalesce(p.strategy_id, '') as strategy_id
    from forecast_made(as_of, record_one_in(as_of)) f join project_placed(as_of) p using (project_id)
    where f.made_on >= list_min(record_days(as_of))
  ), cell as (
    select distinct m.known_by, m.tier, m.strategy_id, m.band from made m
  ), chosen as (
    select x.*, arg_min({p50: c.slips[50], p80: c.slips[80]}, (c.widened, c.band)) as slip
    from cell x join class c on c.known_by = x.known_by and c.tier in (x.tier, '*') and c.strategy_id in (x.strategy_id, '*')
      and (c.band = x.band or c.band between -x.band and -1) group by all
  ), said as (
    select m.band, m.milestone_id, m.done_on, if(m.done_on is null, m.last_on, as_of::date) as seen_on,
      greatest(m.forecast_date + n.slip.p50, m.made_on) as p50, greatest(m.forecast_date + n.slip.p80, m.made_on) as p80
    from made m join chosen n using (known_by, tier, strategy_id, band)
  )
  select s.band, horizon_in_words(s.band) as horizon, count(*) filter (s.p50 <= s.seen_on) as forecasts_p50,
    avg(((s.done_on <= s.p50) is true)::integer) filter (s.p50 <= s.seen_on) as kept_p50,
    count(*) filter (s.p80 <= s.seen_on) as forecasts_p80,
    avg(((s.done_on <= s.p80) is true)::integer) filter (s.p80 <= s.seen_on) as kept_p80,
    count(distinct s.milestone_id) filter (s.p80 <= s.seen_on) as milestones
  from said s group by s.band having forecasts_p50 > 0 order by s.band;

-- How far off the dates are that project managers give, as a pattern of each tier: nobody is named or ranked.
-- Grain: one row per tier and bias, of managers with at least `least` milestones to judge by.
-- Units: days, positive = promised too early; `bias_days` in steps of 7 from −35 to 70, which also hold what lies beyond.
-- Formula: a manager's bias = mean slip of the dates given more than 30 days ahead, once those dates have come; what is not done counts
-- with its slip so far, so that the bias is rather larger than told. Tier as of D; portfolios above 500 projects by a sample of them.
create or replace macro forecast_bias(as_of, least := 3) as table
  with manager as (
    select n.tier, n.project_manager, avg(n.slip) as bias, count(distinct n.milestone_id) as milestones
    from slip_known(as_of, [as_of::date], record_one_in(as_of)) n
    where n.band > 1 and n.forecast_date <= if(n.done, as_of::date, n.seen_on) group by all
  ), judged as (
    select m.*, 7 * greatest(least(round(m.bias / 7), 10), -5)::integer as bias_days from manager m where m.milestones >= least::integer
  ), pattern as (
    select j.tier, median(j.bias) as median_days, count(*) as judged, count(*) filter (j.bias_days > 0) as too_early
    from judged j group by j.tier
  ), unjudged as (
    select m.tier, count(*) as left_out from manager m where m.milestones < least::integer group by m.tier
  )
  select j.tier, j.bias_days, count(*) as managers, any_value(p.judged) as judged, any_value(p.too_early) as too_early,
    any_value(p.median_days) as median_days, coalesce(any_value(u.left_out), 0) as left_out
  from judged j join pattern p using (tier) left join unjudged u using (tier) group by j.tier, j.bias_days
  order by j.tier desc, j.bias_days;
