-- Keys are hashes of names: two names with one key would be one contact, one rule
-- or one kind of event from then on.
{% set keys = {
    'stg_contacts': 'contact_key',
    'int_contact_ids': 'exported_key',
    'stg_scoring_models': 'model_key',
    'int_behaviours': 'behaviour_key',
    'int_rules': 'rule_key',
    'int_event_kinds': 'kind_key',
} %}

{% for relation, key in keys.items() %}
    select
        '{{ relation }}' as relation,
        {{ key }} as colliding_key
    from {{ ref(relation) }}
    group by {{ key }}
    having count(*) > 1
    union all
{% endfor %}
select
    'int_kind_groups' as relation,
    kind_group as colliding_key
from {{ ref('int_kind_groups') }}
group by kind_group
having
    count(distinct match_reason) > 1
    or min(coalesce(behaviour_keys, '')) <> max(coalesce(behaviour_keys, ''))
    or min(coalesce(reported_event_type, '')) <> max(coalesce(reported_event_type, ''))
    or min(coalesce(undeclared_asset, '')) <> max(coalesce(undeclared_asset, ''))
union all
select
    'int_kind_groups' as relation,
    seen_group as colliding_key
from {{ ref('int_kind_groups') }}
group by seen_group
having
    count(distinct match_reason) > 1
    or min(coalesce(channel, '')) <> max(coalesce(channel, ''))
    or min(coalesce(campaign, '')) <> max(coalesce(campaign, ''))
    or min(coalesce(reported_event_type, '')) <> max(coalesce(reported_event_type, ''))
    or min(coalesce(undeclared_asset, '')) <> max(coalesce(undeclared_asset, ''))
