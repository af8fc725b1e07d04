-- The queue belongs to procrastinate; it reveals nobody, because its arguments are ids and codes and this holds them to it.
alter table procrastinate_jobs add constraint args_are_ids_and_codes check (not jsonb_path_exists(args,
    'strict $.* ? (@.type() == "object" || @.type() == "array"
            || (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$")))'));
grant select, insert, update, delete
    on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to caseward_runtime;
grant usage on procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq to caseward_runtime;

-- A message is written by a command and then changed by the platform alone, through the functions below.
revoke update on jobs_outboxmessage from caseward_runtime;

-- A notice is its recipient's, while they may know what it is about; the platform alone makes one.
alter table jobs_notice enable row level security;
create policy recipient on jobs_notice for all to caseward_runtime
    using (user_id = (select sec.uid())
           and compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
revoke insert on jobs_notice from caseward_runtime;

create function sec.is_platform() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(sec.uid() = '00000000-0000-4000-8000-000000000002', false)
$$;

create function sec.must_be_platform() returns void
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
    if not sec.is_platform() then
        raise insufficient_privilege using message = 'Only the platform''s own jobs may do this.';
    end if;
end $$;

-- What nobody has tried to send although it is due; the job that should have is lost or late.
create function sec.messages_due(before timestamptz, at_most integer) returns setof uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select id from jobs_outboxmessage
    where sec.is_platform() and sent_at is null and attempts = 0 and due_at < before order by due_at limit at_most
$$;

-- One unsent message, locked until it is sent or not, and whether it is due at the instant of whoever sends: the queue puts
-- a job down for its time, and nothing is sent early because a job was taken up early.
create function sec.claim_message(message uuid, at timestamptz)
returns table (id uuid, kind text, channel text, user_id uuid, contact_id uuid, about_id uuid, is_due boolean)
language sql security definer set search_path = public, pg_catalog as $$
    select m.id, m.kind, m.channel, m.user_id, m.contact_id, m.about_id, m.due_at <= at from jobs_outboxmessage m
    where sec.is_platform() and m.id = message and m.sent_at is null
    for update
$$;

create function sec.message_tried(message uuid, at timestamptz, error text) returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    update jobs_outboxmessage set attempts = attempts + 1, last_error = error,
        sent_at = case when error = '' then at end where id = message;
end $$;

-- The notice has its message's id, so that a second delivery finds it there. Whoever delivers it has put it there, so that the
-- entry of its sending stands beside it in the ledger.
create function sec.deliver_notice(message uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    insert into jobs_notice (id, compartment_id, version, created_at, created_by_id, user_id, kind, about_id)
    select id, compartment_id, 1, at, sec.uid(), user_id, kind, about_id from jobs_outboxmessage where id = message
    on conflict (id) do nothing;
end $$;

-- Words that nobody sent, and answers that nobody will ask for again.
create function sec.forget_drafts(before timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare gone integer;
begin
    perform sec.must_be_platform();
    delete from drafts_draft where saved_at < before;
    get diagnostics gone = row_count;
    return gone;
end $$;

create function sec.forget_receipts(before timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare gone integer;
begin
    perform sec.must_be_platform();
    delete from receipts_receipt where at < before;
    get diagnostics gone = row_count;
    return gone;
end $$;

revoke all on function sec.is_platform(), sec.must_be_platform(), sec.messages_due(timestamptz, integer),
    sec.claim_message(uuid, timestamptz), sec.message_tried(uuid, timestamptz, text), sec.deliver_notice(uuid, timestamptz),
    sec.forget_drafts(timestamptz), sec.forget_receipts(timestamptz) from public;
grant execute on function sec.messages_due(timestamptz, integer), sec.claim_message(uuid, timestamptz),
    sec.message_tried(uuid, timestamptz, text), sec.deliver_notice(uuid, timestamptz), sec.forget_drafts(timestamptz),
    sec.forget_receipts(timestamptz) to caseward_runtime;
