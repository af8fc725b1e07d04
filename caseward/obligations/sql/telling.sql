-- Whom to tell that something is due or late. The platform's own job asks what has come to be told, works out from the
-- version of each rule who is told (nobody but Python knows calendars and ladders), and hands that back; it learns no
-- more of a record than that something is owed about it.
create function sec.obligations_to_tell(at timestamptz, at_most integer)
returns table (id uuid, rule_key text, rule_version text, started_at timestamptz, pauses jsonb, told_at timestamptz,
               about_id uuid, about_kind text)
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    select o.id, o.rule_key, o.rule_version, o.started_at, o.pauses, o.told_at, o.about_id, o.about_kind
    from obligations_obligation o where o.tells_at <= at
    order by o.tells_at, o.id limit at_most for update skip locked;
end $$;

create function sec.is_anything_to_tell(at timestamptz) returns boolean
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return exists (select 1 from obligations_obligation where tells_at <= at);
end $$;

-- Whoever owes it hears at the empty role; where nobody by name does, whoever can do it. A role is told where somebody
-- posted in it may know the record; where nobody may, whoever allocates there, so that no rung is silent. What is owed of a
-- colleague's vetting stands in an office that his supervisor does not know: he is told as one who leads him, in his own unit.
create function sec.tell_of_obligation(obligation uuid, roles text[], message text, at timestamptz, next timestamptz)
returns uuid[]
language plpgsql security definer set search_path = public, pg_catalog as $$
declare sent uuid[];
begin
    perform sec.must_be_platform();
    with owed as (select * from obligations_obligation where id = obligation),
    able as (
        select distinct m.user_id, m.capabilities from access_membership_live m join owed on owed.compartment_id = m.compartment_id),
    posted as (
        select distinct p.user_id, p.role from workforce_posting p join able using (user_id)
        where p.role = any(roles) and p.starts_at <= at and (p.ends_at is null or at < p.ends_at)),
    leads as (
        select distinct on (p.user_id) p.user_id, p.role, m.compartment_id
        from owed join workforce_posting theirs on theirs.user_id = owed.about_id
            join workforce_posting p on p.unit_id = theirs.unit_id and p.user_id <> theirs.user_id and p.role = any(roles)
            join organisations_unit u on u.id = p.unit_id
            join access_membership_live m on m.user_id = p.user_id and 'team.read' = any(m.capabilities)
                and m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
        where owed.about_kind = 'colleague'
          and theirs.starts_at <= at and (theirs.ends_at is null or at < theirs.ends_at)
          and p.starts_at <= at and (p.ends_at is null or at < p.ends_at)
        order by p.user_id, m.compartment_id),
    told_by as (select posted.role from posted union select leads.role from leads),
    told as (
        select able.user_id, owed.compartment_id from able, owed
        where '' = any(roles)
          and (able.user_id = owed.owed_by_id or (owed.owed_by_id is null and owed.capability = any(able.capabilities)))
        union select posted.user_id, owed.compartment_id from posted, owed
        union select leads.user_id, leads.compartment_id from leads
        union select able.user_id, owed.compartment_id from able, owed
        where (case when owed.about_kind = 'colleague' then owed.capability else 'case.allocate' end) = any(able.capabilities)
          and exists (select 1 from unnest(roles) role where role <> '' and role not in (select told_by.role from told_by))),
    written as (
        insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                        about_id, due_at, attempts, last_error, once)
        select gen_random_uuid(), told.compartment_id, 1, at, sec.uid(), message, 'NOTICE', told.user_id,
               owed.about_id, at, 0, '', ''
        from told, owed returning jobs_outboxmessage.id)
    select coalesce(array_agg(written.id), '{}') into sent from written;
    update obligations_obligation set told_at = at, tells_at = next where id = obligation;
    return sent;
end $$;

revoke all on function sec.obligations_to_tell(timestamptz, integer) from public;
revoke all on function sec.is_anything_to_tell(timestamptz) from public;
revoke all on function sec.tell_of_obligation(uuid, text[], text, timestamptz, timestamptz) from public;
grant execute on function sec.obligations_to_tell(timestamptz, integer) to caseward_runtime;
grant execute on function sec.is_anything_to_tell(timestamptz) to caseward_runtime;
grant execute on function sec.tell_of_obligation(uuid, text[], text, timestamptz, timestamptz) to caseward_runtime;
