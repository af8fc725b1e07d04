-- What belongs to an item is known to exactly those who may know the item, and who came to those who know the sitting.
alter table panels_member add constraint panels_member_where_its_sitting_is
    foreign key (sitting_id, compartment_id) references panels_sitting (id, compartment_id) deferrable initially deferred;
alter table panels_outcome add constraint panels_outcome_where_its_item_is
    foreign key (item_id, compartment_id) references panels_item (id, compartment_id) deferrable initially deferred;
alter table panels_feedback add constraint panels_feedback_where_its_item_is
    foreign key (item_id, compartment_id) references panels_item (id, compartment_id) deferrable initially deferred;
alter table panels_agreed add constraint panels_agreed_where_its_item_is
    foreign key (item_id, compartment_id) references panels_item (id, compartment_id) deferrable initially deferred;
alter table panels_approval add constraint panels_approval_where_its_item_is
    foreign key (item_id, compartment_id) references panels_item (id, compartment_id) deferrable initially deferred;
alter table panels_addendum add constraint panels_addendum_where_its_item_is
    foreign key (item_id, compartment_id) references panels_item (id, compartment_id) deferrable initially deferred;

-- What is said of the minutes as a whole, without an item, is known where the sitting is; what is said of an item, of an
-- item of that sitting. An addition follows the approval of what it adds to.
create function sec.minutes_are_said_where_they_are() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if new.item_id is null then
        if not exists (select from panels_sitting s where s.id = new.sitting_id and s.compartment_id = new.compartment_id) then
            raise check_violation using message = 'Minutes are kept where their sitting is kept.';
        end if;
    elsif not exists (select from panels_item i where i.id = new.item_id and i.sitting_id = new.sitting_id) then
        raise check_violation using message = 'The minute of an item belongs to the sitting of the item.';
    end if;
    if tg_table_name = 'panels_addendum' and not exists (
        select from panels_approval a where a.sitting_id = new.sitting_id and a.item_id is not distinct from new.item_id) then
        raise check_violation using message = 'Minutes are added to after they are approved.';
    end if;
    return null;
end $$;

-- An item stands where its case stands, so that nobody learns from an agenda of a case that they may not know; and on the
-- agenda of the unit that holds the case on that day.
create function sec.item_stands_where_its_case_does() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if not exists (select from cases_case c where c.id = new.case_id and c.compartment_id = new.compartment_id) then
        raise check_violation using message = 'An item of an agenda is kept where its case is kept.';
    end if;
    if not exists (select from panels_sitting s where s.id = new.sitting_id and s.compartment_id = sec.home_of(new.case_id)) then
        raise check_violation using message = 'A case is put before the sittings of the unit that holds it.';
    end if;
    return null;
end $$;

-- Minutes are not approved while an item is blank (failings F25): no item by itself, and not the sitting while one that
-- is kept with it is blank. Of an item that is kept elsewhere an approval says nothing and asks nothing.
create function sec.approves_nothing_blank() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if exists (select from panels_item i
               where i.sitting_id = new.sitting_id and i.compartment_id = new.compartment_id
                 and (new.item_id is null or i.id = new.item_id)
                 and not exists (select from panels_outcome o where o.item_id = i.id)) then
        raise check_violation using message = 'Minutes are not approved while an item is blank.';
    end if;
    return null;
end $$;

-- Once approved, who came and what was asked stand as they are, and of each approved item what became of it.
create function sec.minutes_stand() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if tg_table_name = 'panels_outcome' then
        if exists (select from panels_approval a where a.item_id = new.item_id) then
            raise check_violation using message = 'Approved minutes are only added to.';
        end if;
    elsif exists (select from panels_approval a where a.sitting_id = new.sitting_id and a.item_id is null) then
        raise check_violation using message = 'Approved minutes are only added to.';
    end if;
    return null;
end $$;

revoke all on function sec.item_stands_where_its_case_does(), sec.approves_nothing_blank(), sec.minutes_stand(),
    sec.minutes_are_said_where_they_are() from public;

create trigger panels_item_stands_where_its_case_does after insert on panels_item
    for each row execute function sec.item_stands_where_its_case_does();
create trigger panels_approval_approves_nothing_blank after insert on panels_approval
    for each row execute function sec.approves_nothing_blank();
create trigger panels_approval_said_where_it_is after insert on panels_approval
    for each row execute function sec.minutes_are_said_where_they_are();
create trigger panels_addendum_said_where_it_is after insert on panels_addendum
    for each row execute function sec.minutes_are_said_where_they_are();
create trigger panels_item_minutes_stand after insert on panels_item for each row execute function sec.minutes_stand();
create trigger panels_member_minutes_stand after insert on panels_member for each row execute function sec.minutes_stand();
create trigger panels_outcome_minutes_stand after insert on panels_outcome for each row execute function sec.minutes_stand();
