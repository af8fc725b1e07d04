-- Only on servers for tests: tests log in as the owner, make their own databases and take the runtime's part.
alter role caseward_owner createdb;
grant caseward_runtime to caseward_owner;
-- Rows that commands wrote are laid down again as they were, without what speaks when a command writes.
grant set on parameter session_replication_role to caseward_owner;
