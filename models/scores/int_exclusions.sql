-- depends_on: {{ ref('contacts_this_run') }}
-- An attribute that excludes holds while its value does, an age from birthday to
-- birthday, and a behaviour from the day it occurs until it is reset.
with

{% if is_incremental() %}
    contacts_this_run as (
        select contact_key from {{ ref('contacts_this_run') }}
    ),
{% endif %}

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

intervals as (
    select intervals.*
    from {{ ref('int_attribute_intervals') }} as intervals
    {% if is_incremental() %}
        inner join contacts_this_run
            on intervals.contact_key = contacts_this_run.contact_key
    {% endif %}
    where intervals.attribute_value is not null
),

single_values as (
    {{ single_values('intervals', ['contact_key', 'from_on', 'until_on']) }}
),

dated_values as (
    select
        contact_key,
        attribute,
        lower(single_value) as attribute_value,
        {{ read_measure('single_value') }} as numeric_value,
        from_on,
        until_on
    from single_values
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
            and (
                {{ is_like(
                    'dated_values.attribute_value', 'lower(exclusions.pattern)'
                ) }}
                or (
                    {{ is_blank('exclusions.pattern') }}
                    and {{ is_in_range('dated_values.numeric_value', 'exclusions') }}
                )
            )
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
            and lower({{ tidy('exclusions.pattern') }}) = 'yes'
)

select * from matches
