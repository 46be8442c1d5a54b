-- depends_on: {{ ref('contacts_this_run') }}
-- An attribute that excludes holds while its value does, a behaviour from the day
-- it occurs until it is reset. An age excludes as it is on as_of.
with

{% if is_incremental() %}
    contacts_this_run as (
        select contact_key from {{ ref('contacts_this_run') }}
    ),
{% endif %}

contacts as (
    select contacts.*
    from {{ ref('stg_contacts') }} as contacts
    {% if is_incremental() %}
        inner join contacts_this_run
            on contacts.contact_key = contacts_this_run.contact_key
    {% endif %}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

exclusion_rows as (
    {{ typed_seed('exclusions', also=['row_number as priority']) }}
),

exclusions as (
    select
        exclusion_rows.*,
        case
            when lower(exclusion_rows.field) = 'won_deal' then 'won'
            when behaviours.kind = 'negative' then 'opted_out'
            else 'excluded'
        end as closed_by
    from exclusion_rows
    left join behaviours
        on exclusion_rows.field = behaviours.behaviour
),

dated_values as (
    select
        contacts.contact_key,
        intervals.attribute,
        intervals.attribute_value,
        intervals.from_on,
        intervals.until_on
    from {{ ref('int_attribute_intervals') }} as intervals
    inner join contacts
        on intervals.contact_key = contacts.contact_key
    where intervals.attribute <> 'age' or contacts.birth_date is null
    union all
    select
        contacts.contact_key,
        'age' as attribute,
        cast(
            {{ age_on('contacts.birth_date', 'as_of.as_of') }}
            as {{ dbt.type_string() }}
        ) as attribute_value,
        contacts.created_on as from_on,
        cast(null as date) as until_on
    from contacts
    cross join as_of
    where contacts.birth_date is not null
),

excluding_occurrences as (
    select
        occurrences.contact_key,
        behaviours.behaviour,
        occurrences.occurred_on as from_on,
        occurrences.stops_on as until_on
    from {{ ref('occurrences_this_run') }} as occurrences
    inner join behaviours
        on occurrences.behaviour_key = behaviours.behaviour_key
    {% if is_incremental() %}
        inner join contacts_this_run
            on occurrences.contact_key = contacts_this_run.contact_key
    {% endif %}
),

matches as (
    select
        dated_values.contact_key,
        exclusions.priority,
        exclusions.reason,
        exclusions.closed_by,
        dated_values.from_on,
        dated_values.until_on
    from dated_values
    inner join exclusions
        on
            dated_values.attribute = lower(exclusions.field)
            and lower(dated_values.attribute_value)
            like lower(exclusions.pattern)
    union all
    select
        occurrences.contact_key,
        exclusions.priority,
        exclusions.reason,
        exclusions.closed_by,
        occurrences.from_on,
        occurrences.until_on
    from excluding_occurrences as occurrences
    inner join exclusions
        on
            occurrences.behaviour = exclusions.field
            and 'yes' like lower(exclusions.pattern)
)

select * from matches
