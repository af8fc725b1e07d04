-- No instant without one accepted owner: at every commit an open case has exactly one ownership that goes on, and it is
-- that of the owner the case names. Checked at the end of the transaction, so that hand-over is one step. A change that
-- touches neither who owns a case nor whether it is open is not asked for its owner.
create function sec.case_has_one_owner() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    the_case uuid;
begin
    if tg_argv[0] = 'id' then
        the_case := new.id;
    else
        the_case := new.case_id;
    end if;
    if exists (
        select 1 from cases_case c
        where c.id = the_case and c.closed_at is null
          and 1 <> (select count(*) from cases_ownership o
                    where o.case_id = c.id and o.ends_at is null and o.owner_id = c.owner_id))
    then
        raise check_violation using message = 'An open case has exactly one accepted owner.',
            constraint = 'cases_case_has_one_owner';
    end if;
    return null;
end $$;

create constraint trigger cases_case_has_one_owner after insert or update of id, owner_id, closed_at on cases_case
    deferrable initially deferred for each row execute function sec.case_has_one_owner('id');
create constraint trigger cases_ownership_keeps_one_owner after insert or update on cases_ownership
    deferrable initially deferred for each row execute function sec.case_has_one_owner('case_id');
revoke delete on cases_ownership, cases_case from caseward_runtime;
revoke all on function sec.case_has_one_owner() from public;
