-- Whoever delivers a notice has put it there, so that the entry of its sending stands beside it in the ledger.
create or replace function sec.deliver_notice(message uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    insert into jobs_notice (id, compartment_id, version, created_at, created_by_id, user_id, kind, about_id)
    select id, compartment_id, 1, at, sec.uid(), user_id, kind, about_id from jobs_outboxmessage where id = message
    on conflict (id) do nothing;
end $$;
