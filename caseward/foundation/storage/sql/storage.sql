-- Which of these names on the shelf belong to no file: 128 random bits each, so that asking tells nothing to a guesser.
create function sec.unknown_addresses(found text[]) returns setof text
language sql stable security definer set search_path = public, pg_catalog as $$
    select each.address from unnest(found) as each (address)
    where not exists (select from storage_storedfile f where f.address = each.address)
$$;
revoke all on function sec.unknown_addresses(text[]) from public;
grant execute on function sec.unknown_addresses(text[]) to caseward_runtime;
