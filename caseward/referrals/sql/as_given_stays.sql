-- What a referrer wrote stays as it was written: nobody has the right to change those columns.
revoke update on referrals_answer from caseward_runtime;
grant update (version, status, value, because, checked_at, checked_by_id) on referrals_answer to caseward_runtime;

-- The letterbox: the public page, which has no session, puts in; those who may know the force's referrals take out.
alter table referrals_submission enable row level security;
create policy posts on referrals_submission for insert to caseward_runtime
    with check (created_by_id = '00000000-0000-4000-8000-000000000000' and opened_at is null and (select sec.uid()) is null);
create policy knows on referrals_submission for select to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
create policy opens on referrals_submission for update to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())))
    with check (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
revoke update, delete on referrals_submission from caseward_runtime;
grant update (version, opened_at, opened_by_id, referral_id) on referrals_submission to caseward_runtime;
