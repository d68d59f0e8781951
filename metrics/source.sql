-- Where numbers come from: the cells that were read, and what a number leaves out.
-- For each sheet of the contract there is `<table>_source(as_of)`, its rows with file, sheet and the places of their columns.

-- Building block: the letters of a column of a sheet, counted from 0.
-- Grain: a value.
create or replace macro column_letters(place) as
  concat(if(place >= 702, chr(65 + ((place - 702) // 676)::integer), ''),
    if(place >= 26, chr(65 + ((place - 26) // 26 % 26)::integer), ''), chr(65 + (place % 26)::integer));

-- Building block: the cell of a column in a source row, as in `source_cell(letters, 'budget', source_row)` over `project_source(as_of)`.
-- Grain: a value; null where no cell of the file says it; with its sheet where that is another one.
-- Formula: a letter is in the row's own row; a number is a row of a sheet that runs across; else it is one cell for all rows.
create or replace macro source_cell(letters, name, source_row) as
  case when regexp_full_match(letters[name], '[A-Z]+') then letters[name] || source_row
    when regexp_full_match(letters[name], '[0-9]+') then column_letters(source_row - 1) || letters[name]
    else nullif(letters[name], '') end;

-- Building block: the ids whose rows count in this part of the portfolio.
-- Grain: one row per live project, programme and strategy that passes; programmes and strategies have no department and no tier.
create or replace macro scope_ids(as_of, project, strategy, programme, department, tier) as table
  select p.project_id as scope_id from project_in_scope(as_of, strategy, programme, department, tier) p
  where p.live and passes(p.project_id, project)
  union all
  select g.programme_id from programme_at(as_of) g
  where passes(g.strategy_id, strategy) and passes(g.programme_id, programme)
    and project is null and department is null and tier is null
  union all
  select y.strategy_id from strategy_at(as_of) y
  where passes(y.strategy_id, strategy) and project is null and programme is null and department is null and tier is null;

-- What the numbers of a day leave out, or count without all that would be needed, and how often.
-- Grain: one row per sheet and reason, also where the count is 0.
-- Units: counts of projects, risks, benefits, or months of a role.
-- Formula: not live = Proposed, Closed or Cancelled; stale and never reported give no colour by evidence; no forecast gives no days late;
-- no estimate gives no cost overrun; closed and dropped risks count in no total; risks without a cost exposure add no money.
create or replace macro left_out(
  as_of, project := null, strategy := null, programme := null, department := null, tier := null) as table
  with work as (
    select h.* from project_health(as_of, strategy := strategy, programme := programme, department := department, tier := tier) h
    where passes(h.project_id, project)
  ), projects as (
    select [
      {place: 1, table_name: 'project', reason: 'not live', missing: count(*) filter (not w.live)},
      {place: 2, table_name: 'status', reason: 'never reported', missing: count(*) filter (w.live and w.freshness = 'not reported')},
      {place: 3, table_name: 'status', reason: 'stale', missing: count(*) filter (w.live and w.freshness = 'stale')},
      {place: 4, table_name: 'status', reason: 'no forecast',
        missing: count(*) filter (w.live and w.report_date is not null and w.forecast_finish is null)},
      {place: 5, table_name: 'status', reason: 'no estimate',
        missing: count(*) filter (w.live and w.report_date is not null and w.estimate_at_completion is null)},
      {place: 6, table_name: 'project', reason: 'no budget', missing: count(*) filter (w.live and w.budget is null)}] as said
    from work w
  ), hazards as (
    select [
      {place: 7, table_name: 'risk', reason: 'closed', missing: count(*) filter (not r.counts and not r.dropped and not r.is_open)},
      {place: 8, table_name: 'risk', reason: 'dropped', missing: count(*) filter (r.dropped)},
      {place: 9, table_name: 'risk', reason: 'no cost', missing: count(*) filter (r.counts and r.cost_exposure is null)},
      {place: 12, table_name: 'risk', reason: 'opportunity', missing: count(*) filter (r.is_open and not r.counts and not r.dropped)}] as said
    from risk_listed(as_of, strategy, programme, department, tier) r where passes(r.project_id, project)
  ), gains as (
    select [{place: 10, table_name: 'benefit', reason: 'unmeasured', missing: count(*) filter (b.realised is null)}] as said
    from benefit_progress(as_of, strategy := strategy, programme := programme, department := department, tier := tier) b
    where passes(b.project_id, project)
  ), roles as (
    select [{place: 11, table_name: 'allocation', reason: 'no capacity', missing: count(*) filter (n.capacity_fte is null)}] as said
    from programme_people(as_of, strategy := strategy, programme := programme, department := department, tier := tier) n
  )
  select u.* from (
    select unnest(p.said || h.said || g.said || r.said, recursive := true) from projects p, hazards h, gains g, roles r
  ) u order by u.place;
