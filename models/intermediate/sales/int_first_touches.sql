-- The first touch of each handover, from its day until the lead leaves, or
-- none; and the moments between which the clock of the promise runs. A score
-- counts a whole day, so the clock starts at the midnight after it.
with

handovers as (
    select * from {{ ref('int_handovers') }}
    where is_primary
),

touches as (
    select
        contact_key,
        touched_at
    from {{ ref('stg_sales_touches') }}
),

first_touches as (
    select
        handovers.contact_key,
        handovers.model_key,
        handovers.opened_on,
        min(touches.touched_at) as touched_at
    from handovers
    inner join touches
        on
            handovers.contact_key = touches.contact_key
            and handovers.opened_on <= touches.touched_at
            and handovers.left_on > touches.touched_at
            and {{ end_of_day('handovers.as_of') }} > touches.touched_at
    group by
        handovers.contact_key,
        handovers.model_key,
        handovers.opened_on
),

clocks as (
    select
        handovers.*,
        first_touches.touched_at,
        {{ end_of_day('handovers.opened_on') }} as clock_starts_at,
        coalesce(
            first_touches.touched_at,
            least(
                cast(handovers.left_on as timestamp),
                {{ end_of_day('handovers.as_of') }}
            )
        ) as clock_ends_at
    from handovers
    left join first_touches
        on
            handovers.contact_key = first_touches.contact_key
            and handovers.model_key = first_touches.model_key
            and handovers.opened_on = first_touches.opened_on
)

select * from clocks
