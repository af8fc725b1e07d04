-- A database that is made anew from a dump counts its transactions from the beginning again, and sealing goes by their
-- numbers: what is written after a restore must come after all that the ledger already holds, or it is never sealed.
create function sec.ledger_ahead() returns bigint
language sql immutable set search_path = pg_catalog as 'select 0::bigint';

create function sec.ledger_xid(given xid8) returns xid8
language sql stable set search_path = pg_catalog as $$
    select (given::text::bigint + sec.ledger_ahead())::text::xid8
$$;

alter table ledger_entry alter column xid set default sec.ledger_xid(pg_current_xact_id());

-- Puts new entries after all that are there; does nothing where they come after them already. For the owner alone,
-- who alone may replace a function.
create function sec.ledger_goes_on() returns bigint
language plpgsql set search_path = public, pg_catalog as $$
declare
    newest bigint := (select e.xid::text::bigint from ledger_entry e order by e.xid desc, e.sequence desc limit 1);
    present bigint := pg_current_xact_id()::text::bigint;
begin
    if newest > present + sec.ledger_ahead() then
        execute format('create or replace function sec.ledger_ahead() returns bigint language sql immutable '
            'set search_path = pg_catalog as %L', format('select %s::bigint', newest + 1 - present));
        return newest + 1 - present;
    end if;
    return 0;
end $$;

-- How far sealing lags: a number and a time, which tell nothing of what happened.
create function sec.ledger_unsealed() returns table (entries bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_catalog as $$
    with last as (select e.xid, e.sequence from ledger_leaf l join ledger_entry e on e.sequence = l.entry_sequence
                  order by l.index desc limit 1)
    select count(*), min(e.at) from ledger_entry e
    where (e.xid, e.sequence) > (coalesce((select xid from last), '0'::xid8), coalesce((select sequence from last), 0))
$$;

revoke all on function sec.ledger_ahead(), sec.ledger_xid(xid8), sec.ledger_goes_on(), sec.ledger_unsealed() from public;
grant execute on function sec.ledger_ahead(), sec.ledger_xid(xid8), sec.ledger_unsealed() to caseward_runtime;
