-- What belongs to a decision stands in the decision's own compartment.
alter table decisions_decisionoption add constraint decisions_decisionoption_in_its_compartment
    foreign key (decision_id, compartment_id) references decisions_decisionrecord (id, compartment_id);
alter table decisions_decisionreliance add constraint decisions_decisionreliance_in_its_compartment
    foreign key (decision_id, compartment_id) references decisions_decisionrecord (id, compartment_id);
alter table decisions_decisionaddendum add constraint decisions_decisionaddendum_in_its_compartment
    foreign key (decision_id, compartment_id) references decisions_decisionrecord (id, compartment_id);
alter table decisions_countersignature add constraint decisions_countersignature_in_its_compartment
    foreign key (decision_id, compartment_id) references decisions_decisionrecord (id, compartment_id);

-- A decision has as many options as were signed, for ever, and exactly one of them is chosen.
create function sec.decision_is_whole() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    of_decision uuid := to_jsonb(new) ->> tg_argv[0];
    signed integer;
    options integer;
    chosen integer;
begin
    select d.option_count, count(o.id), count(o.id) filter (where o.chosen) into signed, options, chosen
        from decisions_decisionrecord d left join decisions_decisionoption o on o.decision_id = d.id
        where d.id = of_decision group by d.id;
    if options <> signed or chosen <> 1 then
        raise check_violation using message = 'A decision has the options it was signed with, and one of them is chosen.';
    end if;
    return null;
end $$;
revoke all on function sec.decision_is_whole() from public;

create constraint trigger decisions_decisionrecord_is_whole after insert on decisions_decisionrecord
    deferrable initially deferred for each row execute function sec.decision_is_whole('id');
create constraint trigger decisions_decisionoption_is_whole after insert on decisions_decisionoption
    deferrable initially deferred for each row execute function sec.decision_is_whole('decision_id');

-- What a decision rests on was said when it was signed, not afterwards.
create function sec.reliance_was_signed() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select 1 from decisions_decisionrecord d
                   where d.id = new.decision_id and d.created_at = new.created_at and d.created_by_id = new.created_by_id) then
        raise check_violation using message = 'What a decision rests on was said when it was signed: make an addendum.';
    end if;
    return null;
end $$;
revoke all on function sec.reliance_was_signed() from public;

create trigger decisions_decisionreliance_was_signed after insert on decisions_decisionreliance
    for each row execute function sec.reliance_was_signed();

-- Nobody signs a decision of his own a second time.
create function sec.second_person() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if exists (select 1 from decisions_decisionrecord d
               where d.id = new.decision_id and new.created_by_id in (d.decided_by_id, d.created_by_id)) then
        raise check_violation using message = 'A decision is countersigned by somebody other than its decider.';
    end if;
    return null;
end $$;
revoke all on function sec.second_person() from public;

create trigger decisions_countersignature_by_a_second_person after insert on decisions_countersignature
    for each row execute function sec.second_person();
