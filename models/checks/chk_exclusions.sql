-- A row that can never hold keeps nobody from sales, and nobody would see it. A
-- column that this export lacks is warned of (chk_odd_seeds), unless the row reads
-- like a behaviour.
with

exclusions as (
    {{ typed_seed('exclusions', also=['row_number']) }}
),

behaviours as (
    {{ typed_seed('behaviours') }}
),

known_fields as (
    select field from {{ source('raw', 'contact_fields') }}
    {% for derived in ['age', 'near_office', 'open_deal', 'won_deal'] %}
        union
        select '{{ derived }}' as field
    {% endfor %}
),

named_fields as (
    select
        *,
        field in (select behaviours.behaviour from behaviours) as is_behaviour,
        lower(field) in (select known_fields.field from known_fields) as is_known,
        lower({{ tidy('pattern') }}) in ('yes', 'no')
        or {{ plain_name('field') }} in (
            select {{ plain_name('behaviours.behaviour') }} from behaviours
        ) as seems_a_behaviour,
        coalesce({{ tidy('pattern') }}, '') <> '' as has_pattern,
        at_least is not null or below is not null as has_range
    from exclusions
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
        lower(field) in ('near_office', 'open_deal', 'won_deal')
        and not {{ is_like("'yes'", 'lower(pattern)') }}
        and not {{ is_like("'no'", 'lower(pattern)') }}
)

select * from problems
