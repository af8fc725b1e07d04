-- What the platform's own functions find to be owed, where whoever brought it about may not know the record: written here
-- alone. The rule's version and the times are worked out by Python, which knows calendars and ladders. Null where it is owed
-- under that rule already. For functions that run with the owner's rights; nobody else may call it.
create function sec.owe(obligation uuid, in_compartment uuid, about uuid, kind text, reference text, rule text, rule_version text,
                        started timestamptz, due timestamptz, tells timestamptz, bearer uuid, able text, at timestamptz, by uuid)
returns uuid
language sql volatile security definer set search_path = public, pg_catalog as $$
    insert into obligations_obligation (id, compartment_id, version, created_at, created_by_id, about_id, about_kind,
                                        about_reference, rule_key, rule_version, started_at, due_at, tells_at, owed_by_id,
                                        capability, pauses, note)
    values (obligation, in_compartment, 1, at, by, about, kind, reference, rule, rule_version, started, due, tells, bearer,
            able, '[]'::jsonb, '')
    on conflict do nothing
    returning id
$$;

-- A stored reference as people read it (kernel/references.py).
create function sec.shown_reference(stored text) returns text
language sql immutable set search_path = pg_catalog as $$
    select substr(stored, 1, 1) || '·' || substr(stored, 2, 4) || '-' || substr(stored, 6)
$$;

revoke all on function sec.owe(uuid, uuid, uuid, text, text, text, text, timestamptz, timestamptz, timestamptz, uuid, text,
                               timestamptz, uuid), sec.shown_reference(text) from public;
