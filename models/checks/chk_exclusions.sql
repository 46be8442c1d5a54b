-- A row that can never hold keeps nobody from sales, and nobody would see it. A
-- column that this export lacks is warned of (chk_odd_seeds), unless the row reads
-- like a behaviour.
{% set yes_or_no = ['near_office', 'open_deal', 'won_deal'] %}
{% set derived_fields = ['age'] + yes_or_no %}
with

exclusions as (
    {{ typed_seed('exclusions', also=['row_number']) }}
),

behaviours as (
    {{ typed_seed('behaviours') }}
),

exported_fields as (
    select field from {{ source('raw', 'contact_fields') }}
),

derived_fields as (
    {% for derived in derived_fields %}
        select '{{ derived }}' as field
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

known_fields as (
    select field from exported_fields
    union
    select field from derived_fields
),

all_ages as (
    {{ whole_numbers('age', 0, 150) }}
),

named_fields as (
    select
        *,
        field in (select behaviours.behaviour from behaviours) as is_behaviour,
        lower(field) in (select known_fields.field from known_fields) as is_known,
        lower({{ tidy('pattern') }}) in ('yes', 'no')
        or {{ plain_name('field') }} in (
            select {{ plain_name('behaviours.behaviour') }} from behaviours
            union all
            select {{ plain_name('derived_fields.field') }} from derived_fields
        ) as seems_a_behaviour,
        lower(field) in (
            {%- for derived in yes_or_no %}
                '{{ derived }}'{{ ',' if not loop.last }}
            {%- endfor %}
        ) as is_yes_or_no,
        coalesce({{ tidy('pattern') }}, '') <> '' as has_pattern,
        at_least is not null or below is not null as has_range
    from exclusions
),

-- An age that is exported may be any text.
fitting_ages as (
    select
        named_fields.row_number,
        count(all_ages.age) as ages
    from named_fields
    left join all_ages
        on (
            {{ is_like(
                'cast(all_ages.age as ' ~ dbt.type_string() ~ ')',
                'named_fields.pattern'
            ) }}
            or (
                not named_fields.has_pattern
                and {{ is_in_range('all_ages.age', 'named_fields') }}
            )
        )
    where
        lower(named_fields.field) = 'age'
        and named_fields.has_pattern <> named_fields.has_range
        and 'age' not in (select exported_fields.field from exported_fields)
    group by named_fields.row_number
),

problems as (
    {{ seed_problem(
        'exclusions', 'field',
        "'{field}' is neither a behaviour (behaviours.csv) nor a column of contacts; "
        ~ 'spell it as it is there'
    ) }}
    from named_fields
    where not is_behaviour and not is_known and seems_a_behaviour
    union all
    {{ seed_problem(
        'exclusions', 'pattern',
        'is empty; write a pattern, or for numbers at_least or below'
    ) }}
    from named_fields
    where not has_pattern and not has_range
    union all
    {{ seed_problem(
        'exclusions', 'pattern',
        'stands beside at_least or below; write one or the other'
    ) }}
    from named_fields
    where has_pattern and has_range
    union all
    {{ seed_problem(
        'exclusions', 'below',
        'is not above at_least, so that no number lies between'
    ) }}
    from named_fields
    where below <= at_least
    union all
    {{ seed_problem(
        'exclusions', 'pattern',
        "'{pattern}' never holds: a behaviour that occurred is yes; write yes"
    ) }}
    from named_fields
    where
        is_behaviour
        and not is_known
        and coalesce(lower({{ tidy('pattern') }}), '') <> 'yes'
    union all
    {{ seed_problem(
        'exclusions', 'pattern', "'{pattern}' never holds: {field} is yes or no"
    ) }}
    from named_fields
    where
        is_yes_or_no
        and not {{ is_like("'yes'", 'lower(pattern)') }}
        and not {{ is_like("'no'", 'lower(pattern)') }}
    union all
    {{ seed_problem(
        'exclusions', 'pattern',
        'is empty, and {field} is no number but yes or no; write one of them'
    ) }}
    from named_fields
    where
        is_yes_or_no
        and has_range
        and not has_pattern
    union all
    {{ seed_problem(
        'exclusions', 'field',
        'never holds: an age is a whole number of years from 0 to 150, and none '
        ~ 'of them fits'
    ) }}
    from fitting_ages
    where ages = 0
)

select * from problems
