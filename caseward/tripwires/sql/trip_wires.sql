-- Takes look-ups away and writes down which would have found somebody whose compartment is silent and is not known to
-- whoever asked: one line for each compartment that a look-up touched, and a message to each person who may know it.
-- Only the platform's own job runs it, inside a command that the ledger tells of.
create function sec.trip_wires(at timestamptz, at_most integer)
returns table (compared integer, trips uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    with taken as (
        delete from sec.look_up where id in (select l.id from sec.look_up l order by l.at limit at_most for update skip locked)
        returning *),
    -- Records found by what was asked, and by a reference that was typed, wherever it stands.
    touched as (
        select t.id as look, n.compartment_id, n.id as nominal_id,
               cardinality(array(select unnest(n.keys) intersect select unnest(t.keys))) as shared
        from taken t join nominals_nominal n on n.salt <> 0 and n.keys && t.keys
        union all
        select t.id, named.compartment_id, named.nominal_id, 0
        from taken t join (
            select reference, compartment_id, id as nominal_id from nominals_nominal
            union all select reference, compartment_id, nominal_id from referrals_referral
            union all select reference, compartment_id, nominal_id from cases_case) named using (reference)
            join access_compartment c on c.id = named.compartment_id and c.discretion = 'SILENT'
        where t.reference <> ''),
    -- Whoever shares most speaks for the compartment.
    told as (
        select distinct on (touched.look, touched.compartment_id) gen_random_uuid() as id, touched.compartment_id,
               touched.nominal_id, t.user_id, t.at, touched.shared
        from touched join taken t on t.id = touched.look
        where not exists (select 1 from access_membership_live m
                          where m.user_id = t.user_id and m.compartment_id = touched.compartment_id)
        order by touched.look, touched.compartment_id, touched.shared desc, touched.nominal_id),
    written as (
        insert into tripwires_trip (id, compartment_id, version, created_at, created_by_id, nominal_id, looked_by_id,
                                    looked_at, shared)
        select told.id, told.compartment_id, 1, trip_wires.at, sec.uid(), told.nominal_id, told.user_id, told.at, told.shared
        from told returning tripwires_trip.id, tripwires_trip.compartment_id),
    sent as (
        insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                        about_id, due_at, attempts, last_error, once)
        select gen_random_uuid(), w.compartment_id, 1, trip_wires.at, sec.uid(), 'tripwire.touched', 'NOTICE', m.user_id,
               w.id, trip_wires.at, 0, '', ''
        from written w join (select distinct user_id, compartment_id from access_membership_live) m
            on m.compartment_id = w.compartment_id
        returning jobs_outboxmessage.id)
    select (select count(*)::integer from taken), array(select id from written), array(select id from sent);
end $$;

revoke all on function sec.trip_wires(timestamptz, integer) from public;
grant execute on function sec.trip_wires(timestamptz, integer) to caseward_runtime;
-- A line is written by the platform alone, and explained by a keeper.
revoke insert, delete on tripwires_trip from caseward_runtime;
