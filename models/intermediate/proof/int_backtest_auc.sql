-- The share of pairs of a converted and another contact in which the converted
-- one has more points, ties counting half; its variance after DeLong, DeLong
-- and Clarke-Pearson (1988), by groups of equal scores instead of by pairs.
-- Sums are of whole numbers, so that no order of adding shows in the result.
with

levels as (
    select * from {{ ref('stg_proof_levels') }}
),

-- Twice the number of contacts of the other kind that a contact of the group
-- is ahead of (if converted) or behind (if not), a tie being half of one.
ranks as (
    select
        model_key,
        cut_on,
        contender,
        cast(all_converted as decimal(38, 0)) as positives,
        cast(all_contacts - all_converted as decimal(38, 0)) as negatives,
        cast(converted as decimal(38, 0)) as positives_here,
        cast(contacts - converted as decimal(38, 0)) as negatives_here,
        cast(
            2 * (contacts_below - converted_below) + contacts - converted
            as decimal(38, 0)
        ) as ahead,
        cast(
            2 * (all_converted - converted_below) - converted
            as decimal(38, 0)
        ) as behind
    from {{ ref('int_tie_groups') }}
),

sums as (
    select
        model_key,
        cut_on,
        contender,
        positives * 1e0 as positives,
        negatives * 1e0 as negatives,
        sum(positives_here * ahead) * 1e0 as ahead,
        sum(positives_here * ahead * ahead) * 1e0 as ahead_squared,
        sum(negatives_here * behind * behind) * 1e0 as behind_squared
    from ranks
    group by
        model_key,
        cut_on,
        contender,
        positives,
        negatives
    having positives > 0 and negatives > 0
),

areas as (
    select
        *,
        ahead / (2 * positives * negatives) as auc
    from sums
),

-- Greatest(0, ...): the difference of two equal numbers may come out below 0.
variances as (
    select
        *,
        greatest(0, (
            ahead_squared / (4 * negatives * negatives)
            - positives * auc * auc
        ) / nullif(positives - 1, 0) / positives)
        + greatest(0, (
            behind_squared / (4 * positives * positives)
            - negatives * auc * auc
        ) / nullif(negatives - 1, 0) / negatives) as variance
    from areas
),

backtest_auc as (
    select
        variances.model_key,
        variances.cut_on,
        variances.contender,
        {% for end, sign in [('low', '-'), ('high', '+')] %}
            case
                when
                    least(variances.positives, variances.negatives) > 1
                    and least(variances.positives, variances.negatives)
                    >= levels.min_conversions
                    then cast(round(least(1, greatest(
                        0, variances.auc {{ sign }}
                        levels.confidence_z * sqrt(variances.variance)
                    )), 4) as decimal(5, 4))
            end as auc_{{ end }},
        {% endfor %}
        cast(round(variances.auc, 4) as decimal(5, 4)) as auc
    from variances
    cross join levels
)

select * from backtest_auc
