-- Whether an entry speaks of a record in a silent compartment that whoever asks does not know: to him it is no entry.
-- Every table that keeps records in compartments is asked, also one that comes later.
create or replace function sec.is_silent_to_me(subjects uuid[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_catalog as $$
declare
    silent constant uuid[] := array(
        select c.id from access_compartment c
        where c.discretion = 'SILENT' and not exists (
            select 1 from access_membership_live m where m.user_id = sec.uid() and m.compartment_id = c.id));
    kept_in regclass; found boolean;
begin
    if cardinality(subjects) = 0 or cardinality(silent) = 0 then
        return false;
    end if;
    for kept_in in
        select c.oid::regclass from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id' and not a.attisdropped
            join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
    loop
        execute format('select exists (select 1 from %s t where t.id = any ($1) and t.compartment_id = any ($2))', kept_in)
            into found using subjects, silent;
        if found then
            return true;
        end if;
    end loop;
    return subjects && silent;
end $$;

-- Inspectors read the whole ledger but for this; each person his own entries, whatever they speak of.
drop policy reads on ledger_entry;
create policy reads on ledger_entry for select to caseward_runtime
    using (actor_id = (select sec.uid())
           or ((select sec.holds('ledger.read')) and not sec.is_silent_to_me(subject_ids)));
revoke all on function sec.is_silent_to_me(uuid[]) from public;
grant execute on function sec.is_silent_to_me(uuid[]) to caseward_runtime;
