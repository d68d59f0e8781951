-- What the risks of different strategies have in common: the same supplier, team, assumption or wording.

-- Building block: words too common in English to tell one cause from another.
-- Grain: a value.
create or replace macro is_plain_word(word) as word in (
  'a', 'an', 'the', 'and', 'or', 'but', 'if', 'so', 'as', 'at', 'by', 'for', 'from', 'in', 'into', 'of', 'on', 'onto', 'out', 'over', 'to',
  'up', 'with', 'without', 'until', 'before', 'after', 'while', 'when', 'than', 'that', 'which', 'who', 'what', 'there', 'this', 'these',
  'its', 'it', 'they', 'them', 'their', 'we', 'our', 'us', 'he', 'she', 'is', 'are', 'was', 'were', 'be', 'been', 'has', 'have', 'had',
  'not', 'no', 'can', 'cannot', 'could', 'may', 'might', 'will', 'would', 'should', 'must', 'do', 'does', 'one', 'two', 'three', 'all',
  'each', 'only', 'more', 'less', 'most', 'also', 'still', 'yet', 'then', 'any', 'some', 'such', 's', 't');

-- Building block: the phrases of open risks: two to four words in a row, or four to six Chinese characters, within one piece of a sentence.
-- Grain: one row per scope, open threat and phrase.
create or replace macro risk_phrase(as_of, strategy, programme, department, tier) as table
  with piece as (
    select r.scope_id, r.risk_id, r.strategy_id, unnest(regexp_split_to_array(r.risk, '[^\p{L}\p{N}'' -]+')) as said
    from risk_listed(as_of, strategy, programme, department, tier) r where r.counts
  ), sign as (
    select p.*, regexp_extract_all(p.said, '\p{Han}|[\p{Latin}\p{Greek}\p{Cyrillic}\p{N}''-]+') as signs from piece p
  ), starting as (
    select d.*, unnest(range(1, len(d.signs))) as at from sign d
  ), reaching as (
    select g.*, unnest(range(2, least(6, len(g.signs) - g.at + 1) + 1)) as long from starting g
  ), placed as (
    select n.scope_id, n.risk_id, n.strategy_id, n.long, n.signs[n.at:(n.at + n.long - 1)] as words from reaching n
  )
  select w.scope_id, w.risk_id, any_value(w.strategy_id) as strategy_id,
    lower(if(regexp_matches(w.words[1], '\p{Han}'), array_to_string(w.words, ''), array_to_string(w.words, ' '))) as phrase,
    bool_or(regexp_matches(array_to_string(w.words, ' '), '^(\p{Lu}\S*|\p{Han})( \p{Lu}\S*| \p{Han})+$')) as is_name
  from placed w
  where if(regexp_matches(w.words[1], '\p{Han}'),
    w.long between 4 and 6 and list_aggregate(list_transform(w.words, lambda one: regexp_matches(one, '\p{Han}')), 'bool_and'),
    w.long <= 4 and list_aggregate(list_transform(w.words, lambda one: length(one) > 1 and not regexp_matches(one, '\p{Han}|^[\p{N}-]+$')),
      'bool_and') and not is_plain_word(lower(w.words[1])) and not is_plain_word(lower(w.words[-1])))
  group by all;

-- Risks of different strategies that share a rare wording: a supplier, a team, an assumption.
-- Grain: one row per open threat of a cause; a risk stands under one cause only, so that its exposure is counted once.
-- Units: money; strength is how much rarer than chance the shared wording is (Σ ln of all risks ÷ those that share the phrase).
-- Formula: phrases shared by at most a tenth of the risks (at least 8) and by two strategies or more; phrases of the same risks are one
-- cause, for which one phrase is enough only if it is written like a name; each risk joins its strongest. See docs/decisions/0021.
create or replace macro risk_causes(as_of, strategy := null, programme := null, department := null, tier := null) as table
  with worded as (
    select w.* from risk_phrase(as_of, strategy, programme, department, tier) w
  ), total as (
    select greatest(8, 0.1 * count(distinct (w.scope_id, w.risk_id))) as most, count(distinct (w.scope_id, w.risk_id)) as risks from worded w
  ), shared as (
    select w.phrase, list(w.scope_id || chr(31) || w.risk_id order by w.scope_id, w.risk_id) as members,
      bool_or(w.is_name) as is_name
    from worded w group by w.phrase
    having count(distinct w.strategy_id) > 1 and count(*) <= (select t.most from total t)
  ), alike as (
    select s.members, arg_max(s.phrase, (length(s.phrase), s.phrase)) as phrase,
      count(*) * ln(any_value(t.risks) / len(s.members) + 1) as strength
    from shared s, total t group by s.members having count(*) > 1 or bool_or(s.is_name)
  ), sharing as (
    select unnest(a.members) as member, len(a.members) as members, a.phrase, a.strength from alike a
  ), joined as (
    select h.* from sharing h
    qualify row_number() over (partition by h.member order by h.strength desc, h.members desc, h.phrase) = 1
  ), grouped as (
    select j.phrase as cause_id, j.strength, r.*
    from joined j join risk_listed(as_of, strategy, programme, department, tier) r on r.counts and r.scope_id || chr(31) || r.risk_id = j.member
    qualify count(*) over (partition by j.phrase) > 1
      and min(r.strategy_id) over (partition by j.phrase) <> max(r.strategy_id) over (partition by j.phrase)
  )
  select g.cause_id, first(substr(g.risk, strpos(lower(g.risk), g.cause_id), length(g.cause_id)) order by g.risk_id)
      over (partition by g.cause_id) as cause,
    g.scope_id, g.risk_id, g.risk, g.strategy_id, g.strategy, g.expected_cost,
    count(*) over (partition by g.cause_id) as risks, count(distinct g.strategy_id) over (partition by g.cause_id) as strategies,
    sum(g.expected_cost) over (partition by g.cause_id) as cause_expected_cost, g.strength, g.category, g.zone, g.probability, g.impact,
    g.project_id, g.project, g.programme_id, g.programme, g.owner
  from grouped g order by cause_expected_cost desc nulls last, g.cause_id, g.expected_cost desc nulls last, g.risk_id;
