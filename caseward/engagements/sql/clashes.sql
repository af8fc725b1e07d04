-- A clash is known to exactly those who may know its engagement. The platform alone writes one; an officer settles it.
alter table engagements_clash add constraint engagements_clash_where_its_engagement_is
    foreign key (engagement_id, compartment_id) references engagements_engagement (id, compartment_id) deferrable initially deferred;
revoke insert, update, delete on engagements_clash from caseward_runtime;
grant update (version, settled_at, settled_by_id, settled_how, settled_because) on engagements_clash to caseward_runtime;

-- What is the same of a pair in both of its rows.
create function sec.pair_of(one uuid, two uuid) returns uuid language sql immutable set search_path = pg_catalog as $$
    select md5(least(one, two)::text || greatest(one, two)::text)::uuid
$$;

-- With what of any unit an engagement clashes, and by what; the comparison itself, which the two below make for the platform.
create function sec.clashing(booked uuid, organisation_days integer, person_days integer, address_days integer)
returns table (one uuid, two uuid, by text) language sql stable set search_path = public, pg_catalog as $$
    with recursive mine as (
        select e.*, c.nominal_id from engagements_engagement e left join cases_case c on c.id = e.case_id
        where e.id = booked and e.ended_at is null),
    same (id) as (
        select mine.nominal_id from mine where mine.nominal_id is not null
        union
        select case when l.nominal_id = s.id then l.other_id else l.nominal_id end
        from same s join nominals_personlink l on s.id in (l.nominal_id, l.other_id)
            and l.says = 'SAME' and l.state in ('STANDS', 'END_ASKED')
        where s.id = (select mine.nominal_id from mine) or exists (
            select from nominals_nominal n join access_compartment k on k.id = n.compartment_id
            where n.id = s.id and k.discretion <> 'SILENT')),
    found (other, by) as (
        select o.id, 'PERSON' from mine join engagements_engagement o on abs(extract(epoch from o.planned_at - mine.planned_at)) <= person_days * 86400
            join cases_case c on c.id = o.case_id join same on same.id = c.nominal_id
        union all
        select o.id, 'ADDRESS' from mine join engagements_engagement o on o.place_key = mine.place_key and o.place_key <> ''
            and o.planned_at between mine.planned_at - make_interval(days => address_days) and mine.planned_at + make_interval(days => address_days)
        union all
        select o.id, 'ORGANISATION' from mine join engagements_engagement o on o.organisation_key = mine.organisation_key and o.organisation_key <> ''
            and o.planned_at between mine.planned_at - make_interval(days => organisation_days) and mine.planned_at + make_interval(days => organisation_days))
    -- What was held counts: it was to the same door. Nobody clashes with himself.
    select mine.id as one, o.id as two, found.by from mine cross join found join engagements_engagement o on o.id = found.other
    where o.created_by_id <> mine.created_by_id and coalesce(o.became, 'HELD') = 'HELD'
$$;

-- Compares an engagement with those of every unit and writes down what clashes: for each of the two officers as far as he
-- may learn of the other. Within a compartment both may; of another he learns its unit and whom to ring, where others may
-- learn that it exists, and of a person or an address only where the unit says whom to ring. What is silent tells nobody of
-- itself, and its own officer of the other. What a silent compartment holds makes nobody else's records one person's.
-- Only the platform's own job runs it.
create function sec.tell_of_clashes(booked uuid, organisation_days integer, person_days integer, address_days integer,
                                    at timestamptz, rule_version text, due timestamptz, tells timestamptz,
                                    before_version text, ahead interval)
returns table (told integer, obligations uuid[], about uuid[], rules text[], since timestamptz[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    with mine as (
        select e.* from engagements_engagement e where e.id = booked and e.ended_at is null),
    pairs as (select * from sec.clashing(booked, organisation_days, person_days, address_days)),
    sides as (select one as own, two as other, pairs.by from pairs union all select two, one, pairs.by from pairs),
    may as (
        select distinct on (own.id, other.id) own.id, own.reference, own.compartment_id, own.created_by_id, s.by, u.name as unit,
               case when other.compartment_id = own.compartment_id then p.name else k.contact end as contact,
               sec.pair_of(own.id, other.id) as pair, own.planned_at, own.moved_at,
               greatest(own.moved_at, other.moved_at) as changed_at
        from sides s join engagements_engagement own on own.id = s.own join engagements_engagement other on other.id = s.other
            join organisations_unit u on u.id = other.unit_id join access_compartment k on k.id = other.compartment_id
            join accounts_user p on p.id = other.created_by_id
        where own.ended_at is null and (other.compartment_id = own.compartment_id
              or k.discretion = 'POINTERS' and (k.contact <> '' or s.by = 'ORGANISATION')
              and not exists (select from access_exclusion x
                              where x.user_id = own.created_by_id and x.compartment_id = other.compartment_id and x.ends_at is null))
        order by own.id, other.id, array_position(array['PERSON', 'ADDRESS', 'ORGANISATION'], s.by)),
    written as (
        insert into engagements_clash (id, compartment_id, version, created_at, created_by_id, engagement_id, pair, by, unit, contact)
        select gen_random_uuid(), m.compartment_id, 1, tell_of_clashes.at, sec.uid(), m.id, m.pair, m.by, m.unit, m.contact from may m
        -- What was settled stays settled until one of the two is moved.
        where not exists (select from engagements_clash c where c.engagement_id = m.id and c.pair = m.pair
                          and (c.settled_at is null or m.changed_at is null or c.settled_at >= m.changed_at))
        on conflict (engagement_id, pair) where settled_at is null do nothing
        returning engagements_clash.id, engagements_clash.engagement_id),
    bearer as (
        select distinct m.id, m.reference, m.compartment_id, m.planned_at, m.moved_at, m.planned_at < tell_of_clashes.due as is_before,
               case when exists (select from access_membership_live l
                                 where l.user_id = m.created_by_id and l.compartment_id = m.compartment_id
                                   and 'case.write' = any (l.capabilities)) then m.created_by_id end as officer
        from may m where m.id in (select w.engagement_id from written w)),
    -- Two working days after it was told, or until the engagement itself where that comes sooner.
    clock as (
        select b.*, 'engagement-clash' as rule_key, tell_of_clashes.rule_version as version, tell_of_clashes.at as started_at,
               tell_of_clashes.due as due_at, tell_of_clashes.tells as tells_at
        from bearer b where not b.is_before
        union all
        select b.*, 'engagement-clash-before', tell_of_clashes.before_version, b.planned_at - tell_of_clashes.ahead,
               b.planned_at, b.planned_at
        from bearer b where b.is_before),
    due_now as materialized (
        select c.id as about_id, c.rule_key, c.started_at,
               sec.owe(gen_random_uuid(), c.compartment_id, c.id, 'engagement', sec.shown_reference(c.reference), c.rule_key,
                       c.version, c.started_at, c.due_at, c.tells_at, c.officer, 'case.write', tell_of_clashes.at, sec.uid()) as id
        from clock c
        where not exists (select from obligations_obligation o where o.about_id = c.id and o.ended_at is null
                          and o.rule_key in ('engagement-clash', 'engagement-clash-before'))),
    owed as (select * from due_now where due_now.id is not null),
    sent as (
        insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                        about_id, due_at, attempts, last_error, once)
        select gen_random_uuid(), b.compartment_id, 1, tell_of_clashes.at, sec.uid(), 'engagement.clash', 'NOTICE',
               b.officer, b.id, tell_of_clashes.at, 0, '',
               'clash-' || booked || coalesce('-' || extract(epoch from (select mine.moved_at from mine))::bigint, '')
        from bearer b where b.officer is not null
        on conflict do nothing
        returning jobs_outboxmessage.id)
    select (select count(*)::integer from written), array(select o.id from owed o order by o.id),
           array(select o.about_id from owed o order by o.id), array(select o.rule_key from owed o order by o.id),
           array(select o.started_at from owed o order by o.id), array(select s.id from sent s);
end $$;

-- Ends what is owed of engagements none of whose clashes is open any more, and tells their officers. Called by those below.
create function sec.carry_over(settled uuid[], at timestamptz, once text)
returns table (obligations uuid[], about uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_platform();
    return query
    with done as (
        update obligations_obligation o set ended_at = carry_over.at, happened_at = carry_over.at, ended_by_id = sec.uid(),
                                            ended_how = 'settled-elsewhere', tells_at = null, version = o.version + 1
        where o.about_id = any (settled) and o.rule_key in ('engagement-clash', 'engagement-clash-before') and o.ended_at is null and o.paused_at is null
          and not exists (select from engagements_clash c where c.engagement_id = o.about_id and c.settled_at is null)
        returning o.id, o.about_id),
    sent as (
        insert into jobs_outboxmessage (id, compartment_id, version, created_at, created_by_id, kind, channel, user_id,
                                        about_id, due_at, attempts, last_error, once)
        select gen_random_uuid(), e.compartment_id, 1, carry_over.at, sec.uid(), 'engagement.clash-settled', 'NOTICE',
               e.created_by_id, e.id, carry_over.at, 0, '', carry_over.once
        from engagements_engagement e where e.id = any (settled) and exists (
            select from access_membership_live l where l.user_id = e.created_by_id and l.compartment_id = e.compartment_id)
        on conflict do nothing
        returning jobs_outboxmessage.id)
    select array(select d.id from done d order by d.id), array(select d.about_id from done d order by d.id),
           array(select s.id from sent s);
end $$;

-- What one officer settled is settled for the other too, unless that one may no longer learn of it. He learns how, and no
-- words. Nothing more is owed about an engagement none of whose clashes is open. Only the platform's own job runs it.
create function sec.settle_elsewhere(clash uuid, at timestamptz)
returns table (obligations uuid[], about uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
declare settled uuid[];
begin
    perform sec.must_be_platform();
    with mine as (
        select c.* from engagements_clash c join access_compartment k on k.id = c.compartment_id
        where c.id = clash and c.settled_at is not null),
    changed as (
        update engagements_clash c set settled_at = settle_elsewhere.at, settled_by_id = sec.uid(), settled_how = mine.settled_how,
                                       settled_because = '', version = c.version + 1
        from mine join access_compartment k on k.id = mine.compartment_id
        where c.pair = mine.pair and c.id <> mine.id and c.settled_at is null
          and (c.compartment_id = mine.compartment_id or k.discretion = 'POINTERS')
        returning c.engagement_id)
    select coalesce(array_agg(changed.engagement_id), '{}') into settled from changed;
    return query select * from sec.carry_over(settled, settle_elsewhere.at, 'settled-' || clash);
end $$;

-- What was withdrawn, or was not held, clashes with nobody any more: each other officer who was told of it is told that too,
-- unless he may no longer learn of it. Its own officer need not have known of any. Only the platform's own job runs it.
create function sec.settle_withdrawn(gone uuid, at timestamptz)
returns table (obligations uuid[], about uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
declare settled uuid[];
begin
    perform sec.must_be_platform();
    with mine as (
        select e.id, e.compartment_id, k.discretion from engagements_engagement e join access_compartment k on k.id = e.compartment_id
        where e.id = gone and e.ended_at is not null and e.became <> 'HELD'),
    changed as (
        update engagements_clash c set settled_at = settle_withdrawn.at, settled_by_id = sec.uid(), settled_how = 'WITHDRAWN',
                                       settled_because = '', version = c.version + 1
        from mine
        where c.settled_at is null and c.engagement_id <> mine.id and c.pair = sec.pair_of(c.engagement_id, mine.id)
          and (c.compartment_id = mine.compartment_id or mine.discretion = 'POINTERS')
        returning c.engagement_id)
    select coalesce(array_agg(changed.engagement_id), '{}') into settled from changed;
    return query select * from sec.carry_over(settled, settle_withdrawn.at, 'withdrawn-' || gone);
end $$;

-- What was moved clashes with some no more: for each of the two the clash ends, unless he may no longer learn of the other.
-- Where they still meet by something else that he may learn of, it says so from now on. Only the platform's own job runs it.
create function sec.end_parted(gone uuid, organisation_days integer, person_days integer, address_days integer, at timestamptz)
returns table (obligations uuid[], about uuid[], messages uuid[])
language plpgsql security definer set search_path = public, pg_catalog as $$
declare settled uuid[]; moved timestamptz;
begin
    perform sec.must_be_platform();
    select e.moved_at into moved from engagements_engagement e where e.id = gone and e.ended_at is null;
    if moved is null then
        return query select '{}'::uuid[], '{}'::uuid[], '{}'::uuid[];
        return;
    end if;
    with sides as (
        select c.id, c.compartment_id, c.pair, c.contact, coalesce(
                   (select t.engagement_id from engagements_clash t where t.pair = c.pair and t.engagement_id <> gone limit 1),
                   (select o.id from engagements_engagement o where sec.pair_of(o.id, gone) = c.pair)) as other
        from engagements_clash c where c.engagement_id = gone and c.settled_at is null
        union all
        select c.id, c.compartment_id, c.pair, c.contact, gone
        from engagements_clash c where c.settled_at is null and c.engagement_id <> gone and c.pair = sec.pair_of(c.engagement_id, gone)),
    known as (
        select s.* from sides s join engagements_engagement o on o.id = s.other join access_compartment k on k.id = o.compartment_id
        where s.compartment_id = o.compartment_id or k.discretion = 'POINTERS'),
    meets as materialized (
        select sec.pair_of(x.one, x.two) as pair, x.by from sec.clashing(gone, organisation_days, person_days, address_days) x),
    stands as (
        select distinct on (k.id) k.id, m.by from known k left join meets m on m.pair = k.pair and (k.contact <> '' or m.by = 'ORGANISATION')
        order by k.id, array_position(array['PERSON', 'ADDRESS', 'ORGANISATION'], m.by)),
    changed as (
        update engagements_clash c set version = c.version + 1, by = coalesce(s.by, c.by),
               settled_at = case when s.by is null then end_parted.at end, settled_by_id = case when s.by is null then sec.uid() end,
               settled_how = case when s.by is null then 'MOVED' end, settled_because = case when s.by is null then '' end
        from stands s where s.id = c.id and s.by is distinct from c.by
        returning c.engagement_id, c.settled_at)
    select coalesce(array_agg(changed.engagement_id) filter (where changed.settled_at is not null), '{}') into settled from changed;
    return query select * from sec.carry_over(settled, end_parted.at, 'parted-' || gone || '-' || extract(epoch from moved)::bigint);
end $$;

revoke all on function sec.tell_of_clashes(uuid, integer, integer, integer, timestamptz, text, timestamptz, timestamptz, text, interval)
    from public;
revoke all on function sec.settle_elsewhere(uuid, timestamptz), sec.settle_withdrawn(uuid, timestamptz) from public;
revoke all on function sec.carry_over(uuid[], timestamptz, text), sec.pair_of(uuid, uuid), sec.clashing(uuid, integer, integer, integer),
    sec.end_parted(uuid, integer, integer, integer, timestamptz) from public;
grant execute on function sec.tell_of_clashes(uuid, integer, integer, integer, timestamptz, text, timestamptz, timestamptz, text, interval)
    to caseward_runtime;
grant execute on function sec.settle_elsewhere(uuid, timestamptz), sec.settle_withdrawn(uuid, timestamptz),
    sec.end_parted(uuid, integer, integer, integer, timestamptz) to caseward_runtime;
