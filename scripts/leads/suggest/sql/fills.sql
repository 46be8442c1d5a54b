-- How much of each step a case had on the day it was observed, from the rows
-- of the ledger up to that day alone. Between two tiers a count that has
-- faded fills a part, as in the score.
create or replace temp table fills as
with levels as (
    select
        rules.rule_key,
        row_number() over (
            partition by rules.rule
            order by
                case when rules.rule = 'recency_days' then -bands.at_least end,
                bands.at_least nulls first
        ) as level_number
    from intermediate.int_rules as rules
    inner join choice
        on rules.model_key = choice.model_key
    inner join staging.stg_rfm_bands as bands
        on
            rules.scoring_model = bands.scoring_model
            and rules.rule = bands.measure
            and rules.band = bands.band
    where rules.component = 'rfm'
),

rules as (
    select
        rules.*,
        levels.level_number
    from intermediate.int_rules as rules
    inner join choice
        on rules.model_key = choice.model_key
    left join levels
        on rules.rule_key = levels.rule_key
    where rules.rule <> 'bound'
),

ledger as (
    select
        ledger.contact_key,
        ledger.effective_on,
        ledger.rule_key,
        ledger.points,
        ledger.weighted_count,
        rules.component,
        rules.rule,
        rules.level_number
    from intermediate.int_ledger as ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
),

standings as (
    select
        observations.case_number,
        observations.contact_key,
        ledger.component,
        ledger.rule,
        sum(ledger.points) as points,
        max_by(ledger.rule_key, ledger.effective_on) as rule_key,
        max_by(ledger.level_number, ledger.effective_on) as level_number,
        max_by(ledger.weighted_count, ledger.effective_on) as weighted_count
    from observations
    inner join ledger
        on
            observations.contact_key = ledger.contact_key
            and observations.observed_on >= ledger.effective_on
    group by
        observations.case_number,
        observations.contact_key,
        ledger.component,
        ledger.rule
),

step_fills as (
    select
        standings.case_number,
        standings.contact_key,
        steps.step_id,
        case steps.piece
            when 'tier'
                then least(1, standings.weighted_count - steps.step_number + 1)
            when 'each'
                then least(
                    standings.weighted_count,
                    coalesce(steps.counts_to_max, standings.weighted_count)
                ) / coalesce(steps.counts_to_max, 1)
            when 'band'
                then case
                    when standings.rule_key = steps.rule_key then 1 else 0
                end
            else case
                when standings.level_number >= steps.step_number then 1
                else 0
            end
        end as fill
    from standings
    inner join steps
        on
            standings.component = steps.component
            and standings.rule = steps.rule
    where standings.points <> 0
)

select
    case_number,
    contact_key,
    step_id,
    cast(fill as double) as fill
from step_fills
where fill > 0
