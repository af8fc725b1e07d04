-- An amendment stands in the compartment of what it amends: whoever knows the one learns of the other.
alter table chronology_entry add constraint chronology_entry_amends_in_its_compartment
    foreign key (amends_id, compartment_id) references chronology_entry (id, compartment_id);

-- Amendments and accounts belong to an original, so that a chain has one link and nothing can go in a ring.
create function sec.entry_belongs_to_an_original() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if exists (select 1 from chronology_entry e where e.id = new.amends_id and e.amends_id is not null)
        or exists (select 1 from chronology_entry e
                   where e.id = new.account_of_id and (e.account_of_id is not null or e.amends_id is not null)) then
        raise check_violation using message = 'An amendment or another account belongs to the first entry itself.';
    end if;
    return null;
end $$;
revoke all on function sec.entry_belongs_to_an_original() from public;

create trigger chronology_entry_belongs_to_an_original after insert on chronology_entry
    for each row execute function sec.entry_belongs_to_an_original();
