-- What a duty officer is told of a person: which unit asks to be called, and where, and nothing of what it knows. Only where
-- a compartment points and says whom to call; only a name together with the day of birth or the home tells enough. What
-- is silent answers as nobody does.
create function sec.markers_for(births integer[], homes integer[], pairs integer[]) returns table (unit text, contact text)
language plpgsql stable security definer
set search_path = public, pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
    if not sec.holds('marker.look-up') then
        return;
    end if;
    return query
    with asked (keys, bits) as materialized (values (births, 10), (homes, 10), (pairs, 11)),
    hit as (
        select n.id, n.compartment_id, a.bits
        from asked a join nominals_nominal n on sec.salted(n.keys, n.salt) && a.keys),
    sure as (select h.compartment_id from hit h group by h.id, h.compartment_id having sum(h.bits) > 20)
    select distinct u.name, c.contact
    from access_compartment c
        left join organisations_unit u on coalesce(c.within_id, c.id) in (u.referrals_compartment_id, u.cases_compartment_id)
    where c.id in (select compartment_id from sure) and c.discretion = 'POINTERS' and c.contact <> ''
    order by 1, 2;
end $$;
revoke all on function sec.markers_for(integer[], integer[], integer[]) from public;
grant execute on function sec.markers_for(integer[], integer[], integer[]) to caseward_runtime;
