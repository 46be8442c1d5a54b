with

offices as (
    select * from {{ ref('offices') }}
),

typed_rows as (
    select
        {{ tidy('office') }} as office,
        {{ read_coordinate('latitude') }} as latitude,
        {{ read_coordinate('longitude') }} as longitude,
        {{ read_coordinate('radius_km') }} as radius_km
    from offices
)

select * from typed_rows
