-- What belongs together is checked when everything has moved, not between one table and the next.
do $$
declare one record;
begin
    for one in select f.conrelid::regclass as holder, f.conname from pg_constraint f
               join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey) and a.attname = 'compartment_id'
               where f.contype = 'f' and cardinality(f.conkey) > 1 loop
        execute format('alter table %s alter constraint %I deferrable initially immediate', one.holder, one.conname);
    end loop;
end $$;

-- The request of another person that the caller answers: nobody turns both keys.
create function sec.must_be_second(of_request uuid, about uuid) returns void
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from compartments_keyrequest r
                   where r.id = of_request and r.about_id = about and r.created_by_id <> sec.uid() and r.answered_at is null) then
        raise insufficient_privilege using message = 'This takes two people.';
    end if;
end $$;

-- Gives the person of a case a compartment of his own, known to the people named and to nobody else, and moves all that
-- the unit holds of him there. Each keeps what he could do; whoever owns the case says who may know. Silent only by a
-- second person. Answers where everything was kept before.
create function sec.restrict_person(of_case uuid, own uuid, silent boolean, people uuid[], grants uuid[],
                                    why text, until timestamptz, by_request uuid)
returns jsonb
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    kept_in uuid[]; sources uuid[]; roots uuid[]; before jsonb; one record; owner uuid;
begin
    select array_remove(array[c.compartment_id, coalesce(n.compartment_id, o.compartment_id), r.compartment_id], null), c.owner_id into kept_in, owner
        from cases_case c left join nominals_nominal n on n.id = c.nominal_id
            left join organisations_organisation o on o.id = c.organisation_id left join referrals_referral r on r.id = c.referral_id
        where c.id = of_case;
    perform sec.must_hold('compartment.restrict', each) from unnest(kept_in) each;
    sources := kept_in || array(
        select each from organisations_unit u, unnest(array[u.referrals_compartment_id, u.cases_compartment_id]) each
        where kept_in && array[u.referrals_compartment_id, u.cases_compartment_id] and sec.holds_in('compartment.restrict', each));
    if silent then
        perform sec.must_be_second(by_request, of_case);
    end if;
    if owner <> all (people) or sec.uid() <> all (people) then
        raise check_violation using message = 'The owner of the case, and whoever restricts it, know of it.';
    end if;

    insert into access_compartment (id, key, title, discretion, contact)
    select own, 'own-' || own, c.title || ': a case of its own', case when silent then 'SILENT' else 'POINTERS' end,
           case when silent then '' else c.contact end
    from access_compartment c where c.id = kept_in[1];

    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
    select gen_random_uuid(), m.user_id, own, why, named.by_grant, 'GRANT',
           array(select distinct unnest(array_agg(held) || case when m.user_id = owner then array['compartment.grant'] else '{}' end)),
           clock_timestamp(), until, least(until, sec.stands_until(m.user_id))
    from unnest(people, grants) named (person, by_grant)
        join access_membership_live m on m.user_id = named.person, unnest(m.capabilities) held
    where m.compartment_id = any (kept_in) and m.sort <> 'EMERGENCY'
      and sec.stands_until(m.user_id) is not null
    group by m.user_id, named.by_grant;
    if (select count(*) from access_membership m where m.compartment_id = own) <> (select count(distinct each) from unnest(people) each) then
        raise check_violation using message = 'Only people who know of the case already are named; others are given access afterwards.';
    end if;

    roots := sec.records_of_person(of_case, sources);
    before := jsonb_strip_nulls(jsonb_build_object(
        'nominals_nominal', (select jsonb_object_agg(n.id, n.compartment_id) from nominals_nominal n
                             where n.id = any (roots) and n.compartment_id = any (sources)),
        'organisations_organisation', (select jsonb_object_agg(o.id, o.compartment_id) from organisations_organisation o
                                       where o.id = any (roots) and o.compartment_id = any (sources))));
    for one in select b.holder, jsonb_object_agg(b.id, b.kept_in) as places from sec.belongings(roots, sources) b group by 1 loop
        before := before || jsonb_build_object(one.holder::text, one.places);
    end loop;
    set constraints all deferred;
    perform sec.put_into(each.key::regclass, array(select jsonb_object_keys(each.value)::uuid), own) from jsonb_each(before) each;
    perform sec.forget_traces(array(select jsonb_object_keys(each.value)::uuid from jsonb_each(before) each), people);
    return before;
end $$;

-- Puts everything back where it was; what has come since goes where its like is kept: what is about the case beside the
-- case, the rest beside the person. Only by a second person. From then on nobody knows the compartment that it leaves.
create function sec.return_person(of_case uuid, before jsonb, by_request uuid) returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    own uuid := (select c.compartment_id from cases_case c where c.id = of_case);
    was jsonb := (select coalesce(jsonb_object_agg(row.key, row.value), '{}') from jsonb_each(before) holder, jsonb_each(holder.value) row);
    roots uuid[]; cases uuid[]; people uuid; work uuid; one record;
begin
    perform sec.must_hold('compartment.restrict', own);
    perform sec.must_be_second(by_request, of_case);
    work := (was ->> of_case::text)::uuid;
    people := (select (was ->> coalesce(c.nominal_id, c.organisation_id)::text)::uuid from cases_case c where c.id = of_case);
    roots := sec.records_of_person(of_case, array[own]);
    cases := array(select c.id from cases_case c where c.nominal_id = any (roots) or c.organisation_id = any (roots));
    cases := cases || array(select b.id from sec.belongings(cases, array[own]) b);
    set constraints all deferred;
    for one in
        select b.holder, coalesce((was ->> b.id::text)::uuid, case when b.id = any (cases) then work else people end) as target,
               array_agg(b.id) as ids
        from (select case when exists (select from organisations_organisation o where o.id = root) then 'organisations_organisation'
                          else 'nominals_nominal' end::regclass as holder, root as id from unnest(roots) root
              union all select b.holder, b.id from sec.belongings(roots, array[own]) b) b
        group by 1, 2
    loop
        perform sec.put_into(one.holder, one.ids, one.target);
    end loop;
    update access_membership set ends_at = least(ends_at, clock_timestamp()), granted_until = least(granted_until, clock_timestamp())
        where compartment_id = own and sort <> 'POSTING';
end $$;

revoke all on function sec.must_be_second(uuid, uuid),
    sec.restrict_person(uuid, uuid, boolean, uuid[], uuid[], text, timestamptz, uuid), sec.return_person(uuid, jsonb, uuid) from public;
grant execute on function sec.restrict_person(uuid, uuid, boolean, uuid[], uuid[], text, timestamptz, uuid),
    sec.return_person(uuid, jsonb, uuid) to caseward_runtime;
