-- Who works where is known to the person, to those who share the unit's compartments, and to those who post people.
-- Vetting, training and rank are known to the person and to those who post people. Nobody writes his own.
alter table workforce_posting enable row level security;
create policy sees on workforce_posting for select to caseward_runtime using (
    user_id = (select sec.uid())
    or (select sec.holds('posting.administer'))
    or unit_id in (
        select u.id from organisations_unit u join access_membership_live m
            on m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
        where m.user_id = (select sec.uid())));
create policy posts on workforce_posting for insert to caseward_runtime
    with check (user_id <> (select sec.uid()) and (select sec.holds('posting.administer')));
create policy ends on workforce_posting for update to caseward_runtime
    using ((select sec.holds('posting.administer'))) with check (user_id <> (select sec.uid()));

alter table workforce_clearance enable row level security;
create policy sees on workforce_clearance for select to caseward_runtime
    using (user_id = (select sec.uid()) or (select sec.holds('posting.administer')));
create policy records on workforce_clearance for insert to caseward_runtime
    with check (user_id <> (select sec.uid()) and (select sec.holds('posting.administer')));
create policy withdraws on workforce_clearance for update to caseward_runtime
    using ((select sec.holds('posting.administer'))) with check (user_id <> (select sec.uid()));

alter table workforce_training enable row level security;
create policy sees on workforce_training for select to caseward_runtime
    using (user_id = (select sec.uid()) or (select sec.holds('posting.administer')));
create policy records on workforce_training for insert to caseward_runtime
    with check (user_id <> (select sec.uid()) and (select sec.holds('posting.administer')));

-- Ranks are recorded, and ended, by those who post people, and by nobody of himself.
alter table workforce_heldrank enable row level security;
create policy sees on workforce_heldrank for select to caseward_runtime
    using (user_id = (select sec.uid()) or (select sec.holds('posting.administer')));
create policy records on workforce_heldrank for insert to caseward_runtime
    with check (user_id <> (select sec.uid()) and (select sec.holds('posting.administer')));
create policy ends on workforce_heldrank for update to caseward_runtime
    using ((select sec.holds('posting.administer'))) with check (user_id <> (select sec.uid()));

-- Who of some ranks can do something in a compartment: asked only by those who may know the compartment themselves, to be
-- told whom to ask.
create function sec.of_rank_in(of_compartment uuid, capability text, ranks text[], on_day date)
returns table (user_id uuid, name text)
language sql stable security definer set search_path = public, pg_catalog as $$
    select distinct u.id, u.name
    from access_membership_live m
        join accounts_user u on u.id = m.user_id and u.disabled_at is null
        join workforce_heldrank r on r.user_id = m.user_id and r.rank = any (ranks)
            and r.starts_on <= on_day and (r.ends_on is null or on_day < r.ends_on)
    where m.compartment_id = of_compartment and capability = any (m.capabilities)
      and exists (select 1 from access_membership_live mine
                  where mine.user_id = sec.uid() and mine.compartment_id = of_compartment)
    order by u.name, u.id
$$;
revoke all on function sec.of_rank_in(uuid, text, text[], date) from public;
grant execute on function sec.of_rank_in(uuid, text, text[], date) to caseward_runtime;

-- Who holds a capability in a compartment now: asked only by those who may know the compartment themselves.
create function sec.holders_of(of_compartment uuid, capability text)
returns table (user_id uuid, name text, role text)
language sql stable security definer set search_path = public, pg_catalog as $$
    select distinct u.id, u.name, coalesce(p.role, '')
    from access_membership_live m
        join accounts_user u on u.id = m.user_id and u.disabled_at is null
        left join workforce_posting p on p.id = m.basis_id
    where m.compartment_id = of_compartment and capability = any (m.capabilities)
      and exists (select 1 from access_membership_live mine
                  where mine.user_id = sec.uid() and mine.compartment_id = of_compartment)
    order by u.name, u.id
$$;
revoke all on function sec.holders_of(uuid, text) from public;
grant execute on function sec.holders_of(uuid, text) to caseward_runtime;
