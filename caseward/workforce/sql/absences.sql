-- Whether the caller leads a unit that somebody is posted to.
create function sec.leads(of_user uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select exists (
        select 1 from workforce_posting p join organisations_unit u on u.id = p.unit_id
            join access_membership_live m
                on m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
        where p.user_id = of_user and p.starts_at <= clock_timestamp() and (p.ends_at is null or clock_timestamp() < p.ends_at)
          and m.user_id = sec.uid() and 'team.read' = any (m.capabilities))
$$;

-- Whether the caller works where somebody works: colleagues learn who is away, and nobody else does.
create function sec.works_beside(of_user uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select exists (
        select 1 from workforce_posting p join organisations_unit u on u.id = p.unit_id
            join access_membership_live m
                on m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
        where p.user_id = of_user and p.starts_at <= clock_timestamp() and (p.ends_at is null or clock_timestamp() < p.ends_at)
          and m.user_id = sec.uid())
$$;

alter table workforce_absence enable row level security;
create policy sees on workforce_absence for select to caseward_runtime
    using (user_id = (select sec.uid()) or sec.works_beside(user_id));
create policy says on workforce_absence for insert to caseward_runtime
    with check (user_id = (select sec.uid()) or sec.leads(user_id));
create policy ends on workforce_absence for update to caseward_runtime
    using (user_id = (select sec.uid()) or sec.leads(user_id));

alter table workforce_cover enable row level security;
create policy sees on workforce_cover for select to caseward_runtime
    using (user_id = (select sec.uid()) or absence_id in (select a.id from workforce_absence a));
create policy asks on workforce_cover for insert to caseward_runtime
    with check (exists (select 1 from workforce_absence a where a.id = absence_id and a.user_id <> workforce_cover.user_id
                        and (a.user_id = (select sec.uid()) or sec.leads(a.user_id))));
create policy answers on workforce_cover for update to caseward_runtime
    using (user_id = (select sec.uid()));

-- What whoever covers needs beyond what he knows already: the compartments in which open cases of the absent officer are
-- kept, as far as whoever asked says who may know there, as the owner of a case kept for named people does. Ends by
-- itself when the officer is back.
-- Called by whoever covers, when he accepts; gives him what the absent officer can do there, but not to say who may know.
create function sec.open_cover(of_cover uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare opened integer; c record; begins timestamptz; ends timestamptz; stands timestamptz;
begin
    select k.user_id, k.created_by_id as asked_by, a.user_id as absent, a.starts_on, a.ends_on, u.name into c
    from workforce_cover k join workforce_absence a on a.id = k.absence_id join accounts_user u on u.id = a.user_id
    where k.id = of_cover and k.user_id = sec.uid() and k.answer = 'ACCEPTED' and a.back_at is null;
    if not found then
        raise insufficient_privilege using message = 'Only whoever covers opens what it takes to cover.';
    end if;
    stands := sec.stands_until(c.user_id);
    begins := greatest(clock_timestamp(), c.starts_on::timestamp at time zone 'Europe/London');
    ends := coalesce(c.ends_on::timestamp at time zone 'Europe/London', begins + interval '92 days');
    ends := least(ends, begins + interval '366 days');
    if stands is null or least(ends, stands) <= begins then
        return 0;
    end if;
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
    select gen_random_uuid(), c.user_id, his.compartment_id,
           format('Covers for %s until %s', c.name, coalesce(to_char(c.ends_on, 'FMDD FMMonth YYYY'), 'they are back')),
           of_cover, 'GRANT',
           array(select distinct held from unnest(array_agg(each)) held
                 where held not like 'compartment.%' and held not like 'access.%' order by 1),
           begins, ends, least(ends, stands)
    from access_membership_live his, unnest(his.capabilities) each
    where his.user_id = c.absent
      and his.compartment_id in (select o.compartment_id from cases_case o where o.owner_id = c.absent and o.closed_at is null)
      and not exists (select 1 from access_membership_live mine where mine.user_id = c.user_id and mine.compartment_id = his.compartment_id)
      and not exists (select 1 from access_exclusion x where x.user_id = c.user_id and x.compartment_id = his.compartment_id
                      and (x.ends_at is null or clock_timestamp() < x.ends_at))
      and exists (
          select 1 from access_membership_live asker where asker.user_id = c.asked_by
              and asker.compartment_id = his.compartment_id and 'compartment.grant' = any (asker.capabilities))
    group by his.compartment_id;
    get diagnostics opened = row_count;
    return opened;
end $$;

-- Ends what covering opened, from the next statement on: the officer, whoever leads him, or whoever covers.
create function sec.end_cover(of_cover uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare ended integer; c record;
begin
    select k.user_id, a.user_id as absent into c from workforce_cover k join workforce_absence a on a.id = k.absence_id where k.id = of_cover;
    if not found or (sec.uid() not in (c.user_id, c.absent) and not sec.leads(c.absent)) then
        raise insufficient_privilege using message = 'Only those whom the absence concerns end the cover.';
    end if;
    update access_membership set ends_at = greatest(least(ends_at, clock_timestamp()), starts_at + interval '1 microsecond'),
        granted_until = greatest(least(granted_until, clock_timestamp()), starts_at + interval '1 microsecond')
    where basis_id = of_cover and sort = 'GRANT' and clock_timestamp() < ends_at;
    get diagnostics ended = row_count;
    return ended;
end $$;

revoke all on function sec.leads(uuid), sec.works_beside(uuid), sec.open_cover(uuid), sec.end_cover(uuid) from public;
grant execute on function sec.leads(uuid), sec.works_beside(uuid), sec.open_cover(uuid), sec.end_cover(uuid) to caseward_runtime;
