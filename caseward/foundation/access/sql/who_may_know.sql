-- Who may know, said by name. Each of these functions asks for whom the session stands, holds him to what he may do in
-- this compartment, and writes what it says and nothing else; the policies of the tables stay as strict as they were.

create or replace view access_membership_live with (security_invoker = true) as
    select m.user_id, m.compartment_id, m.basis, m.basis_id, m.capabilities, m.starts_at, m.ends_at, m.sort
    from access_membership m
    where m.starts_at <= clock_timestamp() and clock_timestamp() < m.ends_at
      and not exists (
          select 1 from access_exclusion x
          where x.user_id = m.user_id and x.compartment_id = m.compartment_id
            and x.starts_at <= clock_timestamp() and (x.ends_at is null or clock_timestamp() < x.ends_at));

create function sec.holds_in(capability text, in_compartment uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select exists (select 1 from access_membership_live m
                   where m.user_id = (select sec.uid()) and m.compartment_id = in_compartment
                     and capability = any (m.capabilities))
$$;

create function sec.must_hold(capability text, in_compartment uuid) returns void
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    if not sec.holds_in(capability, in_compartment) then
        raise insufficient_privilege using message = 'Only somebody who may say so here says who may know.';
    end if;
end $$;

-- Until when a posting stands that lets somebody work with records of people: while vetting, training and account do.
-- Nothing given by name opens anything longer than this.
create function sec.stands_until(of_user uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_catalog as $$
    select max(m.ends_at)
    from access_membership m join accounts_user u on u.id = m.user_id and u.disabled_at is null
    where m.user_id = of_user and m.sort = 'POSTING' and m.starts_at <= clock_timestamp() and clock_timestamp() < m.ends_at
      and m.capabilities && array['referral.read', 'nominal.read', 'case.read', 'case.accept', 'seal.hold']
$$;

-- Gives a named person access until an instant: never to oneself, never more than the giver holds, never for over a year.
create function sec.open_access(by_grant uuid, for_user uuid, in_compartment uuid, why text, held text[], until timestamptz)
returns timestamptz
language plpgsql security definer set search_path = public, pg_catalog as $$
declare stands timestamptz := sec.stands_until(for_user);
begin
    perform sec.must_hold('compartment.grant', in_compartment);
    if for_user = sec.uid() then
        raise insufficient_privilege using message = 'Nobody grants himself anything.';
    elsif stands is null then
        raise check_violation using message = 'Access stands on a posting with live vetting and training.';
    elsif not held <@ (select coalesce(array_agg(each), '{}') from access_membership_live m, unnest(m.capabilities) each
                       where m.user_id = sec.uid() and m.compartment_id = in_compartment) then
        raise insufficient_privilege using message = 'Nobody gives what he does not hold.';
    end if;
    insert into access_membership (id, user_id, compartment_id, basis, basis_id, sort, capabilities, starts_at, granted_until, ends_at)
    values (gen_random_uuid(), for_user, in_compartment, why, by_grant, 'GRANT', held, clock_timestamp(), until, least(until, stands));
    return least(until, stands);
end $$;

-- Gives a grant that runs another end; never one's own.
create function sec.prolong_access(by_grant uuid, until timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare prolonged integer;
begin
    perform sec.must_hold('compartment.grant', m.compartment_id) from access_membership m
        where m.basis_id = by_grant and m.copy_of_id is null;
    if until > clock_timestamp() + interval '366 days' then
        raise check_violation using message = 'No grant outlives a year.';
    end if;
    update access_membership set starts_at = clock_timestamp(), granted_until = until,
        ends_at = greatest(least(until, coalesce(sec.stands_until(user_id), clock_timestamp())), clock_timestamp() + interval '1 microsecond')
    where basis_id = by_grant and copy_of_id is null and sort = 'GRANT' and user_id <> sec.uid() and clock_timestamp() < granted_until;
    get diagnostics prolonged = row_count;
    return prolonged;
end $$;

-- Ends what was given by name, from the next statement on and for good.
create function sec.end_access(by_grant uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare ended integer;
begin
    perform sec.must_hold('compartment.grant', m.compartment_id) from access_membership m
        where m.basis_id = by_grant and m.copy_of_id is null;
    update access_membership set ends_at = least(ends_at, clock_timestamp()), granted_until = least(granted_until, clock_timestamp())
    where basis_id = by_grant and copy_of_id is null and sort <> 'POSTING';
    get diagnostics ended = row_count;
    return ended;
end $$;

-- Shuts somebody out from this statement on: oneself, or another where the caller says who may know.
create function sec.shut_out(by_declaration uuid, for_user uuid, from_compartment uuid, until timestamptz) returns void
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if for_user <> sec.uid() then
        perform sec.must_hold('compartment.grant', from_compartment);
    end if;
    insert into access_exclusion (id, user_id, compartment_id, because, basis_id, starts_at, ends_at)
    values (gen_random_uuid(), for_user, from_compartment, 'by name', by_declaration, clock_timestamp(), until);
end $$;

-- Lets somebody in again who was shut out: never oneself.
create function sec.let_in(by_declaration uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare lifted integer;
begin
    perform sec.must_hold('compartment.grant', x.compartment_id) from access_exclusion x
        where x.basis_id = by_declaration and x.copy_of_id is null;
    update access_exclusion set ends_at = clock_timestamp()
    where basis_id = by_declaration and copy_of_id is null and user_id <> sec.uid() and (ends_at is null or clock_timestamp() < ends_at);
    get diagnostics lifted = row_count;
    return lifted;
end $$;

-- Who may know a compartment, on which ground of which sort: asked only by those who may know it themselves.
create function sec.knowers_of(of_compartment uuid)
returns table (user_id uuid, basis text, basis_id uuid, sort text, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_catalog as $$
    select m.user_id, m.basis, m.basis_id, m.sort, m.starts_at, m.ends_at from access_membership_live m
    where m.compartment_id = of_compartment
      and exists (select 1 from access_membership_live mine where mine.user_id = sec.uid() and mine.compartment_id = of_compartment)
$$;

-- Who is shut out of a compartment: asked only by those who may say who may know.
create function sec.shut_out_of(of_compartment uuid)
returns table (user_id uuid, basis_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_catalog as $$
    select x.user_id, x.basis_id, x.starts_at, x.ends_at from access_exclusion x
    where x.compartment_id = of_compartment and sec.holds_in('compartment.grant', of_compartment)
      and x.starts_at <= clock_timestamp() and (x.ends_at is null or clock_timestamp() < x.ends_at)
$$;

-- What was given by name follows the postings it stands on: those who post people say that they have changed.
create function sec.follow_postings(of_user uuid) returns integer
language plpgsql security definer set search_path = public, pg_catalog as $$
declare followed integer; stands timestamptz := coalesce(sec.stands_until(of_user), clock_timestamp());
begin
    if 'caseward_runtime' in (session_user, current_setting('role')) and not sec.holds('posting.administer') then
        raise insufficient_privilege using message = 'Only those who post people say where somebody is posted.';
    end if;
    update access_membership set ends_at = greatest(least(granted_until, stands), starts_at + interval '1 microsecond')
    where user_id = of_user and copy_of_id is null and sort <> 'POSTING' and clock_timestamp() < granted_until;
    get diagnostics followed = row_count;
    return followed;
end $$;

revoke all on function sec.holds_in(text, uuid), sec.must_hold(text, uuid), sec.stands_until(uuid),
    sec.open_access(uuid, uuid, uuid, text, text[], timestamptz), sec.prolong_access(uuid, timestamptz), sec.end_access(uuid),
    sec.shut_out(uuid, uuid, uuid, timestamptz), sec.let_in(uuid), sec.knowers_of(uuid), sec.shut_out_of(uuid),
    sec.follow_postings(uuid) from public;
grant execute on function sec.holds_in(text, uuid), sec.stands_until(uuid),
    sec.open_access(uuid, uuid, uuid, text, text[], timestamptz), sec.prolong_access(uuid, timestamptz), sec.end_access(uuid),
    sec.shut_out(uuid, uuid, uuid, timestamptz), sec.let_in(uuid), sec.knowers_of(uuid), sec.shut_out_of(uuid),
    sec.follow_postings(uuid)
    to caseward_runtime;
