-- 10,000 projects that report weekly for 104 weeks: 1.04 million reports, 6.2 million milestones, 3.1 million risks.
create macro monday(week) as date '2024-10-07' + (7 * week)::integer;
create macro chance(a, b, ceiling) as (hash(a * 7919 + b) % ceiling)::integer;
create temp table week as select range::integer as week from range(104);
create temp table one as select range::integer as n, format('P{:05d}', range) as project_id from range(10000);
create temp table sheet as from (values (1, 'status'), (2, 'milestone'), (3, 'risk')) as t(place, table_name);

insert into intake by name select range + 1 as import_id, 'week.xlsx' as file, range::varchar as sha256, 'status' as workbook,
  timestamp '2026-01-01' as imported_at, '{}' as rows_by_table from range(112);

-- Eight registers, a quarter apart; imports 105 to 112.
create temp table register as
  select range::integer as quarter, 100 * range::integer as base, monday(13 * range) - 30 as stated_on from range(8);
insert into statement
  select r.base + t.place, 105 + r.quarter, t.table_name, '', r.stated_on, r.stated_on,
    lead(r.stated_on, 1, date '9999-12-31') over (partition by t.table_name order by r.quarter)
  from register r, (values (1, 'strategy'), (2, 'programme'), (3, 'project'), (4, 'contribution'), (5, 'setting')) as t(place, table_name);
insert into strategy by name
  select format('S{:02d}', n.range) as strategy_id, 'Strategy ' || n.range as strategy, 5 as priority_weight_percent, 'Active' as state,
    r.base + 1 as statement_id from register r, range(20) n;
insert into programme by name
  select format('PG{:03d}', n.range) as programme_id, 'Programme ' || n.range as programme, format('S{:02d}', n.range % 19) as strategy_id,
    'Manager ' || n.range as programme_manager, r.base + 2 as statement_id from register r, range(400) n;
insert into project by name
  select o.project_id, 'Project ' || o.n as project, if(o.n % 97 = 0, null, format('PG{:03d}', o.n % 400)) as programme_id,
    if(o.n % 3 = 0, 'Key', 'Component') as tier, 'Manager ' || (o.n % 3000) as project_manager, 'Department ' || (o.n % 12) as department,
    date '2024-06-01' + (o.n % 300) as approved_start,
    date '2026-06-01' + (o.n % 500) + 30 * (r.quarter * (o.n % 11 = 0)::integer // 3) as approved_finish,
    100000.0 + chance(o.n, 1, 5000000) as budget, 'In delivery' as stage, 'Weekly' as cadence, r.base + 3 as statement_id
  from register r, one o;
insert into contribution by name
  select o.project_id, format('S{:02d}', (o.n + k.range) % 19) as strategy_id, 40 as share_percent, r.base + 4 as statement_id
  from register r, one o, range(2) k where o.n % 7 = 0;
insert into setting by name select 'register_date' as name, r.stated_on::varchar as value, r.base + 5 as statement_id from register r;

insert into statement
  select 1000 + 30000 * w.week + 10000 * (t.place - 1) + o.n, w.week + 1, t.table_name, o.project_id, monday(w.week), monday(w.week),
    if(w.week = 103, date '9999-12-31', monday(w.week + 1))
  from week w, sheet t, one o order by all;
insert into status by name
  select o.project_id, monday(w.week) as report_date, ['Green', 'Amber', 'Red'][1 + chance(o.n, w.week, 3)] as overall_rag,
    w.week * 0.9 as percent_complete, date '2026-06-01' + (o.n % 500) + (w.week * (o.n % 9) // 9)::integer as forecast_finish,
    1000.0 * w.week as planned_value, 950.0 * w.week as earned_value, 1100.0 * w.week as actual_cost,
    95000.0 + chance(o.n, 1, 5000000) + 100 * w.week as estimate_at_completion,
    'Week ' || w.week || ' of project ' || o.n || ' went by as reported' as summary,
    1000 + 30000 * w.week + o.n as statement_id, o.n + 5 as source_row, []::varchar[] as not_applicable
  from week w, one o order by w.week, o.n;
insert into milestone by name
  select o.project_id, o.project_id || '-M' || k.range as milestone_id, 'Milestone ' || k.range as milestone,
    date '2025-01-01' + (120 * k.range)::integer as baseline_date, date '2025-01-01' + (120 * k.range + w.week % 40)::integer as forecast_date,
    if(k.range < w.week // 20, date '2025-01-01' + (120 * k.range + 10)::integer, null) as actual_date, k.range = 5 as critical,
    monday(w.week) as report_date, 11000 + 30000 * w.week + o.n as statement_id, o.n * 6 + k.range + 5 as source_row, []::varchar[] as not_applicable
  from week w, one o, range(6) k order by w.week, o.n, k.range;
-- Each of three risks of a project lives 20 weeks and is closed in its last, save one in fifty that is dropped.
insert into risk by name
  select o.project_id as scope_id, format('R{}-{}', k.range, (w.week + o.n % 20) // 20) as risk_id, 'Risk ' || k.range || ' of ' || o.n as risk,
    ['Supply', 'People', 'Technology', 'Law', 'Money', 'Site'][1 + chance(o.n, k.range, 6)] as category,
    1 + chance(o.n, k.range + 10, 5) as probability, 1 + chance(o.n, k.range + 20, 5) as impact,
    if(o.n % 4 = 0, null, 1000.0 * chance(o.n, k.range, 900)) as cost_exposure, 'Mitigate' as response, 'Owner ' || (o.n % 500) as owner,
    monday(w.week) + (o.n % 90) - 20 as action_due, o.project_id || '-M' || (k.range + 3) as threatens_milestone_id,
    if((w.week + o.n % 20) % 20 = 19 and o.n % 50 > 0, 'Closed', 'Open') as state, monday(w.week) as report_date,
    21000 + 30000 * w.week + o.n as statement_id, o.n * 3 + k.range + 5 as source_row, []::varchar[] as not_applicable
  from week w, one o, range(3) k order by w.week, o.n, k.range;
insert into statement
  select 4000000 + o.n, 104, 'decision', o.project_id, monday(103), monday(103), date '9999-12-31' from one o where o.n % 10 = 0;
insert into decision by name
  select 'D' || o.n as decision_id, o.project_id, 'Approve the second supplier?' as decision_needed, monday(90) as raised_on,
    monday(100) + o.n % 60 as needed_by, o.project_id || '-M4' as waiting_milestone_id, 'Open' as state, monday(103) as report_date,
    4000000 + o.n as statement_id, o.n + 5 as source_row, []::varchar[] as not_applicable from one o where o.n % 10 = 0;
drop macro monday;
drop macro chance;
