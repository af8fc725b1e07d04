-- When rules or calendars are published anew, what is owed is worked out again. The platform's own job asks for what is
-- still owed, a batch after another by id, and hands back what has changed; nobody's rows are told to anybody by it.
create function sec.obligations_still_owed(beyond uuid, at_most integer)
returns table (id uuid, rule_key text, rule_version text, started_at timestamptz, paused_at timestamptz,
               paused_because text, pauses jsonb, told_at timestamptz, due_at timestamptz, about_id uuid)
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    select o.id, o.rule_key, o.rule_version, o.started_at, o.paused_at, o.paused_because, o.pauses, o.told_at, o.due_at,
           o.about_id
    from obligations_obligation o where o.ended_at is null and (beyond is null or o.id > beyond)
    order by o.id limit at_most;
end $$;

-- Only what is still owed as it was read changes: who did it meanwhile, or paused it, has the last word.
create function sec.obligation_recomputed(
    ids uuid[], versions text[], were_due timestamptz[], dues timestamptz[], tell timestamptz[])
returns uuid[]
language plpgsql security definer set search_path = public, pg_catalog as $$
declare changed uuid[];
begin
    perform sec.must_be_platform();
    with done as (
        update obligations_obligation o set rule_version = n.version, due_at = n.due, tells_at = n.tells, version = o.version + 1
        from unnest(ids, versions, were_due, dues, tell) n (id, version, was_due, due, tells)
        where o.id = n.id and o.ended_at is null and o.due_at is not distinct from n.was_due returning o.id)
    select coalesce(array_agg(done.id), '{}') into changed from done;
    return changed;
end $$;

revoke all on function sec.obligations_still_owed(uuid, integer) from public;
revoke all on function sec.obligation_recomputed(uuid[], text[], timestamptz[], timestamptz[], timestamptz[]) from public;
grant execute on function sec.obligations_still_owed(uuid, integer) to caseward_runtime;
grant execute on function sec.obligation_recomputed(uuid[], text[], timestamptz[], timestamptz[], timestamptz[]) to caseward_runtime;
