-- Who looked at what, for those who may know it and for nobody else. A supervisor reads no ledger: these two functions
-- give him the looks at his unit's records and the looks of its officers, as opaque ids and codes.

-- Whether whoever asks may read who looked at a record: its owner, a supervisor of the unit that keeps it, inspectors.
create function sec.may_read_diary_of_record(record uuid) returns text
language sql stable security definer set search_path = public, pg_catalog as $$
    with kept as (
        select compartment_id, owner_id from cases_case where id = record
        union all
        select r.compartment_id, c.owner_id from referrals_referral r
            left join cases_case c on c.referral_id = r.id where r.id = record
        union all
        select n.compartment_id, c.owner_id from nominals_nominal n
            left join cases_case c on c.nominal_id = n.id where n.id = record),
    known as (
        select k.owner_id, m.capabilities from kept k join access_membership_live m on m.compartment_id = k.compartment_id
        where m.user_id = sec.uid())
    select case
        when sec.holds('ledger.read') then 'inspector'
        when exists (select 1 from known where 'team.read' = any (capabilities)) then 'supervisor'
        when exists (select 1 from known where owner_id = sec.uid()) then 'owner'
    end
$$;

-- Whether whoever asks may read what an officer looked at: himself, a supervisor of a unit he works in, inspectors.
create function sec.may_read_diary_of_officer(officer uuid) returns text
language sql stable security definer set search_path = public, pg_catalog as $$
    select case
        when officer = sec.uid() then 'officer'
        when sec.holds('ledger.read') then 'inspector'
        when exists (
            select 1 from access_membership_live mine
                join access_membership_live his on his.compartment_id = mine.compartment_id and his.user_id = officer
            where mine.user_id = sec.uid() and 'team.read' = any (mine.capabilities)) then 'supervisor'
    end
$$;

-- Whether an entry speaks of a record in a silent compartment that whoever asks does not know: to him it is no entry.
-- Every table that keeps records in compartments is asked, also one that comes later.
create function sec.is_silent_to_me(subjects uuid[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_catalog as $$
declare
    silent constant uuid[] := array(
        select c.id from access_compartment c
        where c.discretion = 'SILENT' and not exists (
            select 1 from access_membership_live m where m.user_id = sec.uid() and m.compartment_id = c.id));
    kept_in regclass; found boolean;
begin
    if cardinality(subjects) = 0 or cardinality(silent) = 0 then
        return false;
    end if;
    for kept_in in
        select c.oid::regclass from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id' and not a.attisdropped
            join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
    loop
        execute format('select exists (select 1 from %s t where t.id = any ($1) and t.compartment_id = any ($2))', kept_in)
            into found using subjects, silent;
        if found then
            return true;
        end if;
    end loop;
    return subjects && silent;
end $$;

-- Diaries again, with nothing for inspectors of what is kept in silence: they have the ledger without it, too.
-- The looks at a record; gathered first, so that no plan walks the ledger from its end in the hope of meeting them.
create function sec.diary_of_record(
    record uuid, beyond bigint, is_back boolean, since timestamptz, until timestamptz, why text, at_most integer)
returns table (sequence bigint, at timestamptz, actor_id uuid, command text, event text, subject_ids uuid[], purpose text)
language sql stable security definer set search_path = public, pg_catalog as $$
    with his as materialized (
        select e.sequence, e.at, e.actor_id, e.command, e.event, e.subject_ids, e.purpose from ledger_entry e
        where e.subject_ids @> array[record] and e.operation = 'CONSULTATION'
          and sec.may_read_diary_of_record(record) is not null and not sec.is_silent_to_me(e.subject_ids))
    select * from his h
    where (beyond is null or case when is_back then h.sequence > beyond else h.sequence < beyond end)
      and h.at >= coalesce(since, '-infinity') and h.at < coalesce(until, 'infinity')
      and (why = '' or h.purpose = why or starts_with(h.purpose, why || '.'))
    order by case when is_back then h.sequence else - h.sequence end limit at_most
$$;

-- The looks of an officer, read along the index of his entries, from the end or from the place given.
create function sec.diary_of_officer(
    officer uuid, beyond bigint, is_back boolean, since timestamptz, until timestamptz, why text, at_most integer)
returns table (sequence bigint, at timestamptz, actor_id uuid, command text, event text, subject_ids uuid[], purpose text)
language plpgsql stable security definer set search_path = public, pg_catalog as $$
declare reader text := sec.may_read_diary_of_officer(officer);
begin
    if reader is null then return; end if;
    if is_back then
        return query
            select e.sequence, e.at, e.actor_id, e.command, e.event, e.subject_ids, e.purpose from ledger_entry e
            where e.actor_id = officer and e.sequence > coalesce(beyond, 0) and e.operation = 'CONSULTATION'
              and e.at >= coalesce(since, '-infinity') and e.at < coalesce(until, 'infinity')
              and (why = '' or e.purpose = why or starts_with(e.purpose, why || '.'))
              and (reader = 'officer' or not sec.is_silent_to_me(e.subject_ids))
            order by e.sequence limit at_most;
    else
        return query
            select e.sequence, e.at, e.actor_id, e.command, e.event, e.subject_ids, e.purpose from ledger_entry e
            where e.actor_id = officer and e.sequence < coalesce(beyond, 9223372036854775807)
              and e.operation = 'CONSULTATION'
              and e.at >= coalesce(since, '-infinity') and e.at < coalesce(until, 'infinity')
              and (why = '' or e.purpose = why or starts_with(e.purpose, why || '.'))
              and (reader = 'officer' or not sec.is_silent_to_me(e.subject_ids))
            order by e.sequence desc limit at_most;
    end if;
end $$;

revoke all on function sec.may_read_diary_of_record(uuid), sec.may_read_diary_of_officer(uuid), sec.is_silent_to_me(uuid[]),
    sec.diary_of_record(uuid, bigint, boolean, timestamptz, timestamptz, text, integer),
    sec.diary_of_officer(uuid, bigint, boolean, timestamptz, timestamptz, text, integer) from public;
grant execute on function sec.may_read_diary_of_record(uuid), sec.may_read_diary_of_officer(uuid),
    sec.diary_of_record(uuid, bigint, boolean, timestamptz, timestamptz, text, integer),
    sec.diary_of_officer(uuid, bigint, boolean, timestamptz, timestamptz, text, integer) to caseward_runtime;
