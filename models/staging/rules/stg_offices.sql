with

offices as (
    select * from {{ ref('offices') }}
),

typed_rows as (
    select
        {{ tidy('office') }} as office,
        {{ read_coordinate('latitude', 90) }} as latitude,
        {{ read_coordinate('longitude', 180) }} as longitude,
        {{ read_coordinate('radius_km', 20100) }} as radius_km
    from offices
)

select * from typed_rows
