-- Looks that met a rule. The names that are compared never leave these functions: what comes out is which entry of the
-- ledger met which rule, and what is kept is that.
create table sec.watched (at timestamptz primary key, through bigint not null);

create function sec.plain(words text) returns text
language sql stable set search_path = public, pg_catalog as $$
    select regexp_replace(lower(unaccent(coalesce(words, ''))), '[^a-z0-9]', '', 'g')
$$;

create function sec.office_of_oversight() returns uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select office_compartment_id from organisations_unit
    where kind = 'OVERSIGHT' and office_compartment_id is not null order by key limit 1
$$;

-- The looks since an entry, each with the record and with the person that the record is about; what is kept in silence
-- stands in no list, for a line would tell inspectors that it is there.
create function sec.looks_since(since bigint)
returns table (sequence bigint, at timestamptz, actor_id uuid, purpose text, event text, record_id uuid, nominal_id uuid)
language sql stable security definer set search_path = public, pg_catalog as $$
    select e.sequence, e.at, e.actor_id, e.purpose, e.event, r.id, r.nominal_id
    from ledger_entry e
        join accounts_user u on u.id = e.actor_id and u.kind = 'PERSON'
        left join lateral (
            select k.id, k.nominal_id from (
                select n.id, n.id as nominal_id, n.compartment_id from nominals_nominal n where n.id = any (e.subject_ids)
                union all
                select c.id, c.nominal_id, c.compartment_id from cases_case c where c.id = any (e.subject_ids)
                union all
                select f.id, f.nominal_id, f.compartment_id from referrals_referral f where f.id = any (e.subject_ids)) k
            join access_compartment a on a.id = k.compartment_id and a.discretion <> 'SILENT') r on true
    where e.operation = 'CONSULTATION' and e.sequence > since and (r.id is not null or e.event = 'nominal.searched')
$$;

-- Each look of the last hours that met a rule and stands in no list yet. `explains` are the codes of why that name a
-- task; `many` is how many people within an hour are many. Looks of an hour ago are gone through again: an entry may be
-- committed late, and an hour is counted from any look on.
create function sec.draw_lines(
    duty_from time, duty_until time, days_off date[], explains text[], many integer, drawn_at timestamptz)
returns table (sequence bigint, rule text)
language plpgsql security definer set search_path = public, pg_catalog as $$
declare
    office uuid := sec.office_of_oversight();
    since bigint := coalesce(
        (select w.through from sec.watched w where w.at < drawn_at - interval '90 minutes' order by w.at desc limit 1), 0);
begin
    perform sec.must_be_platform();
    if office is null then return; end if;
    insert into sec.watched (at, through) select drawn_at, coalesce(max(e.sequence), 0) from ledger_entry e
        on conflict (at) do nothing;
    delete from sec.watched w where w.at < drawn_at - interval '30 days';
    return query
        with looks as materialized (select * from sec.looks_since(since)),
        opened as (select * from looks l where l.event <> 'search.showed'),
        busy as (
            select o.actor_id from opened o group by o.actor_id having count(distinct coalesce(o.nominal_id, o.record_id)) > many),
        met as (
            select o.*, 'off-duty' as rule from opened o
            where (o.at at time zone 'Europe/London')::time < duty_from
               or (o.at at time zone 'Europe/London')::time >= duty_until
               or (o.at at time zone 'Europe/London')::date = any (days_off)
            union all
            select o.*, 'no-task' from opened o
            where o.record_id is not null and not exists (
                select 1 from unnest(explains) as why where o.purpose = why or starts_with(o.purpose, why || '.'))
            union all
            select o.*, 'famous-name' from opened o
            where exists (
                select 1 from nominals_name n join oversight_famousname f on sec.plain(f.surname) = sec.plain(n.surname)
                where n.nominal_id = o.nominal_id
                  and sec.plain(f.forename) in ('', sec.plain(split_part(trim(n.forenames), ' ', 1))))
            union all
            select o.*, 'own-name' from opened o join accounts_user u on u.id = o.actor_id
            where exists (
                select 1 from nominals_name n
                where n.nominal_id = o.nominal_id and sec.plain(n.surname) <> ''
                  and sec.plain(n.surname) = sec.plain(regexp_replace(trim(u.name), '^.*\s', '')))
            union all
            select o.*, 'own-address' from opened o join oversight_declaredaddress d on d.user_id = o.actor_id
            where exists (
                select 1 from nominals_address a
                where a.nominal_id = o.nominal_id and sec.plain(a.postcode) = sec.plain(d.postcode))
            union all
            (select distinct on (o.actor_id, date_trunc('hour', o.at)) o.*, 'many-looks' from opened o
             where o.actor_id in (select b.actor_id from busy b)
               and many < (
                   select count(distinct coalesce(h.nominal_id, h.record_id)) from opened h
                   where h.actor_id = o.actor_id and h.at <= o.at and h.at > o.at - interval '1 hour')
               and not exists (
                   select 1 from oversight_anomaly told
                   where told.officer_id = o.actor_id and told.rule = 'many-looks'
                     and told.looked_at > o.at - interval '1 hour')
             order by o.actor_id, date_trunc('hour', o.at), o.sequence)
            union all
            select l.*, 'decoy' from looks l
            where exists (select 1 from oversight_decoy d where d.record_id in (l.record_id, l.nominal_id))),
        kept as (
            insert into oversight_anomaly as a (
                id, compartment_id, version, created_at, created_by_id, rule, sequence, officer_id, record_id, looked_at, words)
            select gen_random_uuid(), office, 1, drawn_at, sec.uid(), m.rule, m.sequence, m.actor_id, m.record_id, m.at, ''
            from (select distinct on (met.sequence, met.rule) met.* from met order by met.sequence, met.rule, met.record_id) m
            on conflict on constraint oversight_anomaly_once_a_rule do nothing
            returning a.id, a.sequence, a.rule),
        told as (
            insert into jobs_outboxmessage (
                id, compartment_id, version, created_at, created_by_id, kind, channel, user_id, about_id, due_at,
                attempts, last_error, once)
            select gen_random_uuid(), office, 1, drawn_at, sec.uid(),
                case k.rule when 'decoy' then 'oversight.decoy-seen' else 'oversight.many-looks' end,
                'NOTICE', m.user_id, k.id, drawn_at, 0, '', ''
            from kept k cross join (
                select distinct live.user_id from access_membership_live live
                where live.compartment_id = office and 'ledger.read' = any (live.capabilities)) m
            where k.rule in ('decoy', 'many-looks') returning 1)
        select k.sequence, k.rule from kept k;
end $$;

-- The record that bears a reference, for inspectors, who read no record: they mark one as a decoy without opening it.
create function sec.record_bearing(wanted text) returns uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select r.id from (
        select id, compartment_id from nominals_nominal where reference = wanted
        union all select id, compartment_id from referrals_referral where reference = wanted) r
    join access_compartment c on c.id = r.compartment_id and c.discretion = 'POINTERS'
    where sec.holds('ledger.read')
$$;

revoke all on function sec.plain(text), sec.office_of_oversight(), sec.looks_since(bigint), sec.record_bearing(text),
    sec.draw_lines(time, time, date[], text[], integer, timestamptz) from public;
grant execute on function sec.record_bearing(text),
    sec.draw_lines(time, time, date[], text[], integer, timestamptz) to caseward_runtime;
