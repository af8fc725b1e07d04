-- How many messages wait that were due before an instant; whose and about what is not told.
create function sec.outbox_backlog(before timestamptz) returns bigint
language sql stable security definer set search_path = public, pg_catalog as $$
    select count(*) from jobs_outboxmessage where sent_at is null and due_at < before
$$;

revoke all on function sec.outbox_backlog(timestamptz) from public;
grant execute on function sec.outbox_backlog(timestamptz) to caseward_runtime;
