-- Whom to ask about a person whom another unit knows: what was written down for outsiders to be told, and nothing of what
-- the unit knows. Only where a compartment points and says whom to ask; only for whoever may search; and only where a
-- number agrees, or a name together with the day of birth, so that a name alone tells nobody's secret.
create function sec.pointers_to(numbers integer[], births integer[], pairs integer[]) returns setof text
language plpgsql stable security definer
set search_path = public, pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
    if not sec.holds('nominal.search') then
        return;
    end if;
    return query
    with asked (keys, bits) as materialized (values (numbers, 20), (births, 13), (pairs, 13)),
    hit as (
        select n.id, n.compartment_id, a.bits
        from asked a join nominals_nominal n on sec.salted(n.keys, n.salt) && a.keys),
    sure as (select compartment_id from hit group by id, compartment_id having sum(bits) >= 20)
    select distinct c.contact from access_compartment c
    where c.id in (select compartment_id from sure) and c.discretion = 'POINTERS' and c.contact <> ''
      and c.id not in (select m.compartment_id from access_membership_live m where m.user_id = sec.uid())
    order by 1;
end $$;

revoke all on function sec.pointers_to(integer[], integer[], integer[]) from public;
grant execute on function sec.pointers_to(integer[], integer[], integer[]) to caseward_runtime;

-- A unit points outsiders to somebody when it has said whom they may ask, and not because nobody said anything.
update access_compartment set contact = '' where contact like 'the supervisor of %';
