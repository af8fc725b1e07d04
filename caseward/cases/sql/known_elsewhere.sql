-- How often units that say whom outsiders may ask had to do with somebody since a day: contacts of any agency, and referrals.
-- Two numbers and nothing of what they know, so that many contacts here and there are seen to be many (failings F02, F10).
-- Who is meant is decided as for a pointer: a number agrees, or a name together with the day of birth. What a silent unit
-- holds, or one that has said nothing, is never counted. Of the asker's own units he counts himself.
create function sec.known_elsewhere(numbers integer[], births integer[], pairs integer[], contacts_since date, referrals_since date)
returns table (contacts integer, referrals integer)
language plpgsql stable security definer
set search_path = public, pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
    if not sec.holds('nominal.search') then
        return query select 0, 0;
        return;
    end if;
    return query
    with asked (keys, bits) as materialized (values (numbers, 20), (births, 13), (pairs, 13)),
    hit as (
        select n.id, n.compartment_id, a.bits
        from asked a join nominals_nominal n on sec.salted(n.keys, n.salt) && a.keys),
    telling as (
        select c.id from access_compartment c where c.discretion = 'POINTERS' and c.contact <> ''
          and c.id not in (select m.compartment_id from access_membership_live m where m.user_id = sec.uid())),
    person as (
        select hit.id from hit where hit.compartment_id in (select telling.id from telling)
        group by hit.id having sum(hit.bits) >= 20),
    referral as (
        select r.id, (r.received_at at time zone 'Europe/London')::date as came from referrals_referral r
        where r.nominal_id in (select person.id from person) and r.compartment_id in (select telling.id from telling)),
    about as (
        select person.id from person union all select referral.id from referral
        union all
        select c.id from cases_case c
        where c.nominal_id in (select person.id from person) and c.compartment_id in (select telling.id from telling)),
    contact as (
        select from chronology_entry e
        where e.about_id in (select about.id from about) and e.compartment_id in (select telling.id from telling)
          and e.kind = 'CONTACT' and e.amends_id is null and e.occurred_from >= contacts_since
        union all
        select from referral where referral.came >= contacts_since)
    select (select count(*)::integer from contact),
           (select count(*)::integer from referral where referral.came >= referrals_since);
end $$;

revoke all on function sec.known_elsewhere(integer[], integer[], integer[], date, date) from public;
grant execute on function sec.known_elsewhere(integer[], integer[], integer[], date, date) to caseward_runtime;
