-- Whoever came into the custodians' compartment by another way than a posting (access by name, break-glass) holds no
-- key, whatever it says he may do there, and learns of no link.
create or replace function sec.is_custodian(who uuid, of_compartment uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select exists (
        select 1
        from access_membership_live m
            join accounts_user u on u.id = m.user_id and u.disabled_at is null
            join workforce_posting p on p.id = m.basis_id and p.user_id = m.user_id
            join organisations_unit t
                on t.id = p.unit_id and t.cases_compartment_id = m.compartment_id and t.kind = 'CUSTODIAN'
        where m.user_id = who and m.compartment_id = of_compartment and 'seal.hold' = any (m.capabilities))
$$;

-- The same for oneself: the one question that the runtime role may ask.
create function sec.am_custodian(of_compartment uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select sec.is_custodian((select sec.uid()), of_compartment)
$$;
revoke all on function sec.am_custodian(uuid) from public;
grant execute on function sec.am_custodian(uuid) to caseward_runtime;

create policy custodians_alone on identities_identitylink as restrictive for all to caseward_runtime
    using (sec.am_custodian(compartment_id)) with check (sec.am_custodian(compartment_id));
create policy custodians_alone on identities_opening as restrictive for all to caseward_runtime
    using (sec.am_custodian(compartment_id)) with check (sec.am_custodian(compartment_id));
create policy custodians_alone on identities_sealedpair as restrictive for all to caseward_runtime
    using (sec.am_custodian(compartment_id)) with check (sec.am_custodian(compartment_id));
create policy custodians_alone on identities_ending as restrictive for all to caseward_runtime
    using (sec.am_custodian(compartment_id)) with check (sec.am_custodian(compartment_id));
