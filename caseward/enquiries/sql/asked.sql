-- The public page, which has no session, puts an enquiry in with how to reach whoever asks, and reads neither.
create policy posts on enquiries_enquiry for insert to caseward_runtime
    with check (created_by_id = '00000000-0000-4000-8000-000000000000' and channel = 'PUBLIC' and taken_at is null
                and answered_at is null and case_id is null and closed_at is null and (select sec.uid()) is null);
create policy posts on enquiries_askercontact for insert to caseward_runtime
    with check (created_by_id = '00000000-0000-4000-8000-000000000000' and erased_at is null and (select sec.uid()) is null);

-- What was asked stays as it was asked.
revoke update on enquiries_enquiry from caseward_runtime;
grant update (version, taken_at, taken_by_id, answered_at, case_id, basis, basis_said, closed_at, closed_by_id, closed_how,
              closed_because) on enquiries_enquiry to caseward_runtime;

-- Answers, and how whoever asked is reached, are known to exactly those who may know the enquiry.
alter table enquiries_askercontact add constraint enquiries_askercontact_where_its_enquiry_is
    foreign key (enquiry_id, compartment_id) references enquiries_enquiry (id, compartment_id) deferrable initially deferred;
alter table enquiries_enquiryanswer add constraint enquiries_enquiryanswer_where_its_enquiry_is
    foreign key (enquiry_id, compartment_id) references enquiries_enquiry (id, compartment_id) deferrable initially deferred;

-- The platform's own job starts the clock of an enquiry that came from the public page. It learns when that came, and
-- nothing of what it says.
create function sec.enquiry_received_at(enquiry uuid) returns timestamptz
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return (select received_at from enquiries_enquiry where id = enquiry);
end $$;

create function sec.begin_enquiry_clock(enquiry uuid, rule_version text, able text, due timestamptz, tells timestamptz)
returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare made uuid;
begin
    perform sec.must_be_platform();
    -- An answer or an ending under way is waited for, so that it leaves no clock behind.
    perform from enquiries_enquiry where id = enquiry for share;
    select sec.owe(gen_random_uuid(), e.compartment_id, e.id, 'enquiry', sec.shown_reference(e.reference), 'cyber-reply',
                   begin_enquiry_clock.rule_version, e.received_at, due, tells, e.taken_by_id, able, e.received_at, sec.uid())
    into made from enquiries_enquiry e where e.id = enquiry and e.answered_at is null and e.closed_at is null;
    return made;
end $$;

revoke all on function sec.enquiry_received_at(uuid) from public;
revoke all on function sec.begin_enquiry_clock(uuid, text, text, timestamptz, timestamptz) from public;
grant execute on function sec.enquiry_received_at(uuid) to caseward_runtime;
grant execute on function sec.begin_enquiry_clock(uuid, text, text, timestamptz, timestamptz) to caseward_runtime;
