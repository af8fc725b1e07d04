-- Looks drawn by lot. Which ones is decided outside (a cryptographic source of chance); these functions say among which,
-- and keep what was drawn where the unit's supervisors and its officers see it.
create function sec.units_watched() returns setof uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select u.id from organisations_unit u
    where sec.is_platform() and exists (
        select 1 from access_membership_live m
        where m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
          and 'team.read' = any (m.capabilities))
    order by u.key
$$;

-- The looks and searches of a unit's officers in a stretch of time: a record is looked at once however many ids an entry has.
create function sec.looks_of_unit(of_unit uuid, since timestamptz, until timestamptz) returns setof bigint
language sql stable security definer set search_path = public, pg_catalog as $$
    select distinct l.sequence
    from sec.looks_since(coalesce((select w.through from sec.watched w where w.at < since order by w.at desc limit 1), 0)) l
    where sec.is_platform() and l.at >= since and l.at < until and l.event <> 'search.showed'
      and l.actor_id in (
          select m.user_id from organisations_unit u join access_membership_live m
              on m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
          where u.id = of_unit)
$$;

-- Each is kept in the innermost compartment of the unit that its officer knows, so that he can say why.
create function sec.keep_sample(
    of_unit uuid, of_week date, drawn bigint[], explain_until timestamptz, attest_until timestamptz, drawn_at timestamptz)
returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    layers uuid[] := (
        select array_remove(array[u.cases_compartment_id, u.referrals_compartment_id, u.office_compartment_id], null)
        from organisations_unit u where u.id = of_unit);
    kept integer;
begin
    perform sec.must_be_platform();
    -- Once a week: whoever could have lots drawn until he liked them would have chosen.
    if exists (select 1 from oversight_sample s where s.compartment_id = any (layers) and s.week = of_week) then
        return 0;
    end if;
    with fresh as (
        insert into oversight_sample as s (
            id, compartment_id, version, created_at, created_by_id, week, sequence, officer_id, record_id, looked_at, event,
            purpose, explain_by, attest_by)
        select distinct on (l.sequence) gen_random_uuid(), his.compartment_id, 1, drawn_at, sec.uid(), of_week, l.sequence,
            l.actor_id, l.record_id, l.at, l.event, l.purpose, explain_until, attest_until
        from sec.looks_since((select coalesce(min(d), 1) - 1 from unnest(drawn) d)) l
            join access_membership_live his on his.user_id = l.actor_id and his.compartment_id = any (layers)
        where l.sequence = any (drawn)
        order by l.sequence, array_position(layers, his.compartment_id), l.record_id
        on conflict (sequence) do nothing
        returning s.id, s.compartment_id, s.officer_id),
    told as (
        insert into jobs_outboxmessage (
            id, compartment_id, version, created_at, created_by_id, kind, channel, user_id, about_id, due_at, attempts,
            last_error, once)
        select gen_random_uuid(), f.compartment_id, 1, drawn_at, sec.uid(), 'oversight.look-drawn', 'NOTICE', f.officer_id, f.id,
            drawn_at, 0, '', '' from fresh f returning 1)
    select count(*) into kept from fresh;
    return kept;
end $$;

revoke all on function sec.units_watched(), sec.looks_of_unit(uuid, timestamptz, timestamptz),
    sec.keep_sample(uuid, date, bigint[], timestamptz, timestamptz, timestamptz) from public;
grant execute on function sec.units_watched(), sec.looks_of_unit(uuid, timestamptz, timestamptz),
    sec.keep_sample(uuid, date, bigint[], timestamptz, timestamptz, timestamptz) to caseward_runtime;

-- Inspectors read what every unit drew and attested, and attest where a supervisor may not; only the draw itself writes.
create policy inspects on oversight_sample for select to caseward_runtime using ((select sec.holds('ledger.read')));
create policy inspects on oversight_signedweek for select to caseward_runtime using ((select sec.holds('ledger.read')));
create policy beside on oversight_explanation for select to caseward_runtime
    using (sample_id in (select id from oversight_sample));
create policy beside on oversight_attestation for select to caseward_runtime
    using (sample_id in (select id from oversight_sample));
revoke insert, update, delete on oversight_sample from caseward_runtime;
