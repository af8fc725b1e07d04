-- Schema sec: the few functions that run with the owner's rights. Each sets its own search path.
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create extension if not exists unaccent;
create extension if not exists btree_gist;

create schema sec;
grant usage on schema sec to caseward_runtime;

-- The key that proves a session was opened by the application, kept as the two pads of HMAC (RFC 2104).
create table sec.minting_key (only_one boolean primary key default true check (only_one), inner_pad bytea not null, outer_pad bytea not null);

create table sec.session (
    token_hash bytea primary key,
    user_id uuid not null references public.accounts_user (id),
    opened_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_because text,
    constraint session_ended_at_and_because_together check ((ended_at is null) = (ended_because is null))
);
create index session_open_by_user on sec.session (user_id) where ended_at is null;

create function sec.proven(message text, proof bytea) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))) = proof from sec.minting_key k
$$;

-- Who the current transaction is for: the holder of the session token, while session and account are live.
create function sec.uid() returns uuid
language sql stable security definer set search_path = pg_catalog as $$
    select s.user_id
    from sec.session s join public.accounts_user u on u.id = s.user_id
    where s.token_hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
      and s.ended_at is null and clock_timestamp() < s.expires_at and u.disabled_at is null
$$;

create function sec.open_session(for_user uuid, hash bytea, until timestamptz, proof bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not coalesce(sec.proven(for_user || ' ' || encode(hash, 'hex'), proof), false) then
        raise insufficient_privilege using message = 'This session was not opened by the application.';
    end if;
    insert into sec.session (token_hash, user_id, expires_at)
    values (hash, for_user, least(until, clock_timestamp() + interval '12 hours'));
end $$;

-- Ending is free for whoever holds the token; ending all sessions of somebody needs the application's proof.
create function sec.end_session(token text, because text) returns void
language sql security definer set search_path = pg_catalog as $$
    update sec.session set ended_at = clock_timestamp(), ended_because = because
    where token_hash = sha256(convert_to(token, 'UTF8')) and ended_at is null
$$;

create function sec.end_sessions_of(for_user uuid, because text, proof bytea) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare ended integer;
begin
    if not coalesce(sec.proven('end ' || for_user, proof), false) then
        raise insufficient_privilege using message = 'These sessions were not ended by the application.';
    end if;
    update sec.session set ended_at = clock_timestamp(), ended_because = because where user_id = for_user and ended_at is null;
    get diagnostics ended = row_count;
    return ended;
end $$;

create function sec.forget_old_sessions() returns integer
language sql security definer set search_path = pg_catalog as $$
    with gone as (delete from sec.session where expires_at < clock_timestamp() - interval '30 days' returning 1)
    select count(*)::integer from gone
$$;

create view access_membership_live with (security_invoker = true) as
    select m.user_id, m.compartment_id, m.basis, m.basis_id, m.capabilities, m.starts_at, m.ends_at
    from access_membership m
    where m.starts_at <= clock_timestamp() and clock_timestamp() < m.ends_at
      and not exists (
          select 1 from access_exclusion x
          where x.user_id = m.user_id and x.compartment_id = m.compartment_id
            and x.starts_at <= clock_timestamp() and (x.ends_at is null or clock_timestamp() < x.ends_at));
grant select on access_membership_live to caseward_runtime;

create function sec.holds(capability text) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select exists (select 1 from access_membership_live m where m.user_id = sec.uid() and capability = any (m.capabilities))
$$;

-- Who may know a compartment: asked only by those who may know it themselves.
create function sec.members_of(of_compartment uuid)
returns table (user_id uuid, basis text, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_catalog as $$
    select m.user_id, m.basis, m.starts_at, m.ends_at from access_membership_live m
    where m.compartment_id = of_compartment
      and exists (select 1 from access_membership_live mine where mine.user_id = sec.uid() and mine.compartment_id = of_compartment)
$$;

-- A change needs an open command; the refusal is the same whoever wrote the statement.
create function sec.needs_command() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
    if 'caseward_runtime' in (session_user, current_setting('role')) and coalesce(current_setting('app.command', true), '') = '' then
        raise insufficient_privilege using message = format('%s changes only inside a command.', tg_table_name);
    end if;
    return null;
end $$;

-- Nothing commits that the ledger does not tell of.
create function sec.must_be_recorded() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if 'caseward_runtime' in (session_user, current_setting('role')) and not exists (
        select 1 from public.ledger_entry e
        where e.command_id = nullif(current_setting('app.command', true), '')::uuid)
    then
        raise insufficient_privilege using message = format('%s changed and the ledger does not say so.', tg_table_name);
    end if;
    return null;
end $$;

-- What only grows is moved by the functions below and by nobody else: they run as the owner of the tables, say that
-- they move, and set the one column. The ledger has no compartment and stays where it is.
create function sec.append_only() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' and current_setting('app.moving', true) = 'yes' and current_user <> 'caseward_runtime'
        and exists (select from pg_attribute a where a.attrelid = tg_relid and a.attname = 'compartment_id') then
        return null;
    end if;
    raise insufficient_privilege using message = format('%s only grows: add to it, do not change it.', tg_table_name);
end $$;

revoke all on all functions in schema sec from public;
grant execute on function sec.uid(), sec.open_session(uuid, bytea, timestamptz, bytea), sec.end_session(text, text),
    sec.end_sessions_of(uuid, text, bytea), sec.forget_old_sessions(), sec.holds(text), sec.members_of(uuid) to caseward_runtime;

-- Access itself under row-level security: everybody sees his own; those who post people see and grant, never to themselves.
alter table access_membership enable row level security;
create policy sees on access_membership for select to caseward_runtime
    using (user_id = (select sec.uid()) or (select sec.holds('posting.administer')));
create policy grants on access_membership for insert to caseward_runtime
    with check (user_id <> (select sec.uid()) and (select sec.holds('posting.administer')));
create policy ends on access_membership for update to caseward_runtime
    using ((select sec.holds('posting.administer'))) with check (user_id <> (select sec.uid()));
create policy removes on access_membership for delete to caseward_runtime
    using ((select sec.holds('posting.administer')));

alter table access_exclusion enable row level security;
create policy sees on access_exclusion for select to caseward_runtime
    using (user_id = (select sec.uid()) or (select sec.holds('posting.administer')));
create policy shuts on access_exclusion for insert to caseward_runtime
    with check (user_id = (select sec.uid()) or (select sec.holds('posting.administer')));
create policy ends on access_exclusion for update to caseward_runtime
    using ((select sec.holds('posting.administer'))) with check (user_id <> (select sec.uid()));

alter table access_compartment enable row level security;
create policy knows on access_compartment for select to caseward_runtime
    using (id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
           or (discretion = 'POINTERS' and (select sec.holds('posting.administer'))));
create policy makes on access_compartment for insert to caseward_runtime
    with check ((select sec.holds('posting.administer')));
create policy renames on access_compartment for update to caseward_runtime
    using ((select sec.holds('posting.administer')));

grant select, insert, update, delete on access_membership to caseward_runtime;
grant select, insert, update on access_exclusion, access_compartment to caseward_runtime;
