-- Pairs that look alike are known to those only who may know both, like the words on them (pairs.sql).
alter table nominals_similarpair enable row level security;
create policy knows_both on nominals_similarpair for all to caseward_runtime
    using (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())))
    with check (compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid()))
       and other_compartment_id in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
revoke delete on nominals_similarpair from caseward_runtime;

create trigger nominals_similarpair_of_its_records before insert or update on nominals_similarpair
    for each row execute function sec.pair_is_of_its_records();

-- For each record its nearest among those that the asker may know, by how many of the keys given they share: the narrow
-- ones (numbers, births, homes, two sounds together), which few records have. With the owner's rights, because array
-- overlap is not leakproof and could not use its index under row-level security; what it returns is read under it again.
create function sec.nominals_alike(questions jsonb, at_most integer)
returns table (one uuid, other uuid)
language plpgsql stable security definer
set search_path = public, pg_catalog set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
    mine constant uuid[] := array(select m.compartment_id from access_membership_live m where m.user_id = sec.uid());
    salts constant integer[] := sec.my_salts(mine);
begin
    return query
        select q.id, near.id
        from jsonb_to_recordset(questions) as q(id uuid, keys integer[]),
            lateral (
                select n.id from nominals_nominal n
                where sec.salted(n.keys, n.salt) && sec.salted_each(q.keys, salts) and n.id <> q.id
                  and n.compartment_id = any (mine)
                order by cardinality(array(select unnest(n.keys) intersect select unnest(q.keys))) desc, n.id
                limit at_most) near;
end $$;

revoke all on function sec.nominals_alike(jsonb, integer) from public;
grant execute on function sec.nominals_alike(jsonb, integer) to caseward_runtime;
