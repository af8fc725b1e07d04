-- Opens a case for the caller in an emergency: an hour, to read, where others may learn that it exists. Whatever is
-- silent, absent, closed to the caller by name or known to him already answers alike: nothing. For oneself alone.
create function sec.break_glass(of_reference text, emergency uuid) returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    found uuid; kept_in uuid[]; stands timestamptz := sec.stands_until(sec.uid());
begin
    if stands is null or not sec.holds('access.break-glass') then
        raise insufficient_privilege using message = 'Only officers who may do so open a record in an emergency.';
    end if;
    select c.id, array[c.compartment_id, n.compartment_id, r.compartment_id] into found, kept_in
        from cases_case c join nominals_nominal n on n.id = c.nominal_id join referrals_referral r on r.id = c.referral_id
        where c.reference = of_reference;
    if found is null
        or exists (select from access_compartment k where k.id = any (kept_in) and k.discretion <> 'POINTERS')
        or exists (select from access_exclusion x where x.user_id = sec.uid() and x.compartment_id = any (kept_in)
                   and x.starts_at <= clock_timestamp() and (x.ends_at is null or clock_timestamp() < x.ends_at))
        or exists (select from access_membership_live m where m.user_id = sec.uid() and m.compartment_id = kept_in[1]) then
        return null;
    end if;
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
    select gen_random_uuid(), sec.uid(), place, 'Emergency access', emergency, 'EMERGENCY',
           array['case.read', 'nominal.read', 'referral.read'], now_is, now_is + interval '60 minutes',
           least(now_is + interval '60 minutes', stands)
    from (select distinct unnest(kept_in) as place) places, (select clock_timestamp() as now_is) clock;
    return found;
end $$;
revoke all on function sec.break_glass(text, uuid) from public;
grant execute on function sec.break_glass(text, uuid) to caseward_runtime;
