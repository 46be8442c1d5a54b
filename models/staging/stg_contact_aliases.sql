-- A contact may be merged again and again. Following every alias to the alias
-- of its target doubles the reach of a step, so ten steps follow a chain of
-- 1024 without recursion, which not every engine has.
{% set doublings = 10 %}

with

contact_aliases as (
    select * from {{ source('raw', 'contact_aliases') }}
),

reach_0 as (
    select
        alias_id,
        min(contact_id) as contact_id
    from contact_aliases
    where
        not {{ is_blank('alias_id') }}
        and not {{ is_blank('contact_id') }}
    group by alias_id
),

{% for step in range(doublings) %}
    reach_{{ step + 1 }} as (
        select
            nearer.alias_id,
            coalesce(further.contact_id, nearer.contact_id) as contact_id
        from reach_{{ step }} as nearer
        left join reach_{{ step }} as further
            on nearer.contact_id = further.alias_id
    ),
{% endfor %}

survivors as (
    select
        alias_id,
        contact_id
    from reach_{{ doublings }}
)

select * from survivors
