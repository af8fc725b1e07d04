-- Tells everybody who relied on a detail that was found wrong, and has the owners of open cases look at it: who read the
-- person, or a case or referral of his, since the detail was recorded; who owns one of them; who decided in one of them
-- since; who was given access by name. Whoever may no longer know of any of them is told nothing here, and stands in the
-- diary of the record. Only the platform's own job runs it, so that nobody learns from a correction who reads a record.
create function sec.tell_of_correction(wrong uuid, at timestamptz, rule_version text, due timestamptz, tells timestamptz)
returns table (obligations uuid[], cases uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    with fact as (
        select f.nominal_id, f.created_at, f.corrected_by_id from (
            select id, nominal_id, created_at, corrected_by_id, corrected_at from nominals_name
            union all select id, nominal_id, created_at, corrected_by_id, corrected_at from nominals_birth
            union all select id, nominal_id, created_at, corrected_by_id, corrected_at from nominals_address
            union all select id, nominal_id, created_at, corrected_by_id, corrected_at from nominals_identifier) f
        where f.id = wrong and f.corrected_at is not null),
    case_of as (
        select c.id, c.compartment_id, c.owner_id, c.closed_at, c.reference from cases_case c, fact
        where c.nominal_id = fact.nominal_id
        union
        select c.id, c.compartment_id, c.owner_id, c.closed_at, c.reference
        from fact join cases_personincase p on p.nominal_id = fact.nominal_id and p.ended_at is null
            join cases_case c on c.id = p.case_id),
    root as (
        select n.id, n.compartment_id, true as is_person from nominals_nominal n join fact on n.id = fact.nominal_id
        union all select c.id, c.compartment_id, false from case_of c
        union all select r.id, r.compartment_id, false from referrals_referral r join fact on r.nominal_id = fact.nominal_id),
    relied as (
        select e.actor_id as user_id from ledger_entry e, fact
        where e.subject_ids && array(select id from root) and e.operation = 'CONSULTATION' and e.at >= fact.created_at
        union select c.owner_id from case_of c
        union select d.decided_by_id from decisions_decisionrecord d, fact
              where d.about_id in (select id from root) and d.decided_at >= fact.created_at
        union select m.user_id from access_membership_live m
              where m.compartment_id in (select compartment_id from root) and m.sort = 'GRANT'),
    somebody as (
        select r.user_id from relied r join accounts_user u on u.id = r.user_id and u.kind = 'PERSON', fact
        where r.user_id is distinct from fact.corrected_by_id),
    -- By the record of the person where they may know it, otherwise by the case or referral that they may know.
    told as (
        select distinct on (s.user_id) s.user_id, root.id as about_id, root.compartment_id, root.is_person
        from somebody s join access_membership_live m on m.user_id = s.user_id
            join root on root.compartment_id = m.compartment_id
        where root.is_person or root.id in (select id from case_of)
        order by s.user_id, root.is_person desc, root.id),
    sent as (
        insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                        about_id, due_at, attempts, last_error, once)
        select gen_random_uuid(), t.compartment_id, 1, tell_of_correction.at, sec.uid(), 'detail.corrected', 'NOTICE',
               t.user_id, t.about_id, tell_of_correction.at, 0, '', 'detail-' || wrong from told t where t.is_person
        union all
        select gen_random_uuid(), t.compartment_id, 1, tell_of_correction.at, sec.uid(), 'detail.corrected-in-case', 'NOTICE',
               t.user_id, t.about_id, tell_of_correction.at, 0, '', 'detail-' || wrong from told t where not t.is_person
        on conflict do nothing
        returning jobs_outboxmessage.id),
    owed as materialized (
        select c.id as about_id,
               sec.owe(gen_random_uuid(), c.compartment_id, c.id, 'case', sec.shown_reference(c.reference), 'correction-read',
                       tell_of_correction.rule_version, tell_of_correction.at, tell_of_correction.due, tell_of_correction.tells,
                       c.owner_id, 'case.write', tell_of_correction.at, sec.uid()) as id
        from case_of c, fact where c.closed_at is null and c.owner_id is distinct from fact.corrected_by_id)
    select array(select o.id from owed o where o.id is not null order by o.id),
           array(select o.about_id from owed o where o.id is not null order by o.id), array(select s.id from sent s);
end $$;

revoke all on function sec.tell_of_correction(uuid, timestamptz, text, timestamptz, timestamptz) from public;
grant execute on function sec.tell_of_correction(uuid, timestamptz, text, timestamptz, timestamptz) to caseward_runtime;
