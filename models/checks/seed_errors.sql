{% set checks = [
    'chk_cells', 'chk_repeated_rows', 'chk_models', 'chk_behaviours',
    'chk_tiers_and_curves', 'chk_bands', 'chk_exclusions', 'chk_labels',
    'chk_label_conditions', 'chk_report_seeds',
] %}

with

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

-- Raw data and no seed, but nothing can be built on it either.
endless_aliases as (
    select
        'contact_aliases' as file_name,
        cast(null as integer) as row_number,
        'alias_id' as cell,
        {{ sentence(
            "'{going_round.alias_id}' is merged in a circle, or more than 1024 "
            ~ 'times in a row, and never reaches a surviving contact'
        ) }} as problem
    from contact_aliases as going_round
    inner join contact_aliases as further
        on going_round.contact_id = further.alias_id
),

seed_errors as (
    select * from endless_aliases
    {% for check in checks %}
        union all
        select * from {{ ref(check) }}
    {% endfor %}
)

select * from seed_errors
