-- Ids whose rows are somebody's, now or as soon as it is known whose: outcomes of
-- rows are the same whatever as_of is. A visitor is nobody's but through aliases.
with

contact_aliases as (
    select * from {{ ref('base_contact_aliases') }}
    where rejection_reason is null
),

survivors as (
    select * from {{ ref('stg_contact_aliases') }}
),

known_ids as (
    select exported_id from {{ ref('base_contacts') }}
    where rejection_reason is null
    union
    select alias_id as exported_id from contact_aliases
    union
    select named_id as exported_id from contact_aliases
),

contact_ids as (
    select
        {{ text_hash('known_ids.exported_id') }} as exported_key,
        {{ text_hash('coalesce(survivors.contact_id, known_ids.exported_id)') }}
            as contact_key
    from known_ids
    left join survivors
        on known_ids.exported_id = survivors.alias_id
    union all
    select
        {{ visitor_key('alias_id') }} as exported_key,
        {{ text_hash('contact_id') }} as contact_key
    from survivors
)

select * from contact_ids
