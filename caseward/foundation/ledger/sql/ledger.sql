alter table ledger_entry add column xid xid8 not null default pg_current_xact_id();
create index ledger_entry_by_xid on ledger_entry (xid, sequence);
create index ledger_entry_by_subject on ledger_entry using gin (subject_ids);
alter table ledger_entry add constraint ledger_entry_leaf_is_its_hash check (leaf = sha256('\x00'::bytea || body));

-- For every role, the owner included: the ledger grows.
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
    for each statement execute function sec.append_only();
create trigger ledger_leaf_append_only before update or delete or truncate on ledger_leaf
    for each statement execute function sec.append_only();
create trigger ledger_checkpoint_append_only before update or delete or truncate on ledger_checkpoint
    for each statement execute function sec.append_only();
alter table ledger_entry enable always trigger ledger_entry_append_only;
alter table ledger_leaf enable always trigger ledger_leaf_append_only;
alter table ledger_checkpoint enable always trigger ledger_checkpoint_append_only;

alter table ledger_entry enable row level security;
create policy records on ledger_entry for insert to caseward_runtime with check (true);
create policy reads on ledger_entry for select to caseward_runtime
    using (actor_id = (select sec.uid()) or (select sec.holds('ledger.read')));
grant insert, select on ledger_entry to caseward_runtime;
grant usage on sequence ledger_entry_sequence_seq to caseward_runtime;
grant select on ledger_leaf, ledger_checkpoint to caseward_runtime;

-- Numbers every entry whose transaction can no longer be overtaken, in (xid, sequence) order; returns the new leaves.
create function sec.seal_ledger(at_most integer) returns table (index bigint, leaf bytea)
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    first bigint;
    last_xid xid8;
    last_sequence bigint;
begin
    perform pg_advisory_xact_lock(hashtext('caseward ledger sealing'));
    select l.index, e.xid, e.sequence into first, last_xid, last_sequence
        from ledger_leaf l join ledger_entry e on e.sequence = l.entry_sequence order by l.index desc limit 1;
    return query
        with ready as (
            select e.sequence, e.leaf, row_number() over (order by e.xid, e.sequence) as place
            from ledger_entry e
            where e.xid < sec.ledger_xid(pg_snapshot_xmin(pg_current_snapshot()))
              and (last_xid is null or (e.xid, e.sequence) > (last_xid, last_sequence))
            order by e.xid, e.sequence limit at_most),
        placed as (
            insert into ledger_leaf (index, entry_sequence, leaf)
            select coalesce(first, -1) + r.place, r.sequence, r.leaf from ready r
            returning ledger_leaf.index, ledger_leaf.leaf)
        select p.index, p.leaf from placed p order by p.index;
end $$;

create function sec.keep_checkpoint(new_size bigint, new_at timestamptz, new_text text, new_frontier bytea[]) returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if new_size <> (select count(*) from ledger_leaf l where l.index >= coalesce((select max(size) from ledger_checkpoint), 0))
                   + coalesce((select max(size) from ledger_checkpoint), 0) then
        raise exception 'A checkpoint speaks of every sealed leaf, neither more nor fewer.';
    end if;
    insert into ledger_checkpoint (size, at, text, frontier) values (new_size, new_at, new_text, new_frontier);
end $$;

revoke all on function sec.seal_ledger(integer), sec.keep_checkpoint(bigint, timestamptz, text, bytea[]) from public;
grant execute on function sec.seal_ledger(integer), sec.keep_checkpoint(bigint, timestamptz, text, bytea[]) to caseward_runtime;
