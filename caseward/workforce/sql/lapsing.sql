-- The vetting and the courses of everybody posted to a unit now: told to whoever leads that unit, and of no other.
create function sec.qualifications_in(of_unit uuid)
returns table (user_id uuid, name text, role text, what text, starts_on date, ends_on date)
language sql stable security definer set search_path = public, pg_catalog as $$
    select p.user_id, a.name, p.role, q.what, q.starts_on, q.ends_on
    from workforce_posting p join accounts_user a on a.id = p.user_id and a.disabled_at is null
        left join lateral (
            select c.level as what, c.starts_on, c.ends_on from workforce_clearance c
            where c.user_id = p.user_id and c.withdrawn_at is null
            union all
            select t.course, t.completed_on, t.ends_on from workforce_training t where t.user_id = p.user_id) q on true
    where p.unit_id = of_unit and p.starts_at <= clock_timestamp() and (p.ends_at is null or clock_timestamp() < p.ends_at)
      and exists (
          select 1 from organisations_unit u join access_membership_live m
              on m.compartment_id in (u.referrals_compartment_id, u.cases_compartment_id, u.office_compartment_id)
          where u.id = of_unit and m.user_id = sec.uid() and 'team.read' = any (m.capabilities))
$$;

-- Who records postings, vetting and training, to be asked by those who lead somebody.
create function sec.who_posts() returns table (name text)
language sql stable security definer set search_path = public, pg_catalog as $$
    select distinct a.name from access_membership_live m join accounts_user a on a.id = m.user_id and a.disabled_at is null
    where 'posting.administer' = any (m.capabilities)
      -- Works in offices alone, which are few: to look through everybody's access took longer than the rest of a board.
      and m.compartment_id in (select u.office_compartment_id from organisations_unit u)
      and exists (select 1 from access_membership_live mine where mine.user_id = sec.uid() and 'team.read' = any (mine.capabilities))
    order by 1
$$;
revoke all on function sec.qualifications_in(uuid), sec.who_posts() from public;
grant execute on function sec.qualifications_in(uuid), sec.who_posts() to caseward_runtime;
