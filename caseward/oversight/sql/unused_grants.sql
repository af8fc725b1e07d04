-- Access by name that nobody used since an instant: given before it, and no look of its holder since at anything that it
-- opens. For whoever says who may know there; it gives out which grant it is, and nothing of the looks.
create function sec.unused_grants(since timestamptz) returns setof uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select g.id from compartments_grant g
    where g.ended_at is null and clock_timestamp() < g.until and g.created_at <= since
      and sec.holds_in('compartment.grant', g.compartment_id)
      and not exists (
          select from ledger_entry e
          where e.actor_id = g.user_id and e.operation = 'CONSULTATION' and e.at >= since
            and exists (
                select from (
                    select compartment_id from cases_case where id = any (e.subject_ids)
                    union all select compartment_id from referrals_referral where id = any (e.subject_ids)
                    union all select compartment_id from nominals_nominal where id = any (e.subject_ids)) seen
                where seen.compartment_id in (select m.compartment_id from access_membership m where m.basis_id = g.id)))
$$;
revoke all on function sec.unused_grants(timestamptz) from public;
grant execute on function sec.unused_grants(timestamptz) to caseward_runtime;
