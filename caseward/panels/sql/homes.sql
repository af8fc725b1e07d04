-- The compartment of the unit that holds a case: the one in which it is set apart, or from which it was taken for named
-- people (by that case, for one of the same person that came later), or its own. Told to nobody by itself.
create function sec.home_of(of_case uuid) returns uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    with recursive place (id, is_home) as (
        select c.compartment_id, false from cases_case c where c.id = of_case
        union
        select coalesce(k.within_id, was.id, p.id), coalesce(k.within_id, was.id) is null
        from place p join access_compartment k on k.id = p.id
            left join lateral (select coalesce(o.before -> 'cases_case' ->> of_case::text,
                                               o.before -> 'cases_case' ->> o.of_case::text)::uuid as id
                               from compartments_owncompartment o where o.compartment_id = p.id) was on true
        where not p.is_home)
    select p.id from place p where p.is_home
$$;

-- The same to somebody who may know the case.
create function sec.home_of_known(of_case uuid) returns uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select sec.home_of(c.id) from cases_case c
    where c.id = of_case and c.compartment_id in (
        select m.compartment_id from access_membership_live m where m.user_id = (select sec.uid()))
$$;

-- Which sort of sitting these items are of, when it was held, of which unit, and which unit holds the case by now: to those
-- who may know the item and work in either unit. Whoever was let in to the case alone learns nothing.
create function sec.items_stand(items uuid[])
returns table (item_id uuid, sort text, held_at timestamptz, held_in uuid, home uuid)
language sql stable security definer set search_path = public, pg_catalog as $$
    with known as materialized (
        select m.compartment_id from access_membership_live m where m.user_id = (select sec.uid())),
    found as materialized (
        select i.id, s.sort, s.held_at, s.compartment_id, sec.home_of(i.case_id) as home
        from panels_item i join panels_sitting s on s.id = i.sitting_id
        where i.id = any (items) and i.compartment_id in (select compartment_id from known))
    select f.id, f.sort, f.held_at, f.compartment_id, f.home from found f
    where f.compartment_id in (select compartment_id from known) or f.home in (select compartment_id from known)
$$;

revoke all on function sec.home_of(uuid), sec.home_of_known(uuid), sec.items_stand(uuid[]) from public;
grant execute on function sec.home_of_known(uuid), sec.items_stand(uuid[]) to caseward_runtime;
