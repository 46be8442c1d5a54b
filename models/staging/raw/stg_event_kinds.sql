{% set fields = ['event_type'] + var('event_fields') %}

with

-- An absent field is an empty text here, so that kinds of event can be joined
-- on equality; an empty text matches no pattern.
kinds as (
    select distinct
        {% for field in var('event_fields') %}
            coalesce({{ field }}, '') as {{ field }},
        {% endfor %}
        coalesce(event_type, '') as event_type
    from {{ source('raw', 'events') }}
    where {{ is_news('events') }}
),

{% if only_news() %}
    unseen_kinds as (
        select kinds.*
        from kinds
        left join {{ this }} as seen
            on
                kinds.event_type = seen.event_type
                {% for field in var('event_fields') %}
                    and kinds.{{ field }} = seen.{{ field }}
                {% endfor %}
        where seen.kind_id is null
    ),

    last_kind as (
        select coalesce(max(kind_id), 0) as kind_id from {{ this }}
    ),
{% else %}
    unseen_kinds as (
        select * from kinds
    ),

    last_kind as (
        select 0 as kind_id
    ),
{% endif %}

numbered_kinds as (
    select
        cast(last_kind.kind_id + row_number() over (
            order by {{ fields | join(', ') }}
        ) as integer) as kind_id,
        unseen_kinds.*
    from unseen_kinds
    cross join last_kind
)

select * from numbered_kinds
