-- The store of equality characteristics. Whoever serves people reads no row of it, by no statement: not to find, score,
-- rank or order anybody. What follows is all there is, each inside a command, which the ledger tells of.
revoke all on characteristics_characteristics from caseward_runtime;

create function sec.must_be_in_command() returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
    if coalesce(current_setting('app.command', true), '') = '' then
        raise insufficient_privilege using message = 'Equality characteristics are read only inside a command.';
    end if;
end $$;

-- Where somebody's record is kept, if the person of the session may write it there now.
create function sec.writes_nominal(of_nominal uuid) returns uuid
language sql stable security definer set search_path = public, pg_catalog as $$
    select n.compartment_id from nominals_nominal n
    join access_membership_live m on m.compartment_id = n.compartment_id
    where n.id = of_nominal and m.user_id = sec.uid() and 'nominal.write' = any (m.capabilities) limit 1
$$;

-- What one person said, for their own form; no row where nobody asked yet, or for whoever may not write the record.
create function sec.characteristics_of(of_nominal uuid) returns table (version integer, answers jsonb)
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_in_command();
    return query
        select c.version, to_jsonb(c) - array['id', 'compartment_id', 'nominal_id', 'version', 'created_at', 'created_by_id',
                                              'changed_at', 'changed_by_id']
        from characteristics_characteristics c
        where c.nominal_id = of_nominal and sec.writes_nominal(of_nominal) is not null;
end $$;

-- Keeps what one person said; false where it was changed since the version that was seen.
create function sec.keep_characteristics(of_nominal uuid, seen integer, at timestamptz, said jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_catalog as $$
declare kept_in uuid := sec.writes_nominal(of_nominal); stands integer;
begin
    perform sec.must_be_in_command();
    if kept_in is null then
        raise insufficient_privilege using message = 'Nobody may keep this who may not write the record.';
    end if;
    perform from nominals_nominal where id = of_nominal for update;
    select c.version into stands from characteristics_characteristics c where c.nominal_id = of_nominal;
    if coalesce(stands, 0) <> seen then return false; end if;
    insert into characteristics_characteristics as c
        (id, compartment_id, nominal_id, version, created_at, created_by_id, changed_at, changed_by_id,
         age, disability, gender_reassignment, marriage, pregnancy, race, religion, sex, orientation)
    select gen_random_uuid(), kept_in, of_nominal, 1, at, sec.uid(), at, sec.uid(),
           said ->> 'age', said ->> 'disability', said ->> 'gender_reassignment', said ->> 'marriage', said ->> 'pregnancy',
           said ->> 'race', said ->> 'religion', said ->> 'sex', said ->> 'orientation'
    on conflict (nominal_id) do update set
        version = c.version + 1, compartment_id = excluded.compartment_id, changed_at = at, changed_by_id = sec.uid(),
        age = excluded.age, disability = excluded.disability, gender_reassignment = excluded.gender_reassignment, marriage = excluded.marriage,
        pregnancy = excluded.pregnancy, race = excluded.race, religion = excluded.religion,
        sex = excluded.sex, orientation = excluded.orientation;
    return true;
end $$;

-- How many of the people of one's units said what. Of each characteristic the answers below `fewest` have no figure, and as
-- many beside them as it takes until those without one are `fewest` together: no figure follows from the others.
create function sec.characteristics_counted(fewest integer)
returns table (characteristic text, answer text, people bigint)
language plpgsql stable security definer set search_path = public, pg_catalog as $$
begin
    perform sec.must_be_in_command();
    return query
        with mine as (
            select distinct m.compartment_id from access_membership_live m
            where m.user_id = sec.uid() and 'team.read' = any (m.capabilities)),
        counted as (
            select said.key as characteristic, said.value as answer, count(*) as people
            from characteristics_characteristics c
            cross join lateral jsonb_each_text(to_jsonb(c) - array['id', 'compartment_id', 'nominal_id', 'version',
                'created_at', 'created_by_id', 'changed_at', 'changed_by_id']) said
            where c.compartment_id in (select mine.compartment_id from mine)
            group by 1, 2),
        smallest_first as (
            select k.*, coalesce(sum(k.people) over (partition by k.characteristic order by k.people, k.answer
                                                     rows between unbounded preceding and 1 preceding), 0) as before,
                   min(k.people) over (partition by k.characteristic) as least
            from counted k)
        select s.characteristic, s.answer,
               case when s.people < fewest or (s.least < fewest and s.before < fewest) then null else s.people end
        from smallest_first s;
end $$;

revoke all on function sec.must_be_in_command(), sec.writes_nominal(uuid), sec.characteristics_of(uuid),
    sec.keep_characteristics(uuid, integer, timestamptz, jsonb), sec.characteristics_counted(integer) from public;
grant execute on function sec.characteristics_of(uuid), sec.keep_characteristics(uuid, integer, timestamptz, jsonb),
    sec.characteristics_counted(integer) to caseward_runtime;
