-- The two roles. Owner: owns everything, used by migrations only. Runtime: owns nothing, bound by row-level security.
do $$
begin
    if not exists (select from pg_roles where rolname = 'caseward_owner') then
        create role caseward_owner login;
    end if;
    if not exists (select from pg_roles where rolname = 'caseward_runtime') then
        create role caseward_runtime login;
    end if;
end
$$;

alter role caseward_owner set timezone = 'UTC';
alter role caseward_runtime set timezone = 'UTC';

-- Somebody else's lock is waited for this long, then the page says so (reliability figure R8).
alter role caseward_runtime set lock_timeout = '3s';
-- Somebody who holds a lock and does nothing is ended after this long (R8).
alter role caseward_runtime set idle_in_transaction_session_timeout = '30s';
-- No page is worth more; long work belongs to jobs, which go in steps.
alter role caseward_runtime set statement_timeout = '30s';
