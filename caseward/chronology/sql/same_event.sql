-- Two entries of one event are kept together, in one compartment: whoever knows that they are joined knows both.
alter table chronology_sameevent add constraint chronology_sameevent_where_one_is
    foreign key (one_id, compartment_id) references chronology_entry (id, compartment_id) deferrable initially deferred;
alter table chronology_sameevent add constraint chronology_sameevent_where_the_other_is
    foreign key (other_id, compartment_id) references chronology_entry (id, compartment_id) deferrable initially deferred;
revoke delete on chronology_sameevent from caseward_runtime;
