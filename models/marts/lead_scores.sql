{% set kinds = ['explicit', 'implicit', 'negative', 'bound'] %}

with

current_scores as (
    select * from {{ ref('int_current_scores') }}
),

-- Past days have no use for the kinds of rules: four sums over every day of every
-- score would be much of a build.
kind_points as (
    select
        {% for kind in kinds %}
            cast(sum(case
                when rules.kind = '{{ kind }}' then ledger.points else 0
            end) as bigint) as {{ kind }}_points,
        {% endfor %}
        ledger.contact_key,
        ledger.model_key
    from {{ ref('int_ledger') }} as ledger
    inner join {{ ref('int_rules') }} as rules
        on ledger.rule_key = rules.rule_key
    inner join {{ ref('run_as_of') }} as as_of
        on ledger.effective_on <= as_of.as_of
    group by
        ledger.contact_key,
        ledger.model_key
),

profile_completeness as (
    select * from {{ ref('int_profile_completeness') }}
),

rfm_scores as (
    select * from {{ ref('int_rfm_scores') }}
),

rules_hashes as (
    select
        name as scoring_model,
        print as rules_hash
    from {{ ref('int_rules_prints') }}
    where kind = 'rules'
),

contact_keys as (
    select * from {{ ref('stg_contacts') }}
),

lead_scores as (
    select
        contact_keys.contact_id,
        current_scores.scoring_model,
        current_scores.is_primary,
        current_scores.audience,
        current_scores.as_of,
        current_scores.behaviour_points,
        current_scores.fit_points,
        current_scores.rfm_points,
        current_scores.total_points,
        {% for kind in kinds %}
            coalesce(kind_points.{{ kind }}_points, 0) as {{ kind }}_points,
        {% endfor %}
        current_scores.label,
        current_scores.label_rank,
        current_scores.next_action,
        current_scores.cools_on,
        profile_completeness.profile_completeness,
        rfm_scores.recency_days,
        rfm_scores.frequency,
        rfm_scores.monetary,
        rfm_scores.r_score,
        rfm_scores.f_score,
        rfm_scores.m_score,
        case
            when rfm_scores.contact_key is null then 'no_orders'
            else coalesce(rfm_scores.rfm_segment, 'no_segment')
        end as rfm_segment,
        current_scores.is_excluded,
        current_scores.exclusion_reason,
        rules_hashes.rules_hash
    from current_scores
    inner join contact_keys
        on current_scores.contact_key = contact_keys.contact_key
    inner join profile_completeness
        on
            current_scores.contact_key = profile_completeness.contact_key
            and current_scores.model_key = profile_completeness.model_key
    inner join rules_hashes
        on current_scores.scoring_model = rules_hashes.scoring_model
    left join kind_points
        on
            current_scores.contact_key = kind_points.contact_key
            and current_scores.model_key = kind_points.model_key
    left join rfm_scores
        on
            current_scores.contact_key = rfm_scores.contact_key
            and current_scores.model_key = rfm_scores.model_key
)

select * from lead_scores
