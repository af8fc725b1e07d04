-- When something is next due about a referral stands beside it, so that an index can hold the queue in its order.
-- Whatever changes what is owed says so in the same transaction; nobody else writes the column.
create function sec.referral_due_next() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if exists (select 1 from changed where about_kind = 'referral') then
        update referrals_referral r set next_due_at = soonest.due_at
        from (select c.about_id, min(o.due_at) as due_at
              from (select distinct about_id from changed where about_kind = 'referral') c
              left join obligations_obligation o on o.about_id = c.about_id and o.ended_at is null
              group by c.about_id) soonest
        where r.id = soonest.about_id and r.next_due_at is distinct from soonest.due_at;
    end if;
    return null;
end $$;
revoke all on function sec.referral_due_next() from public;

create trigger obligations_obligation_due_next_when_owed after insert on obligations_obligation
    referencing new table as changed for each statement execute function sec.referral_due_next();
create trigger obligations_obligation_due_next_when_changed after update on obligations_obligation
    referencing new table as changed for each statement execute function sec.referral_due_next();
create trigger obligations_obligation_due_next_when_gone after delete on obligations_obligation
    referencing old table as changed for each statement execute function sec.referral_due_next();

update referrals_referral r set next_due_at = soonest.due_at
from (select about_id, min(due_at) as due_at from obligations_obligation
      where about_kind = 'referral' and ended_at is null group by about_id) soonest
where r.id = soonest.about_id;
