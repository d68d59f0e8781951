-- How far dates slipped in the past: the reference classes that forecasts are made from.

-- Building block: how far ahead a date lies, from 0 (already passed) to 5 (more than a year).
-- Grain: a value.
-- Units: days from the report to the date.
create or replace macro horizon_band(days) as
  case when days < 0 then 0 when days <= 30 then 1 when days <= 90 then 2 when days <= 180 then 3 when days <= 365 then 4 else 5 end;

-- Building block: a horizon in a sentence.
-- Grain: a value; −k is every horizon from band k on.
create or replace macro horizon_in_words(band) as if(band < 0,
  ['at any horizon', 'more than 30 days ahead', 'more than 90 days ahead', 'more than 180 days ahead', 'more than 365 days ahead'][-band],
  ['dates that had passed', 'up to 30 days ahead', '31 to 90 days ahead', '91 to 180 days ahead', '181 to 365 days ahead',
   'more than 365 days ahead'][band + 1]);

-- Building block: a reference class in words.
-- Grain: a value; `*` is every one, and a strategy of '' is none.
create or replace macro class_in_words(tier, strategy_id, band) as format('{}{}, {}',
  case tier when '*' then 'All projects' else tier || ' projects' end,
  case strategy_id when '*' then '' when '' then ' without a strategy' else ' of ' || strategy_id end, horizon_in_words(band));

-- Building block: the reference classes that count what was forecast at some horizons, from the narrowest on.
-- Grain: a list of classes: widened 0 = tier, strategy and horizon, 1 = every strategy, 2 = and every tier, 3 = every strategy and every
-- horizon from band k on (its band is −k), 4 = and every tier; `*` is every one.
-- Formula: a date that had passed is compared with such dates only.
create or replace macro class_keys(tier, strategy_id, bands) as list_concat(
  flatten(list_transform(bands, lambda band: [
    {widened: 0, tier: tier, strategy_id: strategy_id, band: band}, {widened: 1, tier: tier, strategy_id: '*', band: band},
    {widened: 2, tier: '*', strategy_id: '*', band: band}])),
  flatten(list_transform(range(1, list_max(bands) + 1), lambda k: [
    {widened: 3, tier: tier, strategy_id: '*', band: -k}, {widened: 4, tier: '*', strategy_id: '*', band: -k}])));

-- Building block: whether a project is one of so many that are looked at, chosen by hash; with 1, all are.
-- Grain: a value.
create or replace macro is_sampled(project_id, one_in) as one_in = 1 or hash(project_id) % one_in::ubigint = 0;

-- Building block: what became of each milestone, as last stated up to D.
-- Grain: one row per milestone ever stated, of one project in so many.
-- Formula: done = the last statement that lists it has an actual date not after that statement; known = when one was first stated.
create or replace macro milestone_outcome(as_of, one_in) as table
  select m.project_id, m.milestone_id, max(v.valid_from) as last_on,
    arg_max_null(if(m.actual_date <= v.valid_from, m.actual_date, null), v.valid_from) as done_on,
    min(v.valid_from) filter (m.actual_date <= v.valid_from) as known_on
  from milestone m join statement v using (statement_id)
  where v.table_name = 'milestone' and v.valid_from <= as_of::date and is_sampled(v.scope_id, one_in)
  group by m.project_id, m.milestone_id;

-- Building block: the dates that were forecast, one a month, so that who reports weekly counts no more than who reports monthly.
-- Grain: one row per milestone not yet done and calendar month up to D, from the project's first statement of that month; of one
-- project in so many.
-- Units: horizon in days from the statement to the date forecast, else to the baseline.
create or replace macro forecast_made(as_of, one_in) as table
  with monthly as (
    select min(v.valid_from) as made_on, arg_min(v.statement_id, v.valid_from) as statement_id from statement v
    where v.table_name = 'milestone' and v.valid_from <= as_of::date and is_sampled(v.scope_id, one_in)
    group by v.scope_id, date_trunc('month', v.valid_from)
  )
  select m.project_id, m.milestone_id, y.made_on, coalesce(m.forecast_date, m.baseline_date) as forecast_date,
    horizon_band(coalesce(m.forecast_date, m.baseline_date) - y.made_on) as band, o.done_on, o.known_on, o.last_on
  from milestone m join monthly y using (statement_id)
  join milestone_outcome(as_of, one_in) o on o.project_id = m.project_id and o.milestone_id = m.milestone_id
  where (m.actual_date <= y.made_on) is not true;

-- Building block: by how much those dates slipped, as it was known on each of some days.
-- Grain: one row per day and date forecast up to it that was reported on since, of one project in so many of the register as of D.
-- Units: days, positive = later than forecast.
-- Formula: slip = actual date − date forecast; of what was not done, so far: up to the last statement that lists it.
create or replace macro slip_known(as_of, days, one_in) as table
  with stood as (
    select v.scope_id, v.valid_from, unnest(list_filter(days::date[], lambda day: day >= v.valid_from and day < v.valid_to)) as known_by
    from statement v where v.table_name = 'milestone' and v.valid_from <= as_of::date and is_sampled(v.scope_id, one_in)
  )
  select s.known_by, f.project_id, f.milestone_id, p.project_manager, p.tier, coalesce(p.strategy_id, '') as strategy_id, f.band,
    f.forecast_date, coalesce(f.known_on <= s.known_by and f.done_on is not null, false) as done,
    least(f.last_on, s.valid_from) as seen_on, if(done, f.done_on, seen_on) - f.forecast_date as slip
  from forecast_made(as_of, one_in) f join stood s on s.scope_id = f.project_id and s.known_by >= f.made_on
  join project_placed(as_of) p using (project_id) where done or seen_on > f.made_on;

-- Building block: how far the dates of a reference class slip, as it was known on each of some days.
-- Grain: one row per day and class in which at least `least` milestones were done, and so many that a slip of 80 % is known.
-- Units: days, positive = later than forecast; `slips` has at its place k, of 100, the slip that k per cent keep to.
-- Formula: classes = `class_keys`. Share done by a slip = 1 − Π (1 − done ÷ at risk): what was not done counts as open for as long as it
-- was seen to be, so that neither the late ones are left out nor their last forecast is believed; beyond the last one done, the longest
-- slip seen.
-- Source: Kaplan and Meier (1958), J. Am. Stat. Assoc. 53; Flyvbjerg (2006), Project Management Journal 37 (reference classes).
create or replace macro slip_class(as_of, days, least, one_in) as table
  with seen as (
    select n.known_by, n.tier, n.strategy_id, n.band, n.slip, n.milestone_id, n.done from slip_known(as_of, days, one_in) n
  ), counted as (
    select n.known_by, n.tier, n.strategy_id, n.band, n.slip, count(*) filter (n.done) as done, count(*) as forecasts
    from seen n group by all
  ), reached as ( -- the bands in which a milestone that is done was forecast
    select n.known_by, n.tier, n.strategy_id, list(distinct n.band) as bands from seen n where n.done
    group by n.known_by, n.tier, n.strategy_id, n.milestone_id
  ), alike as (
    select x.known_by, x.tier, x.strategy_id, list_sort(x.bands) as bands, count(*) as n from reached x group by all
  ), sized as (
    select k.known_by, k.key, sum(k.n) as n
    from (select x.known_by, x.n, unnest(class_keys(x.tier, x.strategy_id, x.bands)) as key from alike x) k group by all
  ), spread as (
    select c.known_by, unnest(class_keys(c.tier, c.strategy_id, [c.band])) as key, c.slip, c.done, c.forecasts from counted c
  ), stepped as (
    select d.known_by, d.key, d.slip, sum(d.done) as done,
      sum(sum(d.forecasts)) over (partition by d.known_by, d.key order by d.slip desc) as at_risk
    from spread d semi join sized z on z.known_by = d.known_by and z.key = d.key and z.n >= least::integer
    group by d.known_by, d.key, d.slip
  ), shared as (
    select t.known_by, t.key, t.slip, floor(1e-9
      + 100 * (1 - product(1 - t.done / t.at_risk) over (partition by t.known_by, t.key order by t.slip)))::bigint as percent
    from stepped t
  ), placed as (
    select s.*, s.percent - lag(s.percent, 1, 0) over (partition by s.known_by, s.key order by s.slip) as places from shared s
  ), listed as (
    select p.known_by, p.key, max(p.percent) as percent,
      list_resize(flatten(list(repeat([p.slip::integer], p.places) order by p.slip)), 100, max(p.slip)::integer) as slips
    from placed p group by all
  )
  select l.known_by, l.key.widened, l.key.tier, l.key.strategy_id, l.key.band, z.n::bigint as n, l.slips
  from listed l join sized z using (known_by, key) where l.percent >= 80;
