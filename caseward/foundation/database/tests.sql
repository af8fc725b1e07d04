-- Only on servers for tests: tests log in as the owner, make their own databases and take the runtime's part.
alter role caseward_owner createdb;
grant caseward_runtime to caseward_owner;
