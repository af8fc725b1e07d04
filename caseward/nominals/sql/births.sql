-- What was known before details had an origin: what came with a referral says so; a birth came with the main name.
update nominals_name set origin = 'REFERRAL' where source_id is not null;
update nominals_address set origin = 'REFERRAL' where source_id is not null;
update nominals_identifier set origin = 'REFERRAL' where source_id is not null;

insert into nominals_birth (id, compartment_id, version, created_at, created_by_id, nominal_id, source_id, origin,
                            origin_name, grade, nature, since, until, year, month, day, youngest_age, oldest_age, age_as_of)
select gen_random_uuid(), n.compartment_id, 1, n.created_at, n.created_by_id, n.id, f.source_id,
       case when f.source_id is null then 'TAKEN_OVER' else 'REFERRAL' end, '', '', 'FACT', '', '',
       n.born_year, n.born_month, n.born_day, n.youngest_age, n.oldest_age, n.age_as_of
from nominals_nominal n left join nominals_name f on f.nominal_id = n.id and f.kind = 'MAIN'
where n.born_year is not null or n.age_as_of is not null;

set constraints all immediate;
