-- Counts the incidents against one person, over every record that is said to be his, and has the owner of each open case
-- in which one stands see to a decision by rank once they make a pattern. What a silent compartment holds counts only for
-- whoever may know it, and makes nobody else's records one person's, so that nobody learns from a count that somebody is kept
-- apart. Only the platform's own job runs it.
create function sec.count_incidents(counted uuid, at timestamptz, since timestamptz, least_many integer, rule_version text,
                                    due timestamptz, tells timestamptz)
returns table (obligations uuid[], cases uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    with recursive against as (
        select n.id, n.compartment_id, k.discretion = 'SILENT' as is_silent from threats_incident i
            join nominals_nominal n on n.id = i.nominal_id join access_compartment k on k.id = n.compartment_id
        where i.id = counted),
    same (id) as (
        select against.id from against
        union
        select case when l.nominal_id = s.id then l.other_id else l.nominal_id end
        from same s join nominals_personlink l on s.id in (l.nominal_id, l.other_id)
            and l.says = 'SAME' and l.state in ('STANDS', 'END_ASKED')
        where s.id = (select against.id from against) or exists (
            select from nominals_nominal n join access_compartment k on k.id = n.compartment_id
            where n.id = s.id and k.discretion <> 'SILENT')),
    standing as (
        select i.id, i.case_id, i.compartment_id, k.discretion from threats_incident i
            join same s on s.id = i.nominal_id join access_compartment k on k.id = i.compartment_id
        where i.happened_at > count_incidents.since),
    pattern as (
        select c.id, c.compartment_id, c.owner_id, c.reference from cases_case c
        where c.closed_at is null and c.id in (select standing.case_id from standing)
          and exists (select from against a where not a.is_silent or exists (
                  select from access_membership_live m
                  where m.user_id = c.owner_id and m.compartment_id = a.compartment_id))
          and (select count(*) from standing i where i.discretion <> 'SILENT' or exists (
                  select from access_membership_live m
                  where m.user_id = c.owner_id and m.compartment_id = i.compartment_id)) >= least_many
        for share of c),
    due_now as materialized (
        select c.id as about_id, c.compartment_id, c.owner_id as owed_by_id,
               sec.owe(gen_random_uuid(), c.compartment_id, c.id, 'case', sec.shown_reference(c.reference), 'life-decision',
                       count_incidents.rule_version, count_incidents.at, count_incidents.due, count_incidents.tells,
                       c.owner_id, 'case.write', count_incidents.at, sec.uid()) as id
        from pattern c),
    owed as (select * from due_now where due_now.id is not null),
    sent as (
        insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                        about_id, due_at, attempts, last_error, once)
        select gen_random_uuid(), o.compartment_id, 1, count_incidents.at, sec.uid(), 'incident.pattern', 'NOTICE',
               o.owed_by_id, o.about_id, count_incidents.at, 0, '', 'pattern-' || o.id from owed o
        on conflict do nothing
        returning jobs_outboxmessage.id)
    select array(select o.id from owed o order by o.id), array(select o.about_id from owed o order by o.id),
           array(select s.id from sent s);
end $$;

revoke all on function sec.count_incidents(uuid, timestamptz, timestamptz, integer, text, timestamptz, timestamptz) from public;
grant execute on function sec.count_incidents(uuid, timestamptz, timestamptz, integer, text, timestamptz, timestamptz)
    to caseward_runtime;
