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
