-- How long a session may rest, on which device it was opened, and what its holder may see of it and end.
alter table sec.session
    add column id uuid not null default gen_random_uuid(),
    add column seen_at timestamptz not null default clock_timestamp(),
    add column device text not null default '';

-- Asked at the start of every request: 'live', or why not. Thirty minutes without a request end it, here and for good;
-- so does a clock that has gone backwards.
create function sec.continue_session() returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
    found_session sec.session;
    ending text;
begin
    select s.* into found_session from sec.session s
        where s.token_hash = sha256(convert_to(current_setting('app.session', true), 'UTF8')) for update;
    if found_session.token_hash is null then return 'unknown'; end if;
    if found_session.ended_at is not null then return found_session.ended_because; end if;
    ending := case
        when exists (select from public.accounts_user u where u.id = found_session.user_id and u.disabled_at is not null)
            then 'disabled'
        when clock_timestamp() >= found_session.expires_at then 'absolute'
        when clock_timestamp() >= found_session.seen_at + interval '30 minutes' then 'idle'
        when clock_timestamp() < found_session.seen_at - interval '5 minutes' then 'clock'
    end;
    if ending is not null then
        update sec.session set ended_at = clock_timestamp(), ended_because = ending
            where token_hash = found_session.token_hash;
        return ending;
    end if;
    if clock_timestamp() >= found_session.seen_at + interval '1 minute' then
        update sec.session set seen_at = clock_timestamp() where token_hash = found_session.token_hash;
    end if;
    return 'live';
end $$;

create function sec.note_device(name text) returns void
language sql security definer set search_path = pg_catalog as $$
    update sec.session set device = left(name, 80)
    where token_hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
$$;

create function sec.my_sessions()
returns table (id uuid, opened_at timestamptz, seen_at timestamptz, expires_at timestamptz, device text, is_this boolean)
language sql stable security definer set search_path = pg_catalog as $$
    select s.id, s.opened_at, s.seen_at, s.expires_at, s.device,
           s.token_hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
    from sec.session s
    where s.user_id = (select sec.uid()) and s.ended_at is null and clock_timestamp() < s.expires_at
      and clock_timestamp() < s.seen_at + interval '30 minutes'
    order by s.opened_at desc
$$;

-- Ends sessions of whoever asks, and of nobody else: one of them, or all but the one that asks.
create function sec.end_mine(which uuid, because text) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare ended integer;
begin
    update sec.session set ended_at = clock_timestamp(), ended_because = because
    where user_id = (select sec.uid()) and ended_at is null
      and case when which is null
          then token_hash <> sha256(convert_to(current_setting('app.session', true), 'UTF8')) else id = which end;
    get diagnostics ended = row_count;
    return ended;
end $$;

revoke all on function sec.continue_session(), sec.note_device(text), sec.my_sessions(), sec.end_mine(uuid, text) from public;
grant execute on function sec.continue_session(), sec.note_device(text), sec.my_sessions(), sec.end_mine(uuid, text)
    to caseward_runtime;
