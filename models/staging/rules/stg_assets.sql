with

assets as (
    select * from {{ ref('assets') }}
),

typed_rows as (
    select
        {{ tidy('asset') }} as asset,
        lower({{ tidy('velocity') }}) as asset_velocity,
        lower({{ tidy('content_stage') }}) as content_stage
    from assets
)

select * from typed_rows
