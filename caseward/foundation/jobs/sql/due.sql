-- One unsent message, locked until it is sent or not, and whether it is due at the instant of whoever sends: the queue puts
-- a job down for its time, and nothing is sent early because a job was taken up early.
drop function sec.claim_message(uuid);

create function sec.claim_message(message uuid, at timestamptz)
returns table (id uuid, kind text, channel text, user_id uuid, contact_id uuid, about_id uuid, is_due boolean)
language sql security definer set search_path = public, pg_catalog as $$
    select m.id, m.kind, m.channel, m.user_id, m.contact_id, m.about_id, m.due_at <= at from jobs_outboxmessage m
    where sec.is_platform() and m.id = message and m.sent_at is null
    for update
$$;

revoke all on function sec.claim_message(uuid, timestamptz) from public;
grant execute on function sec.claim_message(uuid, timestamptz) to caseward_runtime;
