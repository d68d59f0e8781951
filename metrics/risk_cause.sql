-- What the risks of different strategies have in common: the same supplier, team, assumption or wording.

-- Building block: words too common in English to tell one cause from another.
-- Grain: a value.
create or replace macro is_plain_word(word) as word in (
  'a', 'an', 'the', 'and', 'or', 'but', 'if', 'so', 'as', 'at', 'by', 'for', 'from', 'in', 'into', 'of', 'on', 'onto', 'out', 'over', 'to',
  'up', 'with', 'without', 'until', 'before', 'after', 'while', 'when', 'than', 'that', 'which', 'who', 'what', 'there', 'this', 'these',
  'its', 'it', 'they', 'them', 'their', 'we', 'our', 'us', 'he', 'she', 'is', 'are', 'was', 'were', 'be', 'been', 'has', 'have', 'had',
  'not', 'no', 'can', 'cannot', 'could', 'may', 'might', 'will', 'would', 'should', 'must', 'do', 'does', 'one', 'two', 'three', 'all',
  'each', 'only', 'more', 'less', 'most', 'also', 'still', 'yet', 'then', 'any', 'some', 'such', 's', 't');

-- Building block: words that make a clause of a phrase: what has one tells of something and names nothing.
-- Grain: a value.
create or replace macro is_clause_word(word) as word in (
  'am', 'is', 'are', 'was', 'were', 'be', 'been', 'being', 'has', 'have', 'had', 'do', 'does', 'did', 'can', 'cannot', 'could', 'may',
  'might', 'will', 'would', 'shall', 'should', 'must', 'not', 'never', 'if', 'that', 'which', 'who', 'when', 'while', 'because', 'unless');

-- Building block: the words of a piece of a sentence, or its Chinese characters one by one.
-- Grain: a value, a list.
create or replace macro signs_of(piece) as regexp_extract_all(piece, '\p{Han}|[\p{Latin}\p{Greek}\p{Cyrillic}\p{N}''-]+');

-- Building block: what all of some lists of words begin with, without plain words at its end; at most six words.
-- Grain: a value, a list.
create or replace macro shared_start(lists) as list_reduce(
  list_transform(lists, lambda one: list_transform(one[:6], lambda word: lower(word))),
  lambda one, other: one[:len(list_filter(range(1, len(one) + 1), lambda n: one[:n] = other[:n]))]);

-- Building block: how many words of a start are kept, so that it does not end in a plain word and has none of a clause.
-- Grain: a value.
create or replace macro kept_words(start) as coalesce(
  list_max(list_filter(range(1, len(start) + 1), lambda n: not is_plain_word(start[n])
    and len(list_filter(start[:n], lambda word: is_clause_word(word))) = 0)), 0);

-- Building block: words with a capital letter that name no cause.
-- Grain: a value.
create or replace macro is_calendar_word(word) as word in (
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
  'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday');

-- Building block: the phrases of open risks: two to four words in a row that are no clause, or four to six Chinese
-- characters, within one piece of a sentence; and names of one word, which nobody writes without a capital letter.
-- Grain: one row per scope, open threat and phrase.
-- Formula: one word is a name if it is capitalised wherever it stands and at least once within a sentence; none is where more than a tenth
-- of the words within sentences are capitalised, as in headings or in German.
create or replace macro risk_phrase(as_of, strategy, programme, department, tier) as table
  with piece as (
    select r.scope_id, r.risk_id, r.strategy_id, unnest(regexp_split_to_array(r.risk, '[^\p{L}\p{N}'' -]+')) as said
    from risk_listed(as_of, strategy, programme, department, tier) r where r.counts
  ), sign as (
    select p.*, signs_of(p.said) as signs from piece p
  ), starting as (
    select d.*, unnest(range(1, len(d.signs))) as at from sign d
  ), reaching as (
    select g.*, unnest(range(2, least(6, len(g.signs) - g.at + 1) + 1)) as long from starting g
  ), placed as (
    select n.scope_id, n.risk_id, n.strategy_id, n.long, n.signs[n.at:(n.at + n.long - 1)] as words from reaching n
  ), single as (
    select s.scope_id, s.risk_id, s.strategy_id, unnest(range(1, len(s.signs) + 1)) as place,
      regexp_replace(s.signs[place], '''s$', '') as word, regexp_matches(word, '^\p{Lu}') as capital
    from sign s
  ), name as (
    select lower(g.word) as phrase from single g where regexp_matches(g.word, '^[\p{Latin}\p{Greek}\p{Cyrillic}]') group by phrase
    having bool_and(g.capital) and bool_or(g.place > 1) and length(phrase) > 2 and not is_calendar_word(phrase) and not is_plain_word(phrase)
  ), written as (
    select avg(g.capital::integer) <= 0.1 as plainly from single g
    where g.place > 1 and regexp_matches(g.word, '^[\p{Latin}\p{Greek}\p{Cyrillic}]')
  )
  select distinct g.scope_id, g.risk_id, g.strategy_id, n.phrase, true as is_name
  from single g join name n on n.phrase = lower(g.word) join written t on t.plainly
  union all by name
  select w.scope_id, w.risk_id, any_value(w.strategy_id) as strategy_id,
    lower(if(regexp_matches(w.words[1], '\p{Han}'), array_to_string(w.words, ''), array_to_string(w.words, ' '))) as phrase,
    bool_or(regexp_matches(array_to_string(w.words, ' '), '^(\p{Lu}\S*|\p{Han})( \p{Lu}\S*| \p{Han})+$')) as is_name
  from placed w
  where if(regexp_matches(w.words[1], '\p{Han}'),
    w.long between 4 and 6 and list_aggregate(list_transform(w.words, lambda one: regexp_matches(one, '\p{Han}')), 'bool_and'),
    w.long <= 4 and list_aggregate(list_transform(w.words, lambda one: length(one) > 1 and not regexp_matches(one, '\p{Han}|^[\p{N}-]+$')
      and not is_clause_word(lower(one))),
      'bool_and') and not is_plain_word(lower(w.words[1])) and not is_plain_word(lower(w.words[-1])))
  group by all;

-- Risks of different strategies that share a rare wording: a supplier, a team, an assumption.
-- Grain: one row per open threat of a cause; a risk stands under one cause only, so that its exposure is counted once.
-- Units: money; strength is how much rarer than chance the shared wording is (Σ ln of all risks ÷ those that share the phrase).
-- Formula: phrases shared by at most a tenth of the risks (at least 8) and by two strategies or more; phrases of the same risks are one
-- cause, for which one phrase is enough only if it is written like a name; each risk joins its strongest. A cause is called by its longest
-- phrase with all that its risks share around it, as the first of them by scope and id writes it. See docs/decisions/0021.
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
    select j.phrase as cause_id, j.strength, regexp_replace(r.risk, '\s+', ' ', 'g') as said, r.*
    from joined j join risk_listed(as_of, strategy, programme, department, tier) r on r.counts and r.scope_id || chr(31) || r.risk_id = j.member
    qualify count(*) over (partition by j.phrase) > 1
      and min(r.strategy_id) over (partition by j.phrase) <> max(r.strategy_id) over (partition by j.phrase)
  ), split as (
    select g.cause_id, g.scope_id, g.risk_id, strpos(lower(g.said), g.cause_id) as place, substr(g.said, place, length(g.cause_id)) as phrase,
      list_reverse(signs_of(regexp_extract(substr(g.said, 1, place - 1), '[\p{L}\p{N}'' -]*$'))) as before,
      signs_of(regexp_extract(substr(g.said, place + length(g.cause_id)), '^[\p{L}\p{N}'' -]*')) as after
    from grouped g
  ), named as (
    select p.cause_id, regexp_matches(p.cause_id, '\p{Han}') as is_chinese, first(p.phrase order by p.scope_id, p.risk_id) as phrase, first(p.before order by p.scope_id, p.risk_id) as before,
      first(p.after order by p.scope_id, p.risk_id) as after, kept_words(shared_start(list(p.before))) as earlier,
      kept_words(shared_start(list(p.after))) as later
    from split p group by p.cause_id
  ), called as (
    select n.cause_id, n.is_chinese, list_concat(list_reverse(n.before[:n.earlier]), [n.phrase], n.after[:n.later]) as words from named n
  )
  select g.cause_id, if(n.is_chinese, array_to_string(n.words, ''), array_to_string(n.words, ' ')) as cause,
    g.scope_id, g.risk_id, g.risk, g.strategy_id, g.strategy, g.expected_cost,
    count(*) over (partition by g.cause_id) as risks, count(distinct g.strategy_id) over (partition by g.cause_id) as strategies,
    sum(g.expected_cost) over (partition by g.cause_id) as cause_expected_cost, g.strength, g.category, g.zone, g.probability, g.impact,
    g.project_id, g.project, g.programme_id, g.programme, g.owner
  from grouped g join called n using (cause_id)
  order by cause_expected_cost desc nulls last, g.cause_id, g.expected_cost desc nulls last, g.risk_id, g.scope_id;
