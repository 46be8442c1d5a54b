with listed as (
    select
        *,
        verdict = 'not_worth_it' as is_waste,
        count(*) over (partition by verdict = 'not_worth_it') as rows_in_all,
        row_number() over (
            partition by verdict = 'not_worth_it'
            order by breakdown desc, spend desc, tactic
        ) as place
    from reports.rpt_roi
)

select *
from listed
where place <= $top
order by breakdown desc, place
