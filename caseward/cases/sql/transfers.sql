-- A transfer stands in two places: it is known to the unit that is to take the case, and to whoever knows the case.
alter table cases_transfer enable row level security;
create policy knows on cases_transfer for select to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
           or case_id in (select c.id from cases_case c));
create policy offers on cases_transfer for insert to caseward_runtime
    with check (case_id in (select c.id from cases_case c) and created_by_id = (select sec.uid()));
create policy answers on cases_transfer for update to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
           or case_id in (select c.id from cases_case c));
create index cases_transfer_by_compartment on cases_transfer (compartment_id) where answered_at is null;

-- Tells those who allocate cases on either side what became of a transfer; who they are on the other side is told to nobody.
create function sec.tell_of_transfer(of_transfer uuid, what text, at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare told integer; t cases_transfer%rowtype;
begin
    select * into t from cases_transfer x where x.id = of_transfer
        and sec.uid() in (x.created_by_id, x.answered_by_id);
    if not found or what not in ('transfer.offered', 'transfer.accepted', 'transfer.refused', 'transfer.withdrawn') then
        raise insufficient_privilege using message = 'Only those who offer or answer a transfer tell of it.';
    end if;
    insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                    about_id, due_at, attempts, last_error, once)
    select distinct on (m.user_id) gen_random_uuid(), m.compartment_id, 1, at, sec.uid(), what, 'NOTICE', m.user_id, t.id, at, 0, '', ''
    from access_membership_live m
    where m.compartment_id in (t.compartment_id, t.home_id) and 'case.allocate' = any (m.capabilities) and m.user_id <> sec.uid()
    order by m.user_id, m.compartment_id;
    get diagnostics told = row_count;
    return told;
end $$;

-- Gives a case, with its person and all that belongs to either, to the unit that accepts it: what was set apart within the
-- sender's compartments is set apart within the receiver's from this statement on. Nothing is copied and nothing is left
-- behind. Whoever worked on it reads it until a day. Called by somebody of the receiver who takes cases there.
create function sec.take_transfer(of_transfer uuid, readable_until timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    t cases_transfer%rowtype; c cases_case%rowtype; taker organisations_unit%rowtype; giver organisations_unit%rowtype;
    place uuid; parent uuid; target uuid;
begin
    select * into t from cases_transfer x where x.id = of_transfer and x.answered_at is null;
    if not found or not sec.holds_in('case.accept', t.compartment_id) then
        raise insufficient_privilege using message = 'Only somebody who takes cases of the unit accepts a transfer to it.';
    end if;
    select * into c from cases_case x where x.id = t.case_id and x.closed_at is null for update;
    select * into taker from organisations_unit u where u.cases_compartment_id = t.compartment_id;
    if c.id is null or taker.id is null then
        raise check_violation using message = 'There is no open case to take.';
    end if;
    perform sec.set_apart(c.id);
    for place, parent in
        select k.id, k.within_id from access_compartment k where k.id = any (sec.places_of_case(c.id)) loop
        select * into giver from organisations_unit u where parent in (u.referrals_compartment_id, u.cases_compartment_id) limit 1;
        target := case when parent = giver.cases_compartment_id then taker.cases_compartment_id else taker.referrals_compartment_id end;
        if parent is null or target is null then
            raise check_violation using message = 'A case that is kept for named people is given back to its unit before it is transferred.';
        end if;
        insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
        select gen_random_uuid(), m.user_id, place, format('Worked on it before it went to %s', taker.name), t.id, 'GRANT',
               array(select distinct held from unnest(array_agg(each)) held
                     where held in ('case.read', 'nominal.read', 'referral.read') order by 1),
               clock_timestamp(), readable_until, least(readable_until, max(m.ends_at))
        from access_membership_live m, unnest(m.capabilities) each
        where m.compartment_id = place and m.sort = 'POSTING'
          and not exists (select 1 from access_membership_live n where n.user_id = m.user_id and n.compartment_id = target)
        group by m.user_id;
        delete from access_exclusion x where x.compartment_id = place and x.copy_of_id is not null;
        delete from access_membership m where m.compartment_id = place and m.copy_of_id is not null;
        update access_membership set ends_at = greatest(least(ends_at, clock_timestamp()), starts_at + interval '1 microsecond'),
            granted_until = greatest(least(granted_until, clock_timestamp()), starts_at + interval '1 microsecond')
            where compartment_id = place and sort <> 'POSTING' and basis_id <> t.id;
        update access_compartment k set within_id = target, title = p.title || ': a case apart', discretion = p.discretion, contact = p.contact
            from access_compartment p where k.id = place and p.id = target;
        insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at, copy_of_id)
        select gen_random_uuid(), m.user_id, place, m.basis, m.basis_id, m.sort, m.capabilities, m.starts_at, m.granted_until, m.ends_at, m.id
        from access_membership m where m.compartment_id = target and m.sort <> 'EMERGENCY' and clock_timestamp() < m.ends_at;
        insert into access_exclusion (id, user_id, compartment_id, because, basis_id, starts_at, ends_at, copy_of_id)
        select gen_random_uuid(), x.user_id, place, x.because, x.basis_id, x.starts_at, x.ends_at, x.id
        from access_exclusion x where x.compartment_id = target and (x.ends_at is null or clock_timestamp() < x.ends_at);
    end loop;
    return c.id;
end $$;

revoke all on function sec.tell_of_transfer(uuid, text, timestamptz), sec.take_transfer(uuid, timestamptz) from public;
grant execute on function sec.tell_of_transfer(uuid, text, timestamptz), sec.take_transfer(uuid, timestamptz) to caseward_runtime;
