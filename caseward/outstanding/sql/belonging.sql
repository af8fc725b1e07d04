-- What is out on a person is known to exactly those who may know its case, attempts to those who may know their item.
alter table outstanding_attempt add constraint outstanding_attempt_where_its_item_is
    foreign key (item_id, compartment_id) references outstanding_item (id, compartment_id) deferrable initially immediate;
