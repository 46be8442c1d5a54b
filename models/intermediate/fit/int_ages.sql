-- The days on which an age matters: the day the contact came into being, and
-- every later birthday that crosses the edge of a band. Nobody crosses an edge
-- beyond the oldest age.
{% set oldest_age = 150 %}

with

contacts as (
    select distinct
        scored.contact_key,
        scored.created_on,
        contacts.birth_date
    from {{ ref('int_rescored_contacts') }} as scored
    inner join {{ ref('stg_contacts') }} as contacts
        on scored.contact_key = contacts.contact_key
    where contacts.birth_date is not null
),

fit_rules as (
    select * from {{ ref('stg_fit_rules') }}
    where attribute = 'age'
),

edges as (
    select cast(ceil(at_least) as integer) as edge
    from fit_rules
    where at_least is not null
    union
    select cast(ceil(below) as integer) as edge
    from fit_rules
    where below is not null
    union
    select cast({{ read_number('equals') }} as integer) as edge
    from fit_rules
    where {{ is_number('equals') }}
    union
    select cast({{ read_number('equals') }} as integer) + 1 as edge
    from fit_rules
    where {{ is_number('equals') }}
),

birthdays as (
    select
        contacts.contact_key,
        contacts.created_on,
        {{ birthday('contacts.birth_date', 'edges.edge') }} as from_on,
        edges.edge as age
    from contacts
    inner join edges
        on edges.edge <= {{ oldest_age }}
),

ages as (
    select
        contact_key,
        created_on as from_on,
        {{ age_on('birth_date', 'created_on') }} as age
    from contacts
    union all
    select
        contact_key,
        from_on,
        age
    from birthdays
    where from_on > created_on
)

select * from ages
