-- What somebody would leave behind: whether he owns open cases, owes anything, or has an offer to answer. By a posting: only
-- what that posting alone lets him read. Yes or no and never how many: those who post people know of no case.
create function sec.left_behind(of_user uuid, by_posting uuid)
returns table (owns boolean, owes boolean, offered boolean)
language plpgsql stable security definer set search_path = public, pg_catalog as $$
declare lost uuid[];
begin
    if 'caseward_runtime' in (session_user, current_setting('role'))
       and not (sec.holds('posting.administer') or sec.holds('account.administer') or sec.leads(of_user)) then
        raise insufficient_privilege using message = 'Only those who post people, or lead them, ask what somebody leaves behind.';
    end if;
    if by_posting is not null then
        lost := array(select m.compartment_id from access_membership m where m.user_id = of_user and m.basis_id = by_posting
                      except select m.compartment_id from access_membership_live m
                      where m.user_id = of_user and m.basis_id is distinct from by_posting and m.sort = 'POSTING');
    end if;
    return query select
        exists (select 1 from cases_case c where c.owner_id = of_user and c.closed_at is null
                and (lost is null or c.compartment_id = any (lost))),
        exists (select 1 from obligations_obligation o where o.owed_by_id = of_user and o.ended_at is null
                and (lost is null or o.compartment_id = any (lost))),
        exists (select 1 from cases_offer f where f.to_id = of_user and f.answered_at is null
                and (lost is null or f.compartment_id = any (lost)));
end $$;
revoke all on function sec.left_behind(uuid, uuid) from public;
grant execute on function sec.left_behind(uuid, uuid) to caseward_runtime;
