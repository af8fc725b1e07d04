-- Whoever a silent compartment keeps is, to everybody else, nobody: also by the clock. A search that meets a key of his
-- in the index, and leaves him out afterwards, takes longer than one that meets nothing. So the keys of such a record
-- stand in the index under a salt of its compartment, and only those who know the compartment ask with it.
alter table nominals_nominal add column salt integer not null default 0;

create function sec.salt_of(of_compartment uuid) returns integer
language sql stable security definer set search_path = public, pg_catalog as $$
    select case when c.discretion = 'SILENT' then hashtext(c.id::text) | 1 else 0 end
    from access_compartment c where c.id = of_compartment
$$;

create function sec.salted(keys integer[], salt integer) returns integer[]
language sql immutable parallel safe set search_path = pg_catalog as $$
    select case when salt = 0 then keys else array(select hashint4(key # salt) from unnest(keys) key) end
$$;

-- The same keys as each of several salts has them.
create function sec.salted_each(keys integer[], salts integer[]) returns integer[]
language sql immutable parallel safe set search_path = pg_catalog as $$
    select case when salts = array[0] then keys else
        array(select case when salt = 0 then key else hashint4(key # salt) end from unnest(keys) key, unnest(salts) salt) end
$$;

-- A record keeps the salt of where it is: made there, or moved there.
create function sec.keep_salt() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    new.salt := sec.salt_of(new.compartment_id);
    return new;
end $$;
create trigger nominals_nominal_keeps_salt before insert or update of compartment_id on nominals_nominal
    for each row execute function sec.keep_salt();

-- And when the compartment itself falls silent, or speaks again.
create function sec.keep_salts() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    update nominals_nominal set salt = sec.salt_of(new.id) where compartment_id = new.id;
    return null;
end $$;
create trigger access_compartment_keeps_salts after update of discretion on access_compartment
    for each row when (old.discretion <> new.discretion) execute function sec.keep_salts();

create index nominals_nominal_by_key on nominals_nominal using gin (sec.salted(keys, salt)) with (fastupdate = off);
create index nominals_nominal_silent on nominals_nominal (compartment_id) where salt <> 0;

-- The salts with which somebody asks: none, and that of each silent compartment he may know.
create function sec.my_salts(mine uuid[]) returns integer[]
language sql stable security definer set search_path = public, pg_catalog as $$
    select array(select 0 union select hashtext(c.id::text) | 1 from access_compartment c
                 where c.discretion = 'SILENT' and c.id in (select unnest(mine)) order by 1)
$$;

-- Whom a question could mean, among those whom the asker may know. It runs with the owner's rights, because array
-- overlap is not leakproof and could not use its index under row-level security; the ids it returns are read through
-- row-level security again. Whose question it is says the session, never an argument.
--
-- Each list holds keys of the kernel (identity/blocking.py), as numbers; what one shared key says is given in bits, as
-- the match model would about count it. Whoever shares most is handed on; where more share enough than can be
-- compared, the likeness of the spelling decides among the first of them. They are ten times as many as are handed on:
-- whoever has a slip in both names shares no more than hundreds of others do, and must not be left out by chance. Two
-- slips in one word (`far`) are looked for where nobody whom the asker may know bears the name, not even with one slip
-- or by its sound. Each list is asked under the asker's own salts, and which compartments he may know is asked once.
create function sec.nominals_like(numbers integer[], births integer[], homes integer[], pairs integer[],
                                  slips integer[], far integer[], sounds integer[], first_year integer, last_year integer,
                                  spellings text[], at_most integer)
returns uuid[]
language plpgsql stable security definer
set search_path = public, pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    mine constant uuid[] := array(select m.compartment_id from access_membership_live m where m.user_id = sec.uid());
    salts constant integer[] := sec.my_salts(mine);
    close constant integer := 10 * at_most;
    found uuid[]; weights integer[]; named boolean;
begin
    with asked (keys, bits, name) as materialized (values
        (sec.salted_each(numbers, salts), 20, false), (sec.salted_each(births, salts), 13, false),
        (sec.salted_each(homes, salts), 9, false), (sec.salted_each(pairs, salts), 13, true),
        (sec.salted_each(slips, salts), 9, true), (sec.salted_each(sounds, salts), 6, true)),
    hit as materialized (
        select n.id, n.compartment_id, n.born_year, a.bits, a.name
        from asked a join nominals_nominal n on sec.salted(n.keys, n.salt) && a.keys),
    known as (
        select id, (sum(bits) + case when born_year between first_year and last_year then 5 else 0 end)::integer as bits,
               bool_or(name) as name
        from hit where compartment_id in (select unnest(mine)) group by id, born_year),
    best as (select id, bits, name from known order by bits desc, id limit close)
    select coalesce(array_agg(id order by bits desc, id), '{}'), array_agg(bits order by bits desc, id),
           coalesce(bool_or(name), false)
    into found, weights, named from best;

    if not named and cardinality(far) > 0 then
        found := found || array(
            select p.id from nominals_nominal p
            where sec.salted(p.keys, p.salt) && sec.salted_each(far, salts) and p.compartment_id in (select unnest(mine))
            limit close);
    end if;
    if cardinality(found) <= at_most then
        return found;
    end if;
    return array(
        select one.id
        from unnest(found, weights) one(id, bits) left join nominals_name n on n.nominal_id = one.id
            left join unnest(spellings) s(spelling) on true
        group by one.id
        order by max(coalesce(one.bits, 0)) + 20 * coalesce(max(similarity(n.normalised, s.spelling)), 0) desc
        limit at_most);
end $$;

revoke all on function sec.salt_of(uuid), sec.salted(integer[], integer), sec.salted_each(integer[], integer[]),
    sec.keep_salt(), sec.keep_salts(), sec.my_salts(uuid[]) from public;
grant execute on function sec.salted(integer[], integer) to caseward_runtime;
revoke all on function sec.nominals_like(integer[], integer[], integer[], integer[], integer[], integer[], integer[],
                                         integer, integer, text[], integer) from public;
grant execute on function sec.nominals_like(integer[], integer[], integer[], integer[], integer[], integer[], integer[],
                                            integer, integer, text[], integer) to caseward_runtime;
