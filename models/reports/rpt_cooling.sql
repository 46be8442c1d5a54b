-- A week from now is soon.
{% set soon = 7 %}

with

cooling_labels as (
    select * from {{ ref('int_cooling_labels') }}
),

open_mqls as (
    select * from {{ ref('int_open_mqls') }}
),

excluded_contacts as (
    select * from {{ ref('int_excluded_contacts') }}
),

contacts as (
    select * from {{ ref('stg_contacts') }}
),

-- The points that go between now and the fall take the label with them.
fading_rules as (
    select
        cooling_labels.contact_key,
        cooling_labels.model_key,
        rules.rule,
        sum(ledger.points) as points
    from cooling_labels
    inner join {{ ref('int_ledger') }} as ledger
        on
            cooling_labels.contact_key = ledger.contact_key
            and cooling_labels.model_key = ledger.model_key
            and cooling_labels.as_of < ledger.effective_on
            and cooling_labels.cools_on >= ledger.effective_on
    inner join {{ ref('int_rules') }} as rules
        on ledger.rule_key = rules.rule_key
    where rules.rule <> 'bound'
    group by
        cooling_labels.contact_key,
        cooling_labels.model_key,
        rules.rule
    having sum(ledger.points) < 0
),

worded_rules as (
    select
        *,
        replace(rule, '_', ' ') || ' '
        || cast(points as {{ dbt.type_string() }}) as loss,
        row_number() over (
            partition by contact_key, model_key order by points, rule
        ) as loss_rank
    from fading_rules
),

largest_losses as (
    select
        contact_key,
        model_key,
        {{ dbt.listagg('loss', "', '", 'order by loss_rank') }} as fading
    from worded_rules
    where loss_rank <= {{ var('reasons_shown') }}
    group by
        contact_key,
        model_key
),

cooling as (
    select
        contacts.contact_id,
        labels.scoring_model,
        labels.is_primary,
        labels.audience,
        labels.label,
        labels.next_label,
        labels.total_points,
        labels.next_points,
        labels.cools_on,
        labels.days_left,
        {{ horizon('labels.cools_on', 'labels.as_of') }} as within_days,
        labels.days_left <= {{ soon }} as is_soon,
        open_mqls.contact_key is not null as is_mql,
        coalesce(open_mqls.closed_on = labels.cools_on, false)
            as leaves_sales,
        open_mqls.closed_on as leaves_on,
        {{ horizon('open_mqls.closed_on', 'labels.as_of') }}
            as leaves_within_days,
        coalesce(
            open_mqls.closed_on <= {{ add_days('labels.as_of', soon) }}, false
        ) as leaves_soon,
        coalesce(largest_losses.fading, '') as fading
    from cooling_labels as labels
    inner join contacts
        on labels.contact_key = contacts.contact_key
    left join open_mqls
        on
            labels.contact_key = open_mqls.contact_key
            and labels.model_key = open_mqls.model_key
    left join largest_losses
        on
            labels.contact_key = largest_losses.contact_key
            and labels.model_key = largest_losses.model_key
    left join excluded_contacts
        on labels.contact_key = excluded_contacts.contact_key
    where excluded_contacts.contact_key is null
)

select * from cooling
