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

revoke all on function sec.copy_to_apart(), sec.copies_follow(), sec.compartment_apart(uuid) from public;
