-- Makes the compartment of a case that is sealed from its first instant: silent, known to whoever opens the case and to
-- those he names of the same unit, before anything is in it. It opens nothing that was there before.
create function sec.keep_apart(own uuid, in_unit uuid, people uuid[], owner_may text[], named_may text[], why text, until timestamptz)
returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_hold('case.open', in_unit);
    if until > clock_timestamp() + interval '366 days' then
        raise check_violation using message = 'No grant outlives a year.';
    end if;
    insert into access_compartment (id, key, title, discretion, contact)
    select own, 'own-' || own, c.title || ': a case of its own', 'SILENT', '' from access_compartment c where c.id = in_unit;

    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
    select gen_random_uuid(), named.person, own, why, gen_random_uuid(), 'GRANT',
           case when named.person = sec.uid() then owner_may else named_may end,
           clock_timestamp(), until, least(until, sec.stands_until(named.person))
    from (select distinct unnest(people || sec.uid()) as person) named
    where sec.stands_until(named.person) is not null
      and exists (select from access_membership_live m where m.user_id = named.person and m.compartment_id = in_unit);
    if (select count(*) from access_membership m where m.compartment_id = own)
        <> (select count(distinct each) from unnest(people || sec.uid()) each) then
        raise check_violation using message = 'Only people of the unit are named.';
    end if;
end $$;
revoke all on function sec.keep_apart(uuid, uuid, uuid[], text[], text[], text, timestamptz) from public;
grant execute on function sec.keep_apart(uuid, uuid, uuid[], text[], text[], text, timestamptz) to caseward_runtime;
