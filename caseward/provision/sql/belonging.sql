-- Objectives and sessions are known to exactly those who may know their tasking, reports to those who know their session.
alter table provision_objective add constraint provision_objective_where_its_tasking_is
    foreign key (tasking_id, compartment_id) references provision_tasking (id, compartment_id) deferrable initially deferred;
alter table provision_session add constraint provision_session_where_its_tasking_is
    foreign key (tasking_id, compartment_id) references provision_tasking (id, compartment_id) deferrable initially deferred;
alter table provision_sessionreport add constraint provision_sessionreport_where_its_session_is
    foreign key (session_id, compartment_id) references provision_session (id, compartment_id) deferrable initially deferred;

-- No session counts against a tasking that its provider never acknowledged, whoever writes (failings F12).
create function sec.session_of_acknowledged_tasking() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from provision_tasking t where t.id = new.tasking_id and t.acknowledged_on is not null) then
        raise check_violation using message = 'A session is logged against an acknowledged tasking.';
    end if;
    return null;
end $$;
revoke all on function sec.session_of_acknowledged_tasking() from public;

create trigger provision_session_of_acknowledged_tasking after insert on provision_session
    for each row execute function sec.session_of_acknowledged_tasking();
