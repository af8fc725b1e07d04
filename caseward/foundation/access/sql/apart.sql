-- The records of one person set apart within the compartments where they are kept: whoever knows those knows these too,
-- by copies of each membership and exclusion that follow the first one in the same statement. Somebody can then be shut
-- out of them, or let in to them, alone.
alter table access_membership add constraint access_membership_copy_of foreign key (copy_of_id)
    references access_membership on delete cascade deferrable;
alter table access_exclusion add constraint access_exclusion_copy_of foreign key (copy_of_id)
    references access_exclusion on delete cascade deferrable;

create function sec.copy_to_apart() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if tg_table_name = 'access_exclusion' then
        insert into access_exclusion (id, user_id, compartment_id, because, basis_id, starts_at, ends_at, copy_of_id)
        select gen_random_uuid(), new.user_id, c.id, new.because, new.basis_id, new.starts_at, new.ends_at, new.id
        from access_compartment c where c.within_id = new.compartment_id;
    else
        insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until,
                                       ends_at, copy_of_id)
        select gen_random_uuid(), new.user_id, c.id, new.basis, new.basis_id, new.sort, new.capabilities, new.starts_at,
               new.granted_until, new.ends_at, new.id
        from access_compartment c where c.within_id = new.compartment_id;
    end if;
    return null;
end $$;

create function sec.copies_follow() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if tg_table_name = 'access_exclusion' then
        update access_exclusion set ends_at = new.ends_at where copy_of_id = new.id;
    else
        update access_membership set basis = new.basis, capabilities = new.capabilities, starts_at = new.starts_at,
            granted_until = new.granted_until, ends_at = new.ends_at where copy_of_id = new.id;
    end if;
    return null;
end $$;

create trigger access_membership_copied after insert on access_membership
    for each row execute function sec.copy_to_apart();
create trigger access_membership_followed after update on access_membership
    for each row execute function sec.copies_follow();
create trigger access_exclusion_copied after insert on access_exclusion
    for each row execute function sec.copy_to_apart();
create trigger access_exclusion_followed after update on access_exclusion
    for each row execute function sec.copies_follow();

-- A compartment within another, known to whoever knows that one; the one itself where it is one person's already.
create function sec.compartment_apart(within uuid) returns uuid
language plpgsql set search_path = public, pg_catalog as $$
declare made uuid := gen_random_uuid();
begin
    insert into access_compartment (id, key, title, discretion, contact, within_id)
    select made, 'apart-' || made, c.title || ': a case apart', c.discretion, c.contact, within
    from access_compartment c where c.id = within;
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until,
                                   ends_at, copy_of_id)
    select gen_random_uuid(), m.user_id, made, m.basis, m.basis_id, m.sort, m.capabilities, m.starts_at, m.granted_until,
           m.ends_at, m.id
    from access_membership m where m.compartment_id = within and m.sort <> 'EMERGENCY' and clock_timestamp() < m.ends_at;
    insert into access_exclusion (id, user_id, compartment_id, because, basis_id, starts_at, ends_at, copy_of_id)
    select gen_random_uuid(), x.user_id, made, x.because, x.basis_id, x.starts_at, x.ends_at, x.id
    from access_exclusion x where x.compartment_id = within and (x.ends_at is null or clock_timestamp() < x.ends_at);
    return made;
end $$;

-- Those who post people see what postings open, and not which of it has been set apart.
drop policy sees on access_membership;
create policy sees on access_membership for select to caseward_runtime
    using (user_id = (select sec.uid())
           or (sort = 'POSTING' and copy_of_id is null and (select sec.holds('posting.administer'))));
drop policy knows on access_compartment;
create policy knows on access_compartment for select to caseward_runtime
    using (id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
           or (discretion = 'POINTERS' and within_id is null and (select sec.holds('posting.administer'))));

-- What was said by name is asked of where it was said; copies follow.
create or replace function sec.prolong_access(by_grant uuid, until timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare prolonged integer;
begin
    perform sec.must_hold('compartment.grant', m.compartment_id) from access_membership m
        where m.basis_id = by_grant and m.copy_of_id is null;
    if until > clock_timestamp() + interval '366 days' then
        raise check_violation using message = 'No grant outlives a year.';
    end if;
    update access_membership set starts_at = clock_timestamp(), granted_until = until,
        ends_at = greatest(least(until, coalesce(sec.stands_until(user_id), clock_timestamp())), clock_timestamp() + interval '1 microsecond')
    where basis_id = by_grant and copy_of_id is null and sort = 'GRANT' and user_id <> sec.uid() and clock_timestamp() < granted_until;
    get diagnostics prolonged = row_count;
    return prolonged;
end $$;

create or replace function sec.end_access(by_grant uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare ended integer;
begin
    perform sec.must_hold('compartment.grant', m.compartment_id) from access_membership m
        where m.basis_id = by_grant and m.copy_of_id is null;
    update access_membership set ends_at = least(ends_at, clock_timestamp()), granted_until = least(granted_until, clock_timestamp())
    where basis_id = by_grant and copy_of_id is null and sort <> 'POSTING';
    get diagnostics ended = row_count;
    return ended;
end $$;

create or replace function sec.let_in(by_declaration uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare lifted integer;
begin
    perform sec.must_hold('compartment.grant', x.compartment_id) from access_exclusion x
        where x.basis_id = by_declaration and x.copy_of_id is null;
    update access_exclusion set ends_at = clock_timestamp()
    where basis_id = by_declaration and copy_of_id is null and user_id <> sec.uid() and (ends_at is null or clock_timestamp() < ends_at);
    get diagnostics lifted = row_count;
    return lifted;
end $$;

-- What was given by name follows the postings it stands on; copies follow what they are copies of.
create or replace function sec.follow_postings(of_user uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare followed integer; stands timestamptz := coalesce(sec.stands_until(of_user), clock_timestamp());
begin
    if 'caseward_runtime' in (session_user, current_setting('role')) and not sec.holds('posting.administer') then
        raise insufficient_privilege using message = 'Only those who post people say where somebody is posted.';
    end if;
    update access_membership set ends_at = greatest(least(granted_until, stands), starts_at + interval '1 microsecond')
    where user_id = of_user and copy_of_id is null and sort <> 'POSTING' and clock_timestamp() < granted_until;
    get diagnostics followed = row_count;
    return followed;
end $$;

revoke all on function sec.copy_to_apart(), sec.copies_follow(), sec.compartment_apart(uuid) from public;
