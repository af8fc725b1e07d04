-- What somebody asked for, until it has been compared with who is kept in silence: numbers made of the keys of his question
-- (kernel/identity/looking.py), never its words. Nobody reads it but sec.trip_wires, which takes it away within a minute.
create table sec.look_up (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null,
    user_id uuid not null references public.accounts_user (id),
    keys integer[] not null,
    reference text not null
);

create function sec.note_look_up(noted_at timestamptz, asked integer[], typed text) returns void
language sql security definer set search_path = public, pg_catalog as $$
    insert into sec.look_up (at, user_id, keys, reference)
    select noted_at, sec.uid(), asked, typed where sec.uid() is not null and (cardinality(asked) > 0 or typed <> '')
$$;

-- How many wait: a number, which tells nothing of what was asked.
create function sec.look_ups_waiting() returns bigint
language sql stable security definer set search_path = public, pg_catalog as $$ select count(*) from sec.look_up $$;

revoke all on sec.look_up from public;
revoke all on function sec.note_look_up(timestamptz, integer[], text), sec.look_ups_waiting() from public;
grant execute on function sec.note_look_up(timestamptz, integer[], text), sec.look_ups_waiting() to caseward_runtime;
