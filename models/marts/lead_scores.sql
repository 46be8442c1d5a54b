with

current_scores as (
    select * from {{ ref('int_current_scores') }}
),

kind_points as (
    select * from {{ ref('int_kind_points') }}
),

profile_completeness as (
    select * from {{ ref('int_profile_completeness') }}
),

rfm_scores as (
    select * from {{ ref('int_rfm_scores') }}
),

excluded_contacts as (
    select * from {{ ref('int_excluded_contacts') }}
),

lead_scores as (
    select
        current_scores.contact_id,
        current_scores.scoring_model,
        current_scores.is_primary,
        current_scores.audience,
        current_scores.as_of,
        current_scores.behaviour_points,
        current_scores.fit_points,
        current_scores.rfm_points,
        current_scores.total_points,
        coalesce(kind_points.explicit_points, 0) as explicit_points,
        coalesce(kind_points.implicit_points, 0) as implicit_points,
        coalesce(kind_points.negative_points, 0) as negative_points,
        coalesce(kind_points.bound_points, 0) as bound_points,
        current_scores.label,
        current_scores.label_rank,
        current_scores.next_action,
        profile_completeness.profile_completeness,
        rfm_scores.recency_days,
        rfm_scores.frequency,
        rfm_scores.monetary,
        rfm_scores.r_score,
        rfm_scores.f_score,
        rfm_scores.m_score,
        case
            when rfm_scores.contact_id is null then 'no_orders'
            else coalesce(rfm_scores.rfm_segment, 'no_segment')
        end as rfm_segment,
        excluded_contacts.contact_id is not null as is_excluded,
        excluded_contacts.exclusion_reason
    from current_scores
    inner join profile_completeness
        on
            current_scores.contact_id = profile_completeness.contact_id
            and current_scores.scoring_model
            = profile_completeness.scoring_model
    left join kind_points
        on
            current_scores.contact_id = kind_points.contact_id
            and current_scores.scoring_model = kind_points.scoring_model
    left join rfm_scores
        on
            current_scores.contact_id = rfm_scores.contact_id
            and current_scores.scoring_model = rfm_scores.scoring_model
    left join excluded_contacts
        on current_scores.contact_id = excluded_contacts.contact_id
)

select * from lead_scores
