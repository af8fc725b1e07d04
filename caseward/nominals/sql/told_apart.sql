-- Each "not the same" stood in two rows, one for each record, each known to whoever knew that record. It is one word on
-- a pair now, known to whoever may know both.
insert into nominals_personlink (id, compartment_id, version, created_at, created_by_id, nominal_id, other_id,
                                 other_compartment_id, says, state, risks, needs_two, asked_by_id)
select distinct on (n.nominal_id, n.other_id) n.id, one.compartment_id, 1, n.created_at, n.created_by_id, n.nominal_id,
       n.other_id, two.compartment_id, 'NOT_SAME', 'STANDS', '{}', true, n.created_by_id
from nominals_notsame n join nominals_nominal one on one.id = n.nominal_id join nominals_nominal two on two.id = n.other_id
where n.nominal_id < n.other_id
order by n.nominal_id, n.other_id, n.created_at;

insert into nominals_linkstep (id, compartment_id, created_at, created_by_id, other_compartment_id, link_id, kind, because)
select gen_random_uuid(), l.compartment_id, l.created_at, l.created_by_id, l.other_compartment_id, l.id, 'TOLD_APART',
       coalesce(nullif(n.because, ''), '—')
from nominals_personlink l join nominals_notsame n on n.id = l.id;

set constraints all immediate;
