-- The chosen week and the two months whose agreement it shows.
with scored as (
    select max(as_of) as as_of
    from marts.lead_scores
)

select
    as_of,
    $week as week_starts_on,
    $week + 6 as week_ends_on,
    $week + 6 <= as_of as is_complete,
    strftime($week, '%G-W%V') as iso_week
from scored
