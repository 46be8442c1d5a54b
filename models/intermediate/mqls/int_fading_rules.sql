-- What takes a cooling contact below its label: the points that go between now
-- and then.
with

cooling_labels as (
    select * from {{ ref('int_cooling_labels') }}
),

ledger as (
    select * from {{ ref('int_ledger') }}
),

rules as (
    select * from {{ ref('int_rules') }}
    where rule <> 'bound'
),

rule_changes as (
    select
        cooling_labels.contact_key,
        cooling_labels.model_key,
        rules.rule,
        sum(ledger.points) as points
    from cooling_labels
    inner join ledger
        on
            cooling_labels.contact_key = ledger.contact_key
            and cooling_labels.model_key = ledger.model_key
            and cooling_labels.as_of < ledger.effective_on
            and cooling_labels.cools_on >= ledger.effective_on
    inner join rules
        on ledger.rule_key = rules.rule_key
    group by
        cooling_labels.contact_key,
        cooling_labels.model_key,
        rules.rule
    having sum(ledger.points) < 0
),

worded_changes as (
    select
        *,
        replace(rule, '_', ' ') || ' '
        || cast(points as {{ dbt.type_string() }}) as change,
        row_number() over (
            partition by contact_key, model_key order by points, rule
        ) as change_rank
    from rule_changes
),

fading_rules as (
    select
        contact_key,
        model_key,
        {{ dbt.listagg('change', "', '", 'order by change_rank') }} as fading
    from worded_changes
    where change_rank <= {{ var('reasons_shown') }}
    group by
        contact_key,
        model_key
)

select * from fading_rules
