-- Whom a question could mean, among those whom the asker may know. It runs with the owner's rights, because array
-- overlap is not leakproof and could not use its index under row-level security; the ids it returns are read through
-- row-level security again. Whose question it is says the session, never an argument.
--
-- Each list holds keys of the kernel (identity/blocking.py), as numbers; what one shared key says is given in bits, as
-- the match model would about count it. Whoever shares most is handed on; where more share enough than can be
-- compared, the likeness of the spelling decides among the first of them. They are ten times as many as are handed on:
-- whoever has a slip in both names shares no more than hundreds of others do, and must not be left out by chance. Two
-- slips in one word (`far`) are looked for where nobody whom the asker may know bears the name, not even with one slip
-- or by its sound.
create or replace function sec.nominals_like(numbers integer[], births integer[], homes integer[], pairs integer[],
                                  slips integer[], far integer[], sounds integer[], first_year integer, last_year integer,
                                  spellings text[], at_most integer)
returns uuid[]
language plpgsql stable security definer
set search_path = public, pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare found uuid[]; weights integer[]; named boolean; close constant integer := 10 * at_most;
begin
    with hit as materialized (
        select id, compartment_id, born_year, 20 as bits, false as name from nominals_nominal where keys && numbers
        union all select id, compartment_id, born_year, 13, false from nominals_nominal where keys && births
        union all select id, compartment_id, born_year, 9, false from nominals_nominal where keys && homes
        union all select id, compartment_id, born_year, 13, true from nominals_nominal where keys && pairs
        union all select id, compartment_id, born_year, 9, true from nominals_nominal where keys && slips
        union all select id, compartment_id, born_year, 6, true from nominals_nominal where keys && sounds),
    known as (
        select id, (sum(bits) + case when born_year between first_year and last_year then 5 else 0 end)::integer as bits,
               bool_or(name) as name
        from hit
        where compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
        group by id, born_year),
    best as (select id, bits, name from known order by bits desc, id limit close)
    select coalesce(array_agg(id order by bits desc, id), '{}'), array_agg(bits order by bits desc, id),
           coalesce(bool_or(name), false)
    into found, weights, named from best;

    if not named and cardinality(far) > 0 then
        found := found || array(
            select p.id from nominals_nominal p
            where p.keys && far
              and p.compartment_id in (
                  select compartment_id from access_membership_live where user_id = (select sec.uid()))
            limit close);
    end if;
    if cardinality(found) <= at_most then
        return found;
    end if;
    return array(
        select one.id
        from unnest(found, weights) one(id, bits) left join nominals_name n on n.nominal_id = one.id
            left join unnest(spellings) s(spelling) on true
        group by one.id
        order by max(coalesce(one.bits, 0)) + 20 * coalesce(max(similarity(n.normalised, s.spelling)), 0) desc
        limit at_most);
end $$;
