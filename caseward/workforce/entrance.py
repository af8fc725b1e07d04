"""What every page asks of postings: the unit that stands beside the name in the bar."""

UNIT = """
    select coalesce(string_agg(distinct u.name, ', ' order by u.name), '')
    from workforce_posting p join organisations_unit u on u.id = p.unit_id
    where p.user_id = (select sec.uid()) and p.starts_at <= %(now)s and (p.ends_at is null or p.ends_at > %(now)s)
"""
