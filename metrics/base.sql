-- What the other themes stand on: the projects of the register, whom they serve, and the scales of Settings.

-- Building block: the days between two reports of a cadence.
-- Grain: a value.
-- Units: days.
-- Formula: Weekly 7, Bi-weekly 14, Monthly 30, Quarterly 91.
create or replace macro cadence_days(cadence) as
  case cadence when 'Weekly' then 7 when 'Bi-weekly' then 14 when 'Monthly' then 30 when 'Quarterly' then 91 end;

-- Building block: whether a project of this stage is live: work that goes on or is about to.
-- Grain: a value; blank means In delivery.
create or replace macro is_live(stage) as stage is null or stage in ('Approved', 'In delivery');

-- Building block: whether a value passes a filter.
-- Grain: a value; a filter that is null lets everything pass.
create or replace macro passes(value, wanted) as wanted::varchar is null or value = wanted::varchar;

-- Building block: whether something of a project, a programme or a strategy passes the filters.
-- Grain: a value; `in_scope` says it of its project. What is no project's has no department and no tier.
create or replace macro passes_all(of_project, in_scope, strategy_id, programme_id, strategy, programme, department, tier) as
  if(of_project, in_scope,
    department is null and tier is null and passes(strategy_id, strategy) and passes(programme_id, programme));

-- Building block: what groups a project: itself, its programme, strategy, department or tier.
-- Grain: a value; `per` is one of these words, and the others are those of the project, ids or names alike.
create or replace macro grouped_by(per, project, programme, strategy, department, tier) as
  case per::varchar when 'programme' then programme when 'strategy' then strategy when 'department' then department
    when 'tier' then tier else project end;

-- Building block: days beyond a date, where being early makes up for nothing.
-- Grain: a value, null where nothing is known.
-- Units: days.
create or replace macro days_beyond(days) as case when days > 0 then days when days is not null then 0 end;

-- Building block: how far a day lies after another one.
-- Grain: a value, null where either is not known.
-- Units: calendar days, or working days of the `calendar` that Settings name, positive = later.
-- Formula: working days = weekdays without public holidays from the first day up to the other, which is not counted itself.
create or replace macro days_apart(calendar, from_day, to_day) as
  if(calendar is null, to_day - from_day,
    (select w.number from workday w where w.calendar = calendar and w.day = to_day)
      - (select w.number from workday w where w.calendar = calendar and w.day = from_day));

-- Building block: how bad a rating is, from 1 (not rated) to 4 (red).
-- Grain: a value.
create or replace macro severity(rating) as list_position(['Not rated', 'Green', 'Amber', 'Red'], coalesce(rating, 'Not rated'));

-- Building block: the day a default cadence before, with which a day is compared.
-- Grain: one row.
create or replace macro previous_day(as_of) as table
  select as_of::date - cadence_days(s.default_cadence)::integer as previous_date from setting_values(as_of) s;

-- Building block: the default cadences back from the latest report of a sheet.
-- Grain: one row per period, so many; `back` 0 is the day of the latest report. None before the first.
create or replace macro report_period(as_of, sheet, periods) as table
  select n.back, t.latest_on - (n.back * t.days)::integer as period_date, t.latest_on, t.days
  from (
    select max(v.stated_on) as latest_on, any_value(cadence_days(s.default_cadence)) as days
    from statement v, setting_values(as_of) s where v.table_name = sheet and v.valid_from <= as_of::date
  ) t, range(periods) as n(back) where t.latest_on is not null;

-- Building block: at the end of which of these periods each statement of the sheet counted.
-- Grain: one row per statement and period; found by division, since a join of ranges takes thrice the time.
create or replace macro statement_period(as_of, sheet, periods) as table
  select v.statement_id, unnest(range(
    if(v.valid_to > t.latest_on, 0, (t.latest_on - v.valid_to) // t.days + 1),
    least((t.latest_on - v.valid_from) // t.days, periods - 1) + 1)) as back
  from statement v join (from report_period(as_of, sheet, 1) p) t
    on v.valid_from <= t.latest_on and v.valid_to > t.latest_on - (periods * t.days)::integer
  where v.table_name = sheet;

-- Building block: the zone of a risk on the probability × impact matrix.
-- Grain: a value, null for a risk that is not placed.
-- Units: probability × impact.
-- Formula: red from `red_zone_from`, amber from `amber_zone_from` of Settings (PMI, Practice Standard for Project Risk Management).
create or replace macro risk_zone(score, amber_from, red_from) as
  case when score >= red_from then 'Red' when score >= amber_from then 'Amber' when score is not null then 'Green' end;

-- Building block: how the PMO measured risks, register by register: where the zones begin and how likely each probability level is.
-- Grain: one row per register that declares settings, from when until when it counts; without a day the defaults (statement 0). Reports from
-- before the first register are measured on its scale (`measured_from`).
-- Units: score; chance 0 to 1, a list by level.
-- Formula: setting `probability_<n>_percent`, else the middle of its equal band, (n − 0.5) ÷ levels.
create or replace macro risk_scale_span() as table
  select s.statement_id, v.valid_from, v.valid_to,
    if(v.valid_from = (select min(f.valid_from) from setting_declared d join statement f using (statement_id)), date '0001-01-01', v.valid_from)
      as measured_from, s.probability_levels, s.impact_levels, s.amber_zone_from, s.red_zone_from,
    cadence_days(s.default_cadence) as default_cadence_days,
    list_transform(
      [s.probability_1_percent, s.probability_2_percent, s.probability_3_percent, s.probability_4_percent,
       s.probability_5_percent, s.probability_6_percent, s.probability_7_percent, s.probability_8_percent,
       s.probability_9_percent, s.probability_10_percent],
      lambda percent, level: coalesce(percent / 100, least((level - 0.5) / s.probability_levels, 1))) as chance
  from setting_declared s left join statement v using (statement_id);

-- Building block: how the PMO measures risks on a day.
-- Grain: one row.
-- Units: score; chance 0 to 1, a list by level.
create or replace macro risk_scale(as_of) as table
  select k.* exclude (statement_id, valid_from, valid_to, measured_from) from risk_scale_span() k
  where k.statement_id = 0 or (k.valid_from <= as_of::date and k.valid_to > as_of::date)
  order by k.statement_id desc limit 1;

-- Building block: on which scale the risks of each report are measured as of D: that of D, but where the scale had another size on the day of
-- the report that one, with its zones and chances.
-- Grain: one row per day on which anybody stated risks.
-- Units: as in `risk_scale`.
create or replace macro risk_scale_by_day(as_of) as table
  select d.report_date, coalesce(o.probability_levels = s.probability_levels and o.impact_levels = s.impact_levels, true) as on_scale,
    if(on_scale, s.probability_levels, o.probability_levels) as probability_levels,
    if(on_scale, s.impact_levels, o.impact_levels) as impact_levels, if(on_scale, s.chance, o.chance) as chance,
    if(on_scale, s.amber_zone_from, o.amber_zone_from) as amber_zone_from, if(on_scale, s.red_zone_from, o.red_zone_from) as red_zone_from
  from (select distinct v.stated_on as report_date from statement v where v.table_name = 'risk') d cross join risk_scale(as_of) s
  left join risk_scale_span() o on o.measured_from <= d.report_date and o.valid_to > d.report_date;

-- Building block: which strategies each project served on each of some days, and by how much.
-- Grain: one row per day, project and strategy, of all stages; the shares of one project on one day add up to 1.
-- Units: share 0 to 1; money; per cent of the manager's time, as the register says.
-- Formula: declared contributions of more than 0 %, their missing rest (`remainder`), else the programme's strategy (`inherited`), else none
-- (`orphan`, as is what declares 0 % alone);
-- a strategy that the register of that day does not have is none either (`unknown`).
create or replace macro link_on(days) as table
  with asked as (select unnest(days::date[]) as day), counting as (
    select a.day, v.statement_id from asked a join statement v on v.valid_from <= a.day and v.valid_to > a.day
    where v.table_name in ('strategy', 'programme', 'project', 'contribution')
  ), known as (select v.day, y.strategy_id from strategy y join counting v using (statement_id)
  ), shared as (
    select v.day, c.*, sum(c.share_percent) over (partition by v.day, c.project_id) as total
    from contribution c join counting v using (statement_id)
  ), declared as (
    select c.day, c.project_id, any_value(c.total) as total,
      list({strategy_id: n.strategy_id, share: c.share_percent / if(c.total < 100 - 1e-9, 100, c.total),
        link: if(n.strategy_id is null, 'unknown', 'declared')}) filter (c.share_percent > 0) as links
    from shared c left join known n on n.day = c.day and n.strategy_id = c.strategy_id group by c.day, c.project_id
  ), run as (
    select v.day, g.programme_id, n.strategy_id, if(n.strategy_id is null, 'unknown', 'inherited') as link
    from programme g join counting v using (statement_id) left join known n on n.day = v.day and n.strategy_id = g.strategy_id
  )
  select v.day, p.project_id, p.budget, p.tier, p.manager_time_percent, is_live(p.stage) as live, unnest(case
      when d.total is null then [{strategy_id: g.strategy_id, share: 1, link: coalesce(g.link, 'orphan')}]
      when d.total = 0 then [{strategy_id: null, share: 1, link: 'orphan'}]
      when d.total < 100 - 1e-9 then list_append(d.links, {strategy_id: null, share: (100 - d.total) / 100, link: 'remainder'})
      else d.links end, recursive := true)
  from project p join counting v using (statement_id)
  left join declared d on d.day = v.day and d.project_id = p.project_id
  left join run g on g.day = v.day and g.programme_id = p.programme_id;

-- Building block: which strategies a project serves, and by how much; see `link_on`.
-- Grain: one row per project and strategy, of all stages; the shares of one project add up to 1.
-- Units: share 0 to 1.
-- Kept: by day and the day before.
create or replace macro project_link(as_of) as table
  select k.project_id, k.strategy_id, k.share, k.link from link_on([as_of::date]) k;

-- Building block: the projects of the register with their programme and primary strategy.
-- Grain: one row per project in the register as of D, of all stages; `live` when blank, Approved or In delivery.
-- Units: money in the currency of Settings; cadence in days.
-- Formula: primary strategy = the largest share of `project_link`, ties by id.
-- Kept: by day and the day before.
create or replace macro project_placed(as_of) as table
  with main as (
    select k.project_id, k.strategy_id from project_link(as_of) k where k.strategy_id is not null
    qualify row_number() over (partition by k.project_id order by k.share desc, k.strategy_id) = 1
  )
  select p.project_id, p.project, p.programme_id, g.programme, m.strategy_id, y.strategy, p.tier, p.project_manager,
    p.department, p.stage, is_live(p.stage) as live,
    p.approved_start, p.approved_finish, p.budget, coalesce(p.cadence, s.default_cadence) as cadence,
    cadence_days(coalesce(p.cadence, s.default_cadence)) as cadence_days
  from project_at(as_of) p
  cross join setting_values(as_of) s
  left join programme_at(as_of) g using (programme_id)
  left join main m using (project_id)
  left join strategy_at(as_of) y on y.strategy_id = m.strategy_id;

-- Building block: the projects that pass the filters.
-- Grain: one row per project in the register as of D, of all stages.
-- Formula: in a strategy when any share goes to it.
create or replace macro project_in_scope(as_of, strategy, programme, department, tier) as table
  select p.* from project_placed(as_of) p
  where (strategy::varchar is null or p.project_id in (
      select k.project_id from project_link(as_of) k where k.strategy_id = strategy::varchar))
    and passes(p.programme_id, programme) and passes(p.department, department) and passes(p.tier, tier);

-- Building block: the days from which a register counts: its strategies, programmes, projects or contributions.
-- Grain: one row per day up to D, the last 60, newest first.
create or replace macro register_days(as_of) as table
  select distinct v.valid_from as register_date from statement v
  where v.table_name in ('strategy', 'programme', 'project', 'contribution') and v.valid_from <= as_of::date
  order by register_date desc limit 60;
