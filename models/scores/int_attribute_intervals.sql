-- depends_on: {{ ref('contacts_this_run') }}
-- Attributes that seeds name. An attribute that contact_changes speaks of is
-- told there; an age changes on the birthdays that cross the edge of a band or
-- meet an exclusion, up to the oldest age.
{% set oldest_age = 150 %}
with

offices as (
    {{ typed_seed('offices') }}
),

contacts as (
    select contacts.*
    from {{ ref('stg_contacts') }} as contacts
    {% if is_incremental() %}
        inner join {{ ref('contacts_this_run') }} as contacts_this_run
            on contacts.contact_key = contacts_this_run.contact_key
    {% endif %}
),

fit_rules as (
    select * from {{ ref('stg_fit_rules') }}
),

exclusions as (
    {{ typed_seed('exclusions') }}
),

named_attributes as (
    select attribute from fit_rules
    union
    select lower(field) as attribute from exclusions
),

age_bands as (
    select
        at_least,
        below
    from fit_rules
    where attribute = 'age'
    union all
    select
        at_least,
        below
    from exclusions
    where lower(field) = 'age'
),

all_ages as (
    {{ whole_numbers('age', 0, oldest_age) }}
),

ages_of_patterns as (
    select
        all_ages.age,
        {{ is_like(
            'cast(all_ages.age as ' ~ dbt.type_string() ~ ')',
            'exclusions.pattern'
        ) }} as fits,
        {{ is_like(
            'cast(all_ages.age - 1 as ' ~ dbt.type_string() ~ ')',
            'exclusions.pattern'
        ) }} as fits_the_year_before
    from all_ages
    cross join exclusions
    where lower(exclusions.field) = 'age'
),

-- Ages at which the fit points of somebody may change, the birthday after an
-- age that is named, and ages that a pattern fits and its neighbour does not.
age_edges as (
    select distinct cast(ceil(edge) as integer) as edge
    from (
        select at_least as edge from age_bands
        union all
        select below as edge from age_bands
        union all
        select age as edge from ages_of_patterns
        where fits <> fits_the_year_before
        {% for further in [0, 1] %}
            union all
            select {{ read_number('equals') }} + {{ further }} as edge
            from fit_rules
            where attribute = 'age'
        {% endfor %}
    ) as edges
    where edge <= {{ oldest_age }}
),

ages as (
    select
        contact_key,
        created_on as from_on,
        {{ age_on('birth_date', 'created_on') }} as age
    from contacts
    where birth_date is not null
    union all
    select
        contact_key,
        from_on,
        age
    from (
        select
            contacts.contact_key,
            contacts.created_on,
            {{ birthday('contacts.birth_date', 'age_edges.edge') }} as from_on,
            age_edges.edge as age
        from contacts
        cross join age_edges
        where contacts.birth_date is not null
    ) as birthdays
    where from_on > created_on
),

distances as (
    select
        contacts.contact_key,
        contacts.created_on,
        case
            when
                {{ great_circle_km(
                    'contacts.latitude', 'contacts.longitude',
                    'offices.latitude', 'offices.longitude'
                ) }} <= offices.radius_km
                then 1
            else 0
        end as is_within
    from contacts
    left join offices
        on offices.radius_km is not null
    where
        contacts.latitude is not null
        and contacts.longitude is not null
),

spans as (
    select
        contacts.contact_key,
        contacts.created_on,
        coalesce(contact_spans.span, 0) as span,
        contact_spans.known_from,
        contact_spans.known_until
    from contacts
    left join {{ ref('int_contact_spans') }} as contact_spans
        on contacts.contact_key = contact_spans.contact_key
),

won_days as (
    select
        contact_key,
        span,
        min(ended_on) as won_on
    from {{ ref('int_deals') }}
    where stage = 'won'
    group by
        contact_key,
        span
),

-- An open deal counts up, its end counts down: 0 is none open.
open_deal_changes as (
    select
        contact_key,
        span,
        opened_on as changed_on,
        1 as deals
    from {{ ref('int_deals') }}
    union all
    select
        contact_key,
        span,
        ended_on as changed_on,
        -1 as deals
    from {{ ref('int_deals') }}
    where ended_on is not null
    union all
    select
        contact_key,
        span,
        created_on as changed_on,
        0 as deals
    from spans
),

open_deals as (
    select
        contact_key,
        span,
        from_on,
        sum(sum(deals)) over (
            partition by contact_key, span order by from_on
        ) as deals
    from (
        select
            spans.contact_key,
            spans.span,
            greatest(changes.changed_on, spans.created_on) as from_on,
            changes.deals
        from open_deal_changes as changes
        inner join spans
            on
                changes.contact_key = spans.contact_key
                and changes.span = spans.span
        where
            'open_deal' in (
                select named_attributes.attribute from named_attributes
            )
    ) as dated_changes
    group by
        contact_key,
        span,
        from_on
),

deal_values as (
    select
        contact_key,
        span,
        'open_deal' as attribute,
        from_on,
        lead(from_on) over (
            partition by contact_key, span order by from_on
        ) as until_on,
        case when deals > 0 then 'yes' else 'no' end as attribute_value
    from open_deals
    union all
    select
        spans.contact_key,
        spans.span,
        'won_deal' as attribute,
        spans.created_on as from_on,
        won_days.won_on as until_on,
        'no' as attribute_value
    from spans
    left join won_days
        on
            spans.contact_key = won_days.contact_key
            and spans.span = won_days.span
    where coalesce(won_days.won_on > spans.created_on, true)
    union all
    select
        spans.contact_key,
        spans.span,
        'won_deal' as attribute,
        won_days.won_on as from_on,
        cast(null as date) as until_on,
        'yes' as attribute_value
    from spans
    inner join won_days
        on
            spans.contact_key = won_days.contact_key
            and spans.span = won_days.span
),

attribute_history as (
    select history.*
    from {{ ref('int_attribute_history') }} as history
    inner join named_attributes
        on history.attribute = named_attributes.attribute
    inner join contacts
        on history.contact_key = contacts.contact_key
),

changed_attributes as (
    select distinct
        contact_key,
        attribute
    from attribute_history
),

asked_attributes as (
    select
        contacts.contact_key,
        contacts.created_on,
        contacts.attributes,
        named_attributes.attribute
    from contacts
    cross join named_attributes
    where
        named_attributes.attribute not in (
            'near_office', 'open_deal', 'won_deal'
        )
        and not (
            named_attributes.attribute = 'age'
            and contacts.birth_date is not null
        )
),

lasting_values as (
    select
        asked_attributes.contact_key,
        asked_attributes.attribute,
        asked_attributes.created_on as from_on,
        {{ filled(tidy(json_value(
            'asked_attributes.attributes', 'asked_attributes.attribute'
        ))) }} as attribute_value
    from asked_attributes
    left join changed_attributes
        on
            asked_attributes.contact_key = changed_attributes.contact_key
            and asked_attributes.attribute = changed_attributes.attribute
    where changed_attributes.contact_key is null
),

intervals as (
    select
        contact_key,
        attribute,
        from_on,
        until_on,
        by_merger,
        attribute_value
    from attribute_history
    union all
    select
        contact_key,
        attribute,
        from_on,
        cast(null as date) as until_on,
        false as by_merger,
        attribute_value
    from lasting_values
    where attribute_value is not null
    union all
    select
        contact_key,
        'age' as attribute,
        from_on,
        lead(from_on) over (partition by contact_key order by from_on)
            as until_on,
        false as by_merger,
        cast(age as {{ dbt.type_string() }}) as attribute_value
    from ages
    union all
    select
        contact_key,
        'near_office' as attribute,
        created_on as from_on,
        cast(null as date) as until_on,
        false as by_merger,
        case when max(is_within) = 1 then 'yes' else 'no' end as attribute_value
    from distances
    group by
        contact_key,
        created_on
    union all
    select
        deal_values.contact_key,
        deal_values.attribute,
        {{ span_from('deal_values.from_on') }} as from_on,
        {{ span_until('deal_values.until_on') }} as until_on,
        {{ is_begun_by_merger('deal_values.from_on') }} as by_merger,
        deal_values.attribute_value
    from deal_values
    inner join spans
        on
            deal_values.contact_key = spans.contact_key
            and deal_values.span = spans.span
    where
        {{ is_within_span('deal_values.from_on', 'deal_values.until_on') }}
),

named_intervals as (
    select
        intervals.contact_key,
        intervals.attribute,
        intervals.from_on,
        intervals.until_on,
        intervals.by_merger,
        {{ filled_value('intervals.attribute', 'intervals.attribute_value') }}
            as attribute_value
    from intervals
    inner join named_attributes
        on intervals.attribute = named_attributes.attribute
)

select * from named_intervals
