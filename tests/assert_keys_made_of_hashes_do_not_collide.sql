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
-- What all kinds of a group have in common.
{% set groups = {
    'kind_group': ['behaviour_keys', 'ignoring_keys', 'ignored_reason'],
    'seen_group': ['channel', 'campaign'],
} %}
{% set reported = ['match_reason', 'reported_event_type', 'undeclared_asset'] %}

{% for relation, key in keys.items() %}
    select
        '{{ relation }}' as relation,
        {{ key }} as colliding_key
    from {{ ref(relation) }}
    group by {{ key }}
    having count(*) > 1
    union all
{% endfor %}
{% for key, shared in groups.items() %}
    select
        'int_kind_groups' as relation,
        {{ key }} as colliding_key
    from {{ ref('int_kind_groups') }}
    group by {{ key }}
    having
        {% for column in shared + reported %}
            {{ 'or ' if not loop.first }}min(coalesce({{ column }}, ''))
            <> max(coalesce({{ column }}, ''))
        {% endfor %}
    {{ 'union all' if not loop.last }}
{% endfor %}
