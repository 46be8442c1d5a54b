with

rfm_segments as (
    select * from {{ ref('rfm_segments') }}
),

typed_rows as (
    select
        {{ read_whole_number('priority') }} as priority,
        {{ tidy('segment') }} as segment,
        {{ read_whole_number('r_from') }} as r_from,
        {{ read_whole_number('r_to') }} as r_to,
        {{ read_whole_number('f_from') }} as f_from,
        {{ read_whole_number('f_to') }} as f_to,
        {{ read_whole_number('m_from') }} as m_from,
        {{ read_whole_number('m_to') }} as m_to
    from rfm_segments
)

select * from typed_rows
