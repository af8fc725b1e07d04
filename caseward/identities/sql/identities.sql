-- The link between two identities. Whatever the application asks, the database hands out a locked pair only inside a
-- command, only to a custodian whose turn it is, and only for as long as two live custodians have agreed.

-- Whoever came into the custodians' compartment by another way than a posting (access by name, break-glass) holds no
-- key, whatever it says he may do there, and learns of no link.
create function sec.is_custodian(who uuid, of_compartment uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select exists (
        select 1
        from access_membership_live m
            join accounts_user u on u.id = m.user_id and u.disabled_at is null
            join workforce_posting p on p.id = m.basis_id and p.user_id = m.user_id
            join organisations_unit t
                on t.id = p.unit_id and t.cases_compartment_id = m.compartment_id and t.kind = 'CUSTODIAN'
        where m.user_id = who and m.compartment_id = of_compartment and 'seal.hold' = any (m.capabilities))
$$;

-- The records that two references name, wherever they are kept, for a custodian within a command. One answer for the
-- wrong, the absent and two of one unit: none. The custodian learns the ids from nobody; they go into the locked pair.
create function sec.identity_handles(of_compartment uuid, earlier text, later text)
returns table (earlier_id uuid, later_id uuid)
language sql stable security definer set search_path = public, pg_catalog as $$
    select one.id, other.id
    from nominals_nominal one, nominals_nominal other
    where coalesce(current_setting('app.command', true), '') <> ''
      and sec.is_custodian((select sec.uid()), of_compartment)
      and one.reference = earlier and other.reference = later and one.compartment_id <> other.compartment_id
$$;

-- Whose turn it is: the second custodian, to compare while a proposal waits; both, while the link is open.
create function sec.may_unlock_pair(of_link uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog as $$
    select coalesce(current_setting('app.command', true), '') <> '' and (
        exists (
            select 1 from identities_identitylink l
            where l.id = of_link and l.confirmed_at is null and l.ended_at is null
              and clock_timestamp() < l.confirm_by and l.created_by_id <> (select sec.uid())
              and sec.is_custodian((select sec.uid()), l.compartment_id)
              and sec.is_custodian(l.created_by_id, l.compartment_id))
        or exists (
            select 1 from identities_opening o join identities_identitylink l on l.id = o.link_id and l.ended_at is null
            where o.link_id = of_link and o.closed_at is null and clock_timestamp() < o.opens_until
              and (select sec.uid()) in (o.created_by_id, o.answered_by_id)
              and sec.is_custodian(o.created_by_id, o.compartment_id)
              and sec.is_custodian(o.answered_by_id, o.compartment_id)))
$$;

create policy only_whose_turn_it_is on identities_sealedpair as restrictive for select to caseward_runtime
    using (sec.may_unlock_pair(link_id));
-- Locked anew by the owner alone, with another key; nothing else ever changes it.
revoke update, delete on identities_sealedpair from caseward_runtime;
revoke delete on identities_identitylink, identities_opening, identities_ending from caseward_runtime;

-- Nobody is two people: whoever proposes, confirms, asks, answers or closes does so in a session of his own.
create function sec.custodian_for_himself() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
declare said uuid;
begin
    if 'caseward_runtime' not in (session_user, current_setting('role')) then
        return new;
    end if;
    if tg_op = 'INSERT' then
        said := new.created_by_id;
        if to_jsonb(new) ->> tg_argv[0] is not null then
            raise insufficient_privilege using message = 'What one custodian begins another goes on with.';
        end if;
    elsif to_jsonb(old) ->> tg_argv[0] is distinct from to_jsonb(new) ->> tg_argv[0] then
        if to_jsonb(old) ->> tg_argv[0] is not null then
            raise insufficient_privilege using message = 'A custodian''s word stands.';
        end if;
        said := (to_jsonb(new) ->> tg_argv[0])::uuid;
    elsif tg_argv[1] <> '' and to_jsonb(old) ->> tg_argv[1] is distinct from to_jsonb(new) ->> tg_argv[1] then
        said := (to_jsonb(new) ->> tg_argv[1])::uuid;
    else
        return new;
    end if;
    if said is distinct from sec.uid() or not sec.is_custodian(said, new.compartment_id) then
        raise insufficient_privilege using message = 'A custodian speaks for himself.';
    end if;
    return new;
end $$;

-- What was asked and until when cannot be written otherwise afterwards.
create function sec.custody_stands() returns trigger
language plpgsql set search_path = public, pg_catalog as $$
declare fixed text;
begin
    foreach fixed in array tg_argv loop
        if to_jsonb(old) -> fixed is distinct from to_jsonb(new) -> fixed and to_jsonb(old) -> fixed <> 'null'::jsonb then
            raise insufficient_privilege using message = format('%s stands as it was said.', fixed);
        end if;
    end loop;
    return new;
end $$;

-- A link that two made is ended by two: nobody takes the other's word away.
create function sec.link_ends_by_two() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    if new.ended_at is distinct from old.ended_at and old.confirmed_at is not null and not exists (
            select 1 from identities_ending e where e.link_id = new.id and e.answer = 'APPROVED') then
        raise insufficient_privilege using message = 'What two custodians made, two custodians end.';
    end if;
    return new;
end $$;

create trigger identities_identitylink_ends_by_two before update on identities_identitylink
    for each row execute function sec.link_ends_by_two();
create trigger identities_ending_for_himself before insert or update on identities_ending
    for each row execute function sec.custodian_for_himself('answered_by_id', '');
create trigger identities_ending_stands before update on identities_ending
    for each row execute function sec.custody_stands('compartment_id', 'created_by_id', 'created_at', 'link_id',
        'words', 'answer_by', 'answered_at', 'answer');
create trigger identities_identitylink_for_himself before insert or update on identities_identitylink
    for each row execute function sec.custodian_for_himself('confirmed_by_id', '');
create trigger identities_identitylink_stands before update on identities_identitylink
    for each row execute function sec.custody_stands('compartment_id', 'created_by_id', 'created_at', 'confirm_by',
                                                     'confirmed_at', 'ended_at');
create trigger identities_opening_for_himself before insert or update on identities_opening
    for each row execute function sec.custodian_for_himself('answered_by_id', 'closed_by_id');
create trigger identities_opening_stands before update on identities_opening
    for each row execute function sec.custody_stands('compartment_id', 'created_by_id', 'created_at', 'link_id',
        'purpose', 'words', 'answer_by', 'answered_at', 'answer', 'opens_until', 'closed_at', 'closed_by_id');

revoke all on function sec.is_custodian(uuid, uuid), sec.identity_handles(uuid, text, text), sec.may_unlock_pair(uuid),
    sec.custodian_for_himself(), sec.custody_stands(), sec.link_ends_by_two() from public;
grant execute on function sec.identity_handles(uuid, text, text), sec.may_unlock_pair(uuid) to caseward_runtime;
