-- How the session of the moment stands, without writing: "live", "unseen" when a minute has passed since it was last
-- noted, or "over" when sec.continue_session() has to end it and to say why.
create function sec.session_stands() returns text
language sql stable security definer set search_path = pg_catalog as $$
    select case
        when s.ended_at is not null or u.disabled_at is not null
            or clock_timestamp() >= s.expires_at
            or clock_timestamp() >= s.seen_at + interval '30 minutes'
            or clock_timestamp() < s.seen_at - interval '5 minutes' then 'over'
        when clock_timestamp() >= s.seen_at + interval '1 minute' then 'unseen'
        else 'live' end
    from sec.session s join public.accounts_user u on u.id = s.user_id
    where s.token_hash = sha256(convert_to(current_setting('app.session', true), 'UTF8'))
$$;

revoke all on function sec.session_stands() from public;
grant execute on function sec.session_stands() to caseward_runtime;
