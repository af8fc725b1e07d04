-- As before (similar.sql), and right when both records of a pair move in one statement: each side is read from its record.
create or replace function sec.pairs_follow() returns trigger
language plpgsql security definer set search_path = public, pg_catalog as $$
begin
    update nominals_personlink l set compartment_id = one.compartment_id, other_compartment_id = two.compartment_id
    from nominals_nominal one, nominals_nominal two
    where new.id in (l.nominal_id, l.other_id) and one.id = l.nominal_id and two.id = l.other_id;
    update nominals_linkstep s set compartment_id = l.compartment_id, other_compartment_id = l.other_compartment_id
    from nominals_personlink l where l.id = s.link_id and new.id in (l.nominal_id, l.other_id);
    update nominals_similarpair p set compartment_id = one.compartment_id, other_compartment_id = two.compartment_id
    from nominals_nominal one, nominals_nominal two
    where new.id in (p.nominal_id, p.other_id) and one.id = p.nominal_id and two.id = p.other_id;
    return null;
end $$;
