with

assets as (
    {{ seed_rows('assets') }}
),

problems as (
    {{ check_filled('assets', ['asset', 'velocity', 'why']) }}
    union all
    {{ check_one_of('assets', 'velocity', ['low', 'high']) }}
    union all
    {{ check_one_of('assets', 'content_stage', ['tofu', 'mofu', 'bofu']) }}
    union all
    {{ check_unique('assets', ['asset']) }}
)

select * from problems
