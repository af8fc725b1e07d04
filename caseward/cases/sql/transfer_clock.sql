-- Whoever refuses a transfer does not know the case, and ends by the refusal what the sender was waiting for: this one thing,
-- and nobody learns from it that there was one. Returns which it was, for the ledger.
create function sec.transfer_was_refused(of_transfer uuid) returns uuid
language plpgsql security definer set search_path = public, pg_catalog as $$
declare ended uuid;
begin
    update obligations_obligation o
    set ended_at = t.answered_at, happened_at = t.answered_at, ended_how = 'transfer-refused', ended_by_id = sec.uid(), tells_at = null,
        version = o.version + 1
    from cases_transfer t
    where t.id = of_transfer and t.answer = 'REFUSED' and t.answered_by_id = sec.uid()
      and o.about_id = t.case_id and o.rule_key = 'transfer-answer' and o.ended_at is null
      and o.started_at between t.created_at and t.answered_at
    returning o.id into ended;
    return ended;
end $$;

revoke all on function sec.transfer_was_refused(uuid) from public;
grant execute on function sec.transfer_was_refused(uuid) to caseward_runtime;
