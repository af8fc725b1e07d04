-- A visit is known to exactly those who may know the contact it belongs to.
alter table chronology_visit add constraint chronology_visit_where_its_entry_is
    foreign key (entry_id, compartment_id) references chronology_entry (id, compartment_id) deferrable initially deferred;
