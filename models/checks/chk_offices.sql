with

offices as (
    {{ seed_rows('offices') }}
),

problems as (
    {{ check_filled('offices', ['office', 'latitude', 'longitude', 'radius_km', 'why']) }}
    union all
    {{ check_unique('offices', ['office']) }}
    {% for column, limit in {'latitude': 90, 'longitude': 180}.items() %}
        union all
        {{ seed_problem('offices', column, quoted(column) ~ " || ' is not in degrees; write it like 45.764'") }}
        from offices
        where
            not {{ is_blank(column) }}
            and {{ read_coordinate(column, limit) }} is null
    {% endfor %}
    union all
    {{ seed_problem('offices', 'radius_km', quoted('radius_km') ~ " || ' is not a distance in km; write it like 40'") }}
    from offices
    where
        not {{ is_blank('radius_km') }}
        and not coalesce({{ read_coordinate('radius_km', 20100) }} >= 0, false)
)

select * from problems
