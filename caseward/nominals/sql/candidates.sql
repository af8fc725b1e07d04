-- Whom a name, a sound, a birth date or a number could mean, among those whom the asker may know. The match runs with
-- the owner's rights, because neither similarity nor array overlap is leakproof and neither could use its index under
-- row-level security; the ids it returns are read through row-level security again.
--
-- Keys are those of the kernel: "n:" a sound of a name, "b:" a day of birth with an initial, "i:" a number. One shared
-- day or number makes a candidate; one shared sound only together with the year of birth or where there is no more.
create function sec.nominal_candidates(spellings text[], keys text[], born_years smallint[], at_most integer)
returns table (nominal_id uuid)
language sql stable security definer
set search_path = public, pg_catalog set pg_trgm.similarity_threshold = 0.5 as $$
    with mine as materialized (
        select compartment_id from access_membership_live where user_id = (select sec.uid())),
    asked as (
        select coalesce(array_agg(k) filter (where k like 'n:%'), '{}') as sounds,
               coalesce(array_agg(k) filter (where k not like 'n:%'), '{}') as firm
        from unnest(nominal_candidates.keys) k),
    by_firm_key as (
        select p.id from nominals_nominal p, asked
        where p.keys && asked.firm and p.compartment_id in (select compartment_id from mine)
        limit at_most),
    by_sound as (
        select p.id, cardinality(array(select unnest(p.keys) intersect select unnest(asked.sounds))) as shared
        from nominals_nominal p, asked
        where p.keys && asked.sounds and p.compartment_id in (select compartment_id from mine)
          and (cardinality(array(select unnest(p.keys) intersect select unnest(asked.sounds))) >= 2
               or p.born_year = any (born_years) or cardinality(asked.sounds) = 1
               or 1 = (select count(*) from unnest(p.keys) k where k like 'n:%'))
        order by shared desc limit at_most),
    by_spelling as (
        select n.nominal_id as id, max(similarity(n.normalised, s.spelling)) as likeness
        from unnest(spellings) s(spelling) join nominals_name n on n.normalised % s.spelling
        where n.compartment_id in (select compartment_id from mine)
        group by 1 order by likeness desc limit at_most)
    select id from by_firm_key union select id from by_sound union select id from by_spelling
$$;

revoke all on function sec.nominal_candidates(text[], text[], smallint[], integer) from public;
grant execute on function sec.nominal_candidates(text[], text[], smallint[], integer) to caseward_runtime;
