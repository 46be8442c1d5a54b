{% set parts = ['data', 'agreement'] %}

with

checks as (
    {% for part in parts %}
        select * from {{ ref('int_readiness_' ~ part) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

readiness as (
    select
        readiness_check,
        subject,
        case when is_go then 'go' else 'no_go' end as status,
        cast(measured as decimal(18, 4)) as measured,
        cast(needed as decimal(18, 4)) as needed,
        reason
    from checks
)

select * from readiness
