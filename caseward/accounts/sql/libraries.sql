-- What Django's and allauth's own tables let the runtime role do; each table's reason stands in vocabulary.EXEMPT_TABLES.
create table accounts_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index accounts_cache_by_expiry on accounts_cache (expires);

grant select, insert, update, delete on accounts_cache, django_session, mfa_authenticator to caseward_runtime;
grant select on django_content_type, account_emailaddress to caseward_runtime;
