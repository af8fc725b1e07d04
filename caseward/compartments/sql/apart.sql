-- Where a case is kept, then its person or organisation, then its referral, as far as it has them.
create function sec.places_of_case(of_case uuid) returns uuid[]
language sql stable set search_path = public, pg_catalog as $$
    select array_remove(array[c.compartment_id, coalesce(n.compartment_id, o.compartment_id), r.compartment_id], null)
    from cases_case c left join nominals_nominal n on n.id = c.nominal_id
        left join organisations_organisation o on o.id = c.organisation_id left join referrals_referral r on r.id = c.referral_id
    where c.id = of_case
$$;

-- The records of the person of a case, or of its organisation, with those that are said to be the same person, in these compartments.
create function sec.records_of_person(of_case uuid, sources uuid[]) returns uuid[]
language sql stable set search_path = public, pg_catalog as $$
    with recursive same (id) as (
        select coalesce(c.nominal_id, c.organisation_id) from cases_case c where c.id = of_case
        union
        select n.id from same s join nominals_personlink l on s.id in (l.nominal_id, l.other_id)
            and l.says = 'SAME' and l.state in ('STANDS', 'END_ASKED')
        join nominals_nominal n on n.id in (l.nominal_id, l.other_id) and n.compartment_id = any (sources))
    select array_agg(id) from same
$$;

-- Sets the person of a case apart with all that the unit holds of him, within the compartments where each is kept, unless
-- he stands alone there already. Whoever could know it still can; where each stands answers. For functions of this schema.
create function sec.set_apart(of_case uuid) returns uuid[]
language plpgsql set search_path = public, pg_catalog as $$
declare
    kept_in uuid[]; around uuid[]; sources uuid[]; roots uuid[]; moved jsonb; place uuid; made uuid; one record;
begin
    kept_in := sec.places_of_case(of_case);
    if not exists (select from access_compartment k where k.id = any (kept_in) and k.within_id is null and k.key not like 'own-%') then
        return kept_in;
    end if;
    around := kept_in || array(select k.within_id from access_compartment k where k.id = any (kept_in) and k.within_id is not null);
    sources := array(select distinct unnest(around || array(
        select each from organisations_unit u, unnest(array[u.referrals_compartment_id, u.cases_compartment_id]) each
        where around && array[u.referrals_compartment_id, u.cases_compartment_id] and each is not null)));
    roots := sec.records_of_person(of_case, sources);
    select jsonb_agg(jsonb_build_object('holder', b.holder::text, 'id', b.id, 'kept_in', b.kept_in)) into moved from (
        select 'nominals_nominal'::regclass as holder, n.id, n.compartment_id as kept_in from nominals_nominal n
            where n.id = any (roots) and n.compartment_id = any (sources)
        union all select 'organisations_organisation'::regclass, o.id, o.compartment_id from organisations_organisation o
            where o.id = any (roots) and o.compartment_id = any (sources)
        union all select b.holder, b.id, b.kept_in from sec.belongings(roots, sources) b) b;
    set constraints all deferred;
    for place in select k.id from access_compartment k where k.within_id is null
            and k.id in (select (each ->> 'kept_in')::uuid from jsonb_array_elements(moved) each) and k.key not like 'own-%' loop
        made := coalesce((select k.id from access_compartment k where k.id = any (kept_in) and k.within_id = place),
                         sec.compartment_apart(place));
        for one in select each ->> 'holder' as holder, array_agg((each ->> 'id')::uuid) as ids from jsonb_array_elements(moved) each
                   where each ->> 'kept_in' = place::text group by 1 loop
            perform sec.put_into(one.holder::regclass, one.ids, made);
        end loop;
    end loop;
    return sec.places_of_case(of_case);
end $$;

-- Sets a case apart for somebody who knows of it: himself he may shut out afterwards, another where he says who may know.
create function sec.set_case_apart(of_case uuid) returns uuid[]
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from cases_case c join access_membership_live m on m.compartment_id = c.compartment_id
                   where c.id = of_case and m.user_id = sec.uid() and m.sort <> 'EMERGENCY') then
        raise insufficient_privilege using message = 'Only somebody who knows of a case sets it apart.';
    end if;
    return sec.set_apart(of_case);
end $$;

-- Opens one case for the caller in an emergency, to read, for as long as the published figures say, where others may learn
-- that it exists. It is set apart first, so that nothing else of its unit opens with it. Whatever is silent, absent, closed
-- to the caller by name or known to him already answers alike: nothing. For oneself alone.
create function sec.break_glass(of_reference text, emergency uuid, lasts interval) returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    found uuid; kept_in uuid[]; stands timestamptz := sec.stands_until(sec.uid());
begin
    if stands is null or not sec.holds('access.break-glass') then
        raise insufficient_privilege using message = 'Only officers who may do so open a record in an emergency.';
    end if;
    select c.id, sec.places_of_case(c.id) into found, kept_in from cases_case c where c.reference = of_reference;
    if found is null
        or exists (select from access_compartment k where k.id = any (kept_in) and k.discretion <> 'POINTERS')
        or exists (select from access_exclusion x where x.user_id = sec.uid() and x.compartment_id = any (kept_in)
                   and x.starts_at <= clock_timestamp() and (x.ends_at is null or clock_timestamp() < x.ends_at))
        or exists (select from access_membership_live m where m.user_id = sec.uid() and m.compartment_id = kept_in[1]) then
        return null;
    end if;
    kept_in := sec.set_apart(found);
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
    select gen_random_uuid(), sec.uid(), place, 'Emergency access', emergency, 'EMERGENCY',
           array['case.read', 'nominal.read', 'referral.read'], now_is, now_is + lasts, least(now_is + lasts, stands)
    from (select distinct unnest(kept_in) as place) places, (select clock_timestamp() as now_is) clock;
    return found;
end $$;

revoke all on function sec.places_of_case(uuid), sec.records_of_person(uuid, uuid[]), sec.set_apart(uuid), sec.set_case_apart(uuid), sec.break_glass(text, uuid, interval) from public;
grant execute on function sec.set_case_apart(uuid), sec.break_glass(text, uuid, interval) to caseward_runtime;
