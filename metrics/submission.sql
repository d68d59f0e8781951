-- Who handed in a report, who still owes one, and when the last one came.

-- Building block: how a project stands with its reports, as far as accepted reports tell.
-- Grain: a value; one of never, overdue, due, late, on time.
-- Units: days (overdue and late positive).
-- Formula: never = no report yet and the first is overdue; overdue = the due date of the next report has passed;
-- due = no report yet but still time, or the next is due today or within half a cadence; late = the last report came after it was
-- due; on time = it came by then, or nobody can tell.
create or replace macro submission_state(last_report_date, days_overdue, days_late, cadence_days) as
  case when days_overdue > 0 then if(last_report_date is null, 'never', 'overdue')
    when last_report_date is null or -2 * days_overdue <= cadence_days then 'due'
    when days_late > 0 then 'late' else 'on time' end;

-- What each live project handed in and what it owes, the most overdue first.
-- Grain: one row per live project.
-- Units: days (overdue and late positive); times in UTC.
-- Formula: due date and days overdue as in report_coverage; received = the first import, not withdrawn, that has the last report;
-- days late = received − the day when that report was due (the report before it + cadence), null where it was due before the first
-- import of all, since nobody could hand it in then; `import_id`, `file` and `imported_at` are of the import that counts now.
create or replace macro submission_board(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with coverage as (
    from report_coverage(as_of, strategy := strategy, programme := programme, department := department, tier := tier)
  ), sent as (
    select r.project_id, i.import_id, i.file, i.imported_at, i.withdrawn_at, s.valid_from is not null as counts
    from coverage r join statement s on s.scope_id = r.project_id and s.stated_on = r.last_report_date
    join intake i using (import_id) where s.table_name = 'status'
  ), arrival as (
    select n.project_id, min(n.imported_at) filter (n.withdrawn_at is null) as received_at,
      max(n.imported_at) filter (n.counts) as imported_at, max(n.import_id) filter (n.counts) as import_id,
      max(n.file) filter (n.counts) as file
    from sent n group by n.project_id
  ), earlier as (
    select r.project_id, s.stated_on from coverage r join statement s on s.scope_id = r.project_id and s.valid_to = r.last_report_date
    where s.table_name = 'status'
  ), received as (
    select r.*, a.received_at, a.imported_at, a.import_id, a.file,
      coalesce(e.stated_on + cadence_days(r.cadence), r.first_due_date) as report_due_date
    from coverage r left join arrival a using (project_id) left join earlier e using (project_id)
  ), judged as (
    select r.*, case when r.report_due_date >= (select min(i.imported_at)::date from intake i)
      then r.received_at::date - r.report_due_date end as days_late
    from received r
  )
  select j.project_id, j.project, j.programme_id, j.programme, j.strategy_id, j.department, j.project_manager, j.cadence,
    j.last_report_date, case when j.last_report_date is not null then j.report_due_date end as report_due_date, j.received_at,
    j.days_late, j.import_id, j.file, j.imported_at, j.due_date, j.days_overdue,
    submission_state(j.last_report_date, j.days_overdue, j.days_late, cadence_days(j.cadence)) as state
  from judged j order by j.days_overdue desc, j.project_id;
