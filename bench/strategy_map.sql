-- 20 strategies over 120 programmes and `projects` projects with five dependencies each, three registers, one report.
set variable first = date '2026-01-05';
set variable latest = date '2026-09-28';
create macro chance(a, b, ceiling) as (hash(a * 7919 + b) % ceiling)::integer;
create temp table register as
  select range::integer as number, 100 * range::integer as base, getvariable('first') + (98 * range)::integer as stated_on from range(3);
create temp table one as select range::integer as n, format('P{:04d}', range) as project_id from range(getvariable('projects'));

insert into intake by name select range + 1 as import_id, 'sheet.xlsx' as file, range::varchar as sha256, 'status' as workbook,
  timestamp '2026-01-01' as imported_at, '{}' as rows_by_table from range(4);
insert into statement
  select r.base + t.place, 1 + r.number, t.table_name, '', r.stated_on, r.stated_on,
    lead(r.stated_on, 1, date '9999-12-31') over (partition by t.table_name order by r.number)
  from register r, (values (1, 'strategy'), (2, 'programme'), (3, 'project'), (4, 'contribution'), (5, 'setting'), (6, 'dependency'))
    as t(place, table_name);
insert into strategy by name
  select format('S{:02d}', n.range) as strategy_id, 'Strategy ' || n.range || ' of the department' as strategy,
    if(n.range < 2, 5 + (n.range * 2 - 1) * r.number, 5) as priority_weight_percent, 'Active' as state, r.base + 1 as statement_id
  from register r, range(20) n;
insert into programme by name
  select format('PG{:03d}', n.range) as programme_id, 'Programme ' || n.range as programme, format('S{:02d}', n.range % 19) as strategy_id,
    'Manager ' || n.range as programme_manager, r.base + 2 as statement_id from register r, range(120) n;
insert into project by name
  select o.project_id, 'Project ' || o.n || ' with a plain name' as project,
    if(o.n % 97 = 0, null, format('PG{:03d}', (o.n + (r.number = 2 and o.n % 50 = 0)::integer) % 120)) as programme_id,
    if(o.n % 3 = 0, 'Key', 'Component') as tier, 'Manager ' || (o.n % 700) as project_manager,
    if(o.n % 3 = 0, 100, 25) as manager_time_percent, 'Department ' || (o.n % 12) as department, date '2025-06-01' + (o.n % 300) as approved_start,
    date '2026-12-01' + (o.n % 500) as approved_finish, 100000.0 + chance(o.n, 1, 50000000) as budget, 'In delivery' as stage,
    'Bi-weekly' as cadence, r.base + 3 as statement_id
  from register r, one o;
insert into contribution by name
  select o.project_id, format('S{:02d}', (o.n + k.range) % 19) as strategy_id, 40 as share_percent, r.base + 4 as statement_id
  from register r, one o, range(2) k where o.n % 7 = 0;
insert into setting by name select 'register_date' as name, r.stated_on::varchar as value, r.base + 5 as statement_id from register r;
insert into dependency by name
  select format('D{}-{}', o.n, k.range) as dependency_id, format('P{:04d}-M{}', chance(o.n, k.range, getvariable('projects')), k.range)
      as provider_milestone_id, o.project_id as receiver_project_id, date '2026-11-15' + chance(o.n, k.range, 200) as needed_by,
    r.base + 6 as statement_id from register r, one o, range(5) k;

create temp table sheet as from (values (1, 'status'), (2, 'milestone'), (3, 'risk')) as t(place, table_name);
insert into statement
  select 10000 * t.place + o.n, 4, t.table_name, o.project_id, getvariable('latest'), getvariable('latest'), date '9999-12-31'
  from sheet t, one o where o.n % 29 > 0 order by all;
insert into status by name
  select o.project_id, getvariable('latest') as report_date, ['Green', 'Amber', 'Red'][1 + chance(o.n, 3, 3)] as overall_rag,
    50 as percent_complete, date '2026-12-01' + (o.n % 500) + greatest(chance(o.n, 4, 160) - 80, -20) as forecast_finish,
    10000 + o.n as statement_id, 5 as source_row, []::varchar[] as not_applicable from one o where o.n % 29 > 0;
insert into milestone by name
  select o.project_id, o.project_id || '-M' || k.range as milestone_id, 'Milestone ' || k.range as milestone,
    date '2026-11-01' + (60 * k.range)::integer as baseline_date, date '2026-11-01' + (60 * k.range)::integer + chance(o.n, k.range, 90) - 20
      as forecast_date, false as critical, getvariable('latest') as report_date, 20000 + o.n as statement_id, 5 as source_row,
    []::varchar[] as not_applicable
  from one o, range(5) k where o.n % 29 > 0;
insert into risk by name
  select o.project_id as scope_id, format('{}-R{}', o.project_id, k.range) as risk_id, 'Risk ' || k.range || ' of ' || o.n as risk,
    ['Supplier', 'People', 'Technology', 'Law', 'Money', 'Site'][1 + chance(o.n, k.range, 6)] as category,
    1 + chance(o.n, k.range + 10, 5) as probability, 1 + chance(o.n, k.range + 20, 5) as impact,
    if(o.n % 4 = 0, null, 1000.0 * chance(o.n, k.range, 900)) as cost_exposure, chance(o.n, k.range, 90) as delay_exposure_days,
    o.project_id || '-M' || (k.range + 1) as threatens_milestone_id, 'Open' as state, getvariable('latest') as report_date,
    30000 + o.n as statement_id, 5 as source_row, []::varchar[] as not_applicable
  from one o, range(3) k where o.n % 29 > 0;
drop macro chance;
