-- Those who post people see and change what postings open, and nothing of what is said by name: a membership of a sealed
-- compartment says that there is one, and the words of a grant are about a record.
drop policy sees on access_membership;
create policy sees on access_membership for select to caseward_runtime
    using (user_id = (select sec.uid()) or (sort = 'POSTING' and (select sec.holds('posting.administer'))));
drop policy grants on access_membership;
create policy grants on access_membership for insert to caseward_runtime
    with check (user_id <> (select sec.uid()) and sort = 'POSTING' and (select sec.holds('posting.administer')));
drop policy ends on access_membership;
create policy ends on access_membership for update to caseward_runtime
    using (sort = 'POSTING' and (select sec.holds('posting.administer')))
    with check (user_id <> (select sec.uid()) and sort = 'POSTING');
drop policy removes on access_membership;
create policy removes on access_membership for delete to caseward_runtime
    using (sort = 'POSTING' and (select sec.holds('posting.administer')));

drop policy sees on access_exclusion;
create policy sees on access_exclusion for select to caseward_runtime
    using (user_id = (select sec.uid()) or (basis_id is null and (select sec.holds('posting.administer'))));
drop policy shuts on access_exclusion;
create policy shuts on access_exclusion for insert to caseward_runtime
    with check (basis_id is null and (user_id = (select sec.uid()) or (select sec.holds('posting.administer'))));
drop policy ends on access_exclusion;
create policy ends on access_exclusion for update to caseward_runtime
    using (basis_id is null and (select sec.holds('posting.administer')))
    with check (basis_id is null and user_id <> (select sec.uid()));

-- Who may know a compartment is asked of sec.knowers_of, which says more.
drop function sec.members_of(uuid);
