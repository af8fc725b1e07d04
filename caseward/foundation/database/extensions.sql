-- Trigram, phonetic and accent-blind search of names; exclusion of overlapping periods.
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create extension if not exists unaccent;
create extension if not exists btree_gist;
