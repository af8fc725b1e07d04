-- Records that move to another compartment with everything that belongs to them. What belongs is read from the catalogue,
-- so that a table that comes later is not forgotten: a row belongs to what its foreign keys, `about_id`, `record_id` and
-- `vault_id` point at. What stands in two compartments (`other_compartment_id`) follows by triggers of its own.
create function sec.belonging_columns() returns table (holder regclass, pointer text)
language sql stable set search_path = public, pg_catalog as $$
    with kept as (
        select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname !~ '^access_'
          and not exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'other_compartment_id'))
    select f.conrelid::regclass, a.attname::text
    from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
    where f.contype = 'f' and cardinality(f.conkey) = 1
      and f.conrelid in (select oid from kept) and f.confrelid in (select oid from kept)
    union
    select k.oid::regclass, a.attname::text from kept k join pg_attribute a on a.attrelid = k.oid
    where a.attname in ('about_id', 'record_id', 'vault_id') and a.atttypid = 'uuid'::regtype and not a.attisdropped
$$;

-- Everything that belongs to the roots, itself and at any remove, as far as it is kept in these compartments.
create function sec.belongings(roots uuid[], sources uuid[]) returns table (holder regclass, id uuid, kept_in uuid)
language plpgsql stable set search_path = public, pg_catalog as $$
declare
    known uuid[] := roots; fresh uuid[] := roots; found uuid[]; pointing record; place uuid;
begin
    while cardinality(fresh) > 0 loop
        found := '{}';
        for pointing in select c.holder, c.pointer from sec.belonging_columns() c loop
            holder := pointing.holder;
            for id, kept_in in execute format('select t.id, t.compartment_id from %s t where t.%I = any ($1) '
                                              'and t.compartment_id = any ($2)', holder, pointing.pointer) using fresh, sources
            loop
                if id <> all (known) then
                    known := known || id;
                    found := found || id;
                    return next;
                end if;
            end loop;
        end loop;
        fresh := found;
    end loop;
end $$;

-- Puts rows of one table into a compartment and changes nothing else of them; for functions of this schema alone.
create function sec.put_into(holder regclass, ids uuid[], target uuid) returns void
language plpgsql set search_path = public, pg_catalog as $$
begin
    perform set_config('app.moving', 'yes', true);
    execute format('update %s set compartment_id = $1 where id = any ($2) and compartment_id <> $1', holder) using target, ids;
    perform set_config('app.moving', '', true);
end $$;

-- What was typed into forms about these records, and answers that were kept for their senders, by others than these.
create function sec.forget_traces(ids uuid[], people uuid[]) returns void
language plpgsql set search_path = public, pg_catalog as $$
begin
    delete from drafts_draft d where d.user_id <> all (people)
        and exists (select from unnest(ids) one where position(one::text in d.path) > 0);
    delete from receipts_receipt r where r.user_id <> all (people) and r.result ->> 'id' = any (ids::text[]);
end $$;

revoke all on function sec.belonging_columns(), sec.belongings(uuid[], uuid[]), sec.put_into(regclass, uuid[], uuid),
    sec.forget_traces(uuid[], uuid[]) from public;
