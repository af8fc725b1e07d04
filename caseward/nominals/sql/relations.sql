-- What two people are to each other is known to those only who may know both, like every word on two records (pairs.sql).
alter table nominals_relation enable row level security;
create policy knows_both on nominals_relation for all to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())))
    with check (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
create index nominals_relation_by_compartment on nominals_relation (compartment_id);
revoke delete on nominals_relation from caseward_runtime;

create trigger nominals_relation_of_its_records before insert or update on nominals_relation
    for each row execute function sec.pair_is_of_its_records();

-- What was said stays as it was said: it ends, or is found wrong, once. Where the records are kept, the relation follows.
create function sec.relation_goes_on() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
    changes constant text[] := '{version,until,ended_at,ended_by_id,ended_because,corrected_at,corrected_by_id,corrected_because,compartment_id,other_compartment_id}';
begin
    if to_jsonb(old) - changes is distinct from to_jsonb(new) - changes
       or old.ended_at is not null and (old.ended_at, old.ended_by_id, old.until) is distinct from (new.ended_at, new.ended_by_id, new.until)
       or old.corrected_at is not null and (old.corrected_at, old.corrected_by_id) is distinct from (new.corrected_at, new.corrected_by_id) then
        raise insufficient_privilege using message = 'A relation ends or is put right, and what was said stays.';
    end if;
    return new;
end $$;
create trigger nominals_relation_goes_on before update on nominals_relation
    for each row execute function sec.relation_goes_on();
revoke all on function sec.relation_goes_on() from public;
