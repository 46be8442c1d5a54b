select
    before.label,
    before.contacts as "in force#",
    coalesce(after.contacts, 0) as "suggested#"
from (
    select
        *,
        row_number() over () as place
    from labels_before
) as before
left join labels_after as after
    on before.label = after.label
order by before.place
