-- Vetting is renewed by those who post people, for the whole region. What is owed of it stands in the office of whoever wrote
-- it down, or in the first there is; and ends there, whichever office recorded what ended it.
create function sec.owe_renewal(obligation uuid, of_user uuid, rule text, rule_version text, started timestamptz,
                                due timestamptz, tells timestamptz, at timestamptz, by uuid)
returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare office uuid;
begin
    perform sec.must_post_people();
    select u.office_compartment_id into office
    from organisations_unit u
        left join access_membership_live m on m.compartment_id = u.office_compartment_id and m.user_id = sec.uid()
            and 'posting.administer' = any (m.capabilities)
    where u.kind = 'ADMINISTRATION' and u.office_compartment_id is not null
    order by m.user_id is null, u.name, u.id limit 1;
    if office is null then
        raise no_data_found using message = 'There is no office of administration in which vetting could be owed.';
    end if;
    return sec.owe(obligation, office, of_user, 'colleague', (select a.name from accounts_user a where a.id = of_user), rule,
                   rule_version, started, due, tells, null, 'posting.administer', at, coalesce(sec.uid(), by));
end $$;

create function sec.end_renewal(of_user uuid, rule text, how text, at timestamptz, by uuid) returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare ended uuid;
begin
    perform sec.must_post_people();
    update obligations_obligation o
    set ended_at = at, happened_at = at, ended_by_id = coalesce(sec.uid(), by), ended_how = how, tells_at = null, version = o.version + 1
    where o.about_id = of_user and o.about_kind = 'colleague' and o.rule_key = rule and o.ended_at is null
    returning o.id into ended;
    return ended;
end $$;

create function sec.must_post_people() returns void
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    if 'caseward_runtime' in (session_user, current_setting('role')) and not sec.holds('posting.administer') then
        raise insufficient_privilege using message = 'Only those who post people record what is owed of their vetting.';
    end if;
end $$;

revoke all on function sec.owe_renewal(uuid, uuid, text, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid),
    sec.end_renewal(uuid, text, text, timestamptz, uuid), sec.must_post_people() from public;
grant execute on function sec.owe_renewal(uuid, uuid, text, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid),
    sec.end_renewal(uuid, text, text, timestamptz, uuid) to caseward_runtime;
