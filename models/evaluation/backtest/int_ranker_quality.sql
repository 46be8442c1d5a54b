-- AUC: the share of pairs of a converted and another contact in which the
-- converted one has more points, ties counting half; its variance after DeLong,
-- DeLong and Clarke-Pearson (1988), by groups of equal scores instead of by
-- pairs. Sums are of whole numbers: no order of adding shows in the result.
-- Top tenth: exactly a tenth of the contacts, counted in tenths of a contact.
-- Of the tie group on its edge a part belongs to it, at the rate of the whole
-- group: what one may expect who draws that part by lot.
{% set tenths = 10 %}

with

levels as (
    select * from {{ ref('int_proof_levels') }}
),

scores as (
    select
        *,
        cast(group_name as bigint) as points
    from {{ ref('int_snapshot_groups') }}
    where group_kind = 'score'
),

tie_groups as (
    select
        *,
        sum(contacts) over whole_snapshot as all_contacts,
        sum(converted) over whole_snapshot as all_converted,
        sum(contacts) over lower_scores - contacts as contacts_below,
        sum(converted) over lower_scores - converted as converted_below
    from scores
    window
        whole_snapshot as (partition by model_key, snapshot_on, ranker),
        lower_scores as (
            partition by model_key, snapshot_on, ranker order by points
        )
),

-- Twice the number of contacts of the other kind that a contact of the group
-- is ahead of (if converted) or behind (if not), a tie being half of one.
ranks as (
    select
        model_key,
        snapshot_on,
        ranker,
        contacts,
        converted,
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
        ) as behind,
        greatest(0, least(
            {{ tenths }} * contacts,
            all_contacts
            - {{ tenths }} * (all_contacts - contacts_below - contacts)
        )) as tenths_taken
    from tie_groups
),

sums as (
    select
        model_key,
        snapshot_on,
        ranker,
        positives * 1e0 as positives,
        nullif(positives * negatives, 0) * 1e0 as pairs,
        negatives * 1e0 as negatives,
        sum(positives_here * ahead) * 1e0 as ahead,
        sum(positives_here * ahead * ahead) * 1e0 as ahead_squared,
        sum(negatives_here * behind * behind) * 1e0 as behind_squared,
        sum(1e0 * tenths_taken * converted / contacts)
        / nullif(positives, 0) as top_tenth_lift
    from ranks
    group by
        model_key,
        snapshot_on,
        ranker,
        positives,
        negatives
),

areas as (
    select
        *,
        ahead / (2 * pairs) as auc
    from sums
),

-- Greatest(0, ...): the difference of two equal numbers may come out below 0.
variances as (
    select
        *,
        case
            when least(positives, negatives) > 1
                then
                    greatest(0, (
                        ahead_squared / (4 * negatives * negatives)
                        - positives * auc * auc
                    ) / (positives - 1) / positives)
                    + greatest(0, (
                        behind_squared / (4 * positives * positives)
                        - negatives * auc * auc
                    ) / (negatives - 1) / negatives)
        end as variance
    from areas
),

ranker_quality as (
    select
        variances.model_key,
        variances.snapshot_on,
        variances.ranker,
        cast(round(variances.auc, 4) as decimal(5, 4)) as auc,
        {% for end, sign in [('low', '-'), ('high', '+')] %}
            case
                when
                    variances.variance is not null
                    and least(variances.positives, variances.negatives)
                    >= levels.min_conversions
                    then cast(round(least(1, greatest(
                        0, variances.auc {{ sign }}
                        levels.confidence_z * sqrt(variances.variance)
                    )), 4) as decimal(5, 4))
            end as auc_{{ end }},
        {% endfor %}
        cast(round(variances.top_tenth_lift, 4) as decimal(18, 4))
            as top_tenth_lift
    from variances
    cross join levels
)

select * from ranker_quality
