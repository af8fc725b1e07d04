-- Whom a name, a sound, a birth date or a number could mean, among those whom the asker may know. The match runs with
-- the owner's rights, because similarity is not leakproof and could use no index under row-level security; the ids it
-- returns are read through row-level security again.
create function sec.nominal_candidates(
    spellings text[], sounds text[], born_dates date[], born_years smallint[], postcodes text[],
    numbers text[], at_most integer)
returns table (nominal_id uuid)
language sql stable security definer
set search_path = public, pg_catalog set pg_trgm.similarity_threshold = 0.5 as $$
    with mine as materialized (
        select compartment_id from access_membership_live where user_id = (select sec.uid())),
    by_spelling as (
        select n.nominal_id, max(similarity(n.normalised, s.spelling)) as likeness
        from unnest(spellings) s(spelling) join nominals_name n on n.normalised % s.spelling
        where n.compartment_id in (select compartment_id from mine)
        group by 1 order by 2 desc limit at_most),
    by_sound as (
        select n.nominal_id
        from nominals_name n join nominals_nominal p on p.id = n.nominal_id
        where n.keys && sounds and n.compartment_id in (select compartment_id from mine)
          and (cardinality(array(select unnest(n.keys) intersect select unnest(sounds))) >= 2
               or p.born_year = any (born_years) or cardinality(n.keys) = 1 or cardinality(sounds) = 1)
        limit at_most),
    by_birth as (
        select p.id as nominal_id
        from unnest(born_dates) d(day)
             join nominals_nominal p on (p.born_year, p.born_month, p.born_day)
                                        = (date_part('year', d.day), date_part('month', d.day), date_part('day', d.day))
             join nominals_name n on n.nominal_id = p.id
        where p.compartment_id in (select compartment_id from mine)
          and (cardinality(spellings) = 0 or exists (
              select 1 from unnest(spellings) s(spelling), unnest(string_to_array(s.spelling, ' ')) a(word),
                            unnest(string_to_array(n.normalised, ' ')) b(word)
              where left(a.word, 1) = left(b.word, 1)))
        limit at_most),
    by_number as (
        select i.nominal_id from nominals_identifier i
        where i.value = any (numbers) and i.compartment_id in (select compartment_id from mine)),
    by_place as (
        select a.nominal_id from nominals_address a join nominals_name n on n.nominal_id = a.nominal_id
        where a.postcode = any (postcodes) and n.keys && sounds and a.compartment_id in (select compartment_id from mine)
        limit at_most)
    select nominal_id from by_number
    union select nominal_id from by_spelling
    union select nominal_id from by_sound
    union select nominal_id from by_birth
    union select nominal_id from by_place
    limit at_most * 2
$$;

revoke all on function sec.nominal_candidates(text[], text[], date[], smallint[], text[], text[], integer) from public;
grant execute on function sec.nominal_candidates(text[], text[], date[], smallint[], text[], text[], integer)
    to caseward_runtime;
