-- A rejected row is shown as it was exported, without what the build adds.
select
    table_name,
    row_id,
    raw_row
from {{ ref('rejected_rows') }}
where raw_row like '%"raw_part"%'
