-- How much is known of contacts, and since when?
with

levels as (
    select * from {{ ref('stg_readiness_levels') }}
    where readiness_check = 'profile_completeness'
),

scoring_models as (
    select distinct
        models.model_key,
        models.scoring_model
    from {{ ref('stg_scoring_models') }} as models
    inner join {{ ref('stg_fit_rules') }} as fit_rules
        on models.scoring_model = fit_rules.scoring_model
),

completeness as (
    select
        scoring_models.scoring_model,
        cast(round(avg(profiles.profile_completeness), 4) as decimal(5, 4))
            as measured
    from {{ ref('int_profile_completeness') }} as profiles
    inner join scoring_models
        on profiles.model_key = scoring_models.model_key
    group by scoring_models.scoring_model
),

changes as (
    select count(*) as measured
    from {{ ref('stg_contact_changes') }}
),

readiness as (
    select
        'profile_completeness' as readiness_check,
        completeness.scoring_model as subject,
        completeness.measured,
        levels.at_least as needed,
        completeness.measured >= levels.at_least as is_go,
        'of the attributes the model asks for, contacts have this share filled'
            as reason
    from completeness
    cross join levels
    union all
    select
        'attribute_history' as readiness_check,
        'contact_changes' as subject,
        changes.measured,
        0 as needed,
        true as is_go,
        case
            when changes.measured = 0
                then 'no history of attributes: past fit is today''s fit'
            else 'attributes with a history are scored as they were'
        end as reason
    from changes
    where (select count(*) from scoring_models) > 0
)

select * from readiness
