select
    contact_id,
    created_at,
    coalesce(nullif(lower(trim(audience)), ''), 'b2c') as audience,
    lower(trim(sector)) as sector,
    lower(trim(sex)) as sex,
    cast(birth_date as date) as birth_date,
    latitude,
    longitude
from read_parquet('{{ var("raw") }}/contacts/*.parquet')
where trim(contact_id) <> '' and created_at <= now() at time zone 'UTC' + interval 1 day
qualify row_number() over (partition by contact_id order by created_at) = 1
