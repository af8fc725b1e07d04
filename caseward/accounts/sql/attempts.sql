-- Passwords tried for a name. Five wrong ones within a minute close the name for 42 seconds, whether or not it exists.
-- A try is written down before the password is looked at, so that tries at the same moment count each other.
create function sec.try_name(digest bytea, typed text) returns table (attempt bigint, wait integer)
language plpgsql security definer set search_path = pg_catalog as $$
declare
    latest timestamptz;
    fifth timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended(encode(digest, 'hex'), 0));
    delete from public.accounts_failedsignin where at < clock_timestamp() - interval '1 day';
    select max(t.at), min(t.at) into latest, fifth from (
        select f.at from public.accounts_failedsignin f where f.name_digest = digest order by f.at desc limit 5) t
        having count(*) = 5;
    if latest - fifth <= interval '60 seconds' and clock_timestamp() < latest + interval '42 seconds' then
        return query select null::bigint, ceil(extract(epoch from latest + interval '42 seconds' - clock_timestamp()))::integer;
        return;
    end if;
    return query insert into public.accounts_failedsignin (name_digest, user_id, at)
        values (digest, (select u.id from public.accounts_user u where u.username = typed), clock_timestamp())
        returning id, 0;
end $$;

-- The password was right: this try was no failure. Those before it stay, for whoever keeps guessing meanwhile.
create function sec.forgive_attempt(which bigint) returns void
language sql security definer set search_path = pg_catalog as $$
    delete from public.accounts_failedsignin where id = which
$$;

revoke all on function sec.try_name(bytea, text), sec.forgive_attempt(bigint) from public;
grant execute on function sec.try_name(bytea, text), sec.forgive_attempt(bigint) to caseward_runtime;

-- Whoever administers accounts sees which are under attack.
alter table accounts_failedsignin enable row level security;
create policy watches on accounts_failedsignin for select to caseward_runtime
    using ((select sec.holds('account.administer')));
grant select on accounts_failedsignin to caseward_runtime;
