-- Rows of the models scored that only one side has, twice the rows that differ.
-- Before: the variable scores, a Parquet file.
with

theirs as (
    select
        contact_id,
        scoring_model,
        cast(behaviour_points as bigint) as behaviour_points,
        cast(fit_points as bigint) as fit_points,
        cast(rfm_points as bigint) as rfm_points,
        cast(total_points as bigint) as total_points,
        label
    from read_parquet(getvariable('scores'))
),

ours as (
    select
        contact_id,
        scoring_model,
        behaviour_points,
        fit_points,
        rfm_points,
        total_points,
        label
    from marts.lead_scores
    where scoring_model in (select theirs.scoring_model from theirs)
),

only_ours as (
    select * from ours
    except all
    select * from theirs
),

only_theirs as (
    select * from theirs
    except all
    select * from ours
),

differences as (
    select
        *,
        'published' as side
    from only_ours
    union all
    select
        *,
        'program' as side
    from only_theirs
)

select * from differences
order by contact_id, scoring_model, side;
