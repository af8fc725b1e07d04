-- Parts of a case that somebody outside the police reads: a second, narrower way in to four tables and the key of files,
-- and to nothing else. Whoever has it is no member of any compartment, so that every other table stays shut.
create function sec.my_parts() returns table (id uuid, case_id uuid, kept_in uuid, audience text, defaults jsonb)
language sql stable security definer set search_path = public, pg_catalog as $$
    select p.id, p.about_id, p.compartment_id, p.audience, p.defaults from compartments_part p
    where p.user_id = sec.uid() and p.ended_at is null and clock_timestamp() < p.until
      and not exists (select from access_exclusion x where x.user_id = p.user_id and x.compartment_id = p.compartment_id
                      and x.starts_at <= clock_timestamp() and (x.ends_at is null or clock_timestamp() < x.ends_at))
      -- Whoever was ever posted reads while a posting, with its vetting and training, is live.
      and (exists (select from access_membership_live m where m.user_id = p.user_id and m.sort = 'POSTING')
           or not exists (select from workforce_posting w where w.user_id = p.user_id))
$$;

-- What the caller has been let in to, as he is told of it.
create function sec.my_cases_in_part() returns table (case_id uuid, reference text, audience text, until timestamptz)
language sql stable security definer set search_path = public, pg_catalog as $$
    select m.case_id, c.reference, m.audience, p.until
    from sec.my_parts() m join compartments_part p on p.id = m.id join cases_case c on c.id = m.case_id and c.compartment_id = m.kept_in
$$;

create function sec.is_for(reader text, audience text) returns boolean
language sql immutable set search_path = pg_catalog as $$
    select array_position(array['POLICE', 'PANEL', 'PARTNER', 'SUBJECT'], reader)
        <= array_position(array['POLICE', 'PANEL', 'PARTNER', 'SUBJECT'], audience)
$$;

create function sec.my_records_in_part() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from compartments_part p where p.user_id = sec.uid()) then
        return;
    end if;
    return query
    with mine as materialized (select * from sec.my_parts()),
    part as (
        -- What was added to an entry later, or put right in it, is for whom the entry is.
        select m.audience as reader, e.id, coalesce(e.amends_id, e.id) as marked, m.defaults -> 'entry' ->> e.kind as usual
            from mine m join chronology_entry e on e.about_id = m.case_id and e.compartment_id = m.kept_in
            where not m.defaults -> 'never' ? e.kind
        union all select m.audience, d.id, d.id, m.defaults -> 'record' ->> 'decision'
            from mine m join decisions_decisionrecord d on d.about_id = m.case_id and d.compartment_id = m.kept_in
        union all select m.audience, f.id, f.id, m.defaults -> 'record' ->> 'finding'
            from mine m join cases_finding f on f.case_id = m.case_id and f.compartment_id = m.kept_in
        union all select m.audience, f.id, f.id, m.defaults -> 'record' ->> 'file'
            from mine m join storage_storedfile f on f.about_id = m.case_id and f.compartment_id = m.kept_in)
    select part.id from part left join compartments_section s on s.record_id = part.marked
    where sec.is_for(part.reader, coalesce(s.audience, part.usual, 'POLICE'));
end $$;

create function sec.my_keys_in_part() returns setof uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select f.key_id from storage_storedfile f where f.id in (select sec.my_records_in_part())
$$;

create policy in_part on chronology_entry for select to caseward_runtime using (id in (select sec.my_records_in_part()));
create policy in_part on decisions_decisionrecord for select to caseward_runtime using (id in (select sec.my_records_in_part()));
create policy in_part on cases_finding for select to caseward_runtime using (id in (select sec.my_records_in_part()));
create policy in_part on storage_storedfile for select to caseward_runtime using (id in (select sec.my_records_in_part()));
create policy in_part on storage_vaultkey for select to caseward_runtime using (id in (select sec.my_keys_in_part()));

revoke all on function sec.my_parts(), sec.my_cases_in_part(), sec.is_for(text, text), sec.my_records_in_part(), sec.my_keys_in_part()
    from public;
grant execute on function sec.my_cases_in_part(), sec.my_records_in_part(), sec.my_keys_in_part() to caseward_runtime;
