-- What is said of two records is known to those only who may know both: one policy, two compartments. Writes need a
-- command and its entry, like everywhere; links are never deleted, and their steps only grow.
alter table nominals_personlink enable row level security;
create policy knows_both on nominals_personlink for all to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())))
    with check (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
create index nominals_personlink_by_compartment on nominals_personlink (compartment_id);
revoke delete on nominals_personlink from caseward_runtime;

alter table nominals_linkstep enable row level security;
create policy knows_both on nominals_linkstep for all to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())))
    with check (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
create index nominals_linkstep_by_compartment on nominals_linkstep (compartment_id);

-- The compartments of a pair are those of its records, whoever writes: a pair in a wider one would tell of both.
create function sec.pair_is_of_its_records() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from nominals_nominal one, nominals_nominal two
                   where one.id = new.nominal_id and one.compartment_id = new.compartment_id
                     and two.id = new.other_id and two.compartment_id = new.other_compartment_id) then
        raise check_violation using message = format('%s is kept in other compartments than its records.', tg_table_name);
    end if;
    return new;
end $$;
create trigger nominals_personlink_of_its_records before insert or update on nominals_personlink
    for each row execute function sec.pair_is_of_its_records();

create function sec.step_is_of_its_link() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from nominals_personlink l where l.id = new.link_id and l.compartment_id = new.compartment_id
                   and l.other_compartment_id = new.other_compartment_id) then
        raise check_violation using message = 'A step is kept in other compartments than its link.';
    end if;
    return new;
end $$;
create trigger nominals_linkstep_of_its_link before insert on nominals_linkstep
    for each row execute function sec.step_is_of_its_link();

-- Steps only grow; all that changes of one is where its link is kept.
create function sec.step_stays() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
    if tg_op = 'DELETE' or to_jsonb(old) - '{compartment_id,other_compartment_id}'::text[]
                           is distinct from to_jsonb(new) - '{compartment_id,other_compartment_id}'::text[] then
        raise insufficient_privilege using message = 'nominals_linkstep only grows: add to it, do not change it.';
    end if;
    return new;
end $$;
create trigger nominals_linkstep_stays before update or delete on nominals_linkstep
    for each row execute function sec.step_stays();
create trigger nominals_linkstep_not_emptied before truncate on nominals_linkstep
    for each statement execute function sec.append_only();
revoke update, delete on nominals_linkstep from caseward_runtime;

-- What was said, of whom and at what risk, stays as it was said; and what is over stays over.
create function sec.link_goes_on() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
    if (old.id, old.nominal_id, old.other_id, old.says, old.needs_two, old.risks, old.created_at, old.created_by_id)
        is distinct from
       (new.id, new.nominal_id, new.other_id, new.says, new.needs_two, new.risks, new.created_at, new.created_by_id)
       or old.state in ('REFUSED', 'ENDED', 'NOTED') and old.state is distinct from new.state then
        raise insufficient_privilege using message = 'A link goes on to its next state, and what was said stays.';
    end if;
    return new;
end $$;
create trigger nominals_personlink_goes_on before update on nominals_personlink
    for each row execute function sec.link_goes_on();

-- A record that moves to another compartment takes what was said of it and another along in the same statement; right also
-- when both move at once: each side is read from its record.
create function sec.pairs_follow() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    update nominals_personlink l set compartment_id = one.compartment_id, other_compartment_id = two.compartment_id
    from nominals_nominal one, nominals_nominal two
    where new.id in (l.nominal_id, l.other_id) and one.id = l.nominal_id and two.id = l.other_id;
    update nominals_linkstep s set compartment_id = l.compartment_id, other_compartment_id = l.other_compartment_id
    from nominals_personlink l where l.id = s.link_id and new.id in (l.nominal_id, l.other_id);
    update nominals_similarpair p set compartment_id = one.compartment_id, other_compartment_id = two.compartment_id
    from nominals_nominal one, nominals_nominal two
    where new.id in (p.nominal_id, p.other_id) and one.id = p.nominal_id and two.id = p.other_id;
    update nominals_relation r set compartment_id = one.compartment_id, other_compartment_id = two.compartment_id
    from nominals_nominal one, nominals_nominal two
    where new.id in (r.nominal_id, r.other_id) and one.id = r.nominal_id and two.id = r.other_id;
    return null;
end $$;
create trigger nominals_nominal_pairs_follow after update of compartment_id on nominals_nominal
    for each row when (old.compartment_id is distinct from new.compartment_id) execute function sec.pairs_follow();

revoke all on function sec.pair_is_of_its_records(), sec.step_is_of_its_link(), sec.step_stays(), sec.link_goes_on(),
    sec.pairs_follow() from public;
