-- depends_on: {{ ref('run_scope') }}
-- An absent field is an empty text here, which matches no pattern.
{% set fields = ['event_type'] + var('event_fields') %}
with

kinds as (
    select distinct
        {% for field in var('event_fields') %}
            coalesce({{ field }}, '') as {{ field }},
        {% endfor %}
        coalesce(event_type, '') as event_type
    from {{ source('raw', 'events_this_run') }}
),

keyed_kinds as (
    select
        {{ texts_hash(fields) }} as kind_key,
        {{ fields | join(',\n        ') }}
    from kinds
)

select * from keyed_kinds
