-- depends_on: {{ ref('seed_errors') }}
-- An input is in scope unless the last finished run, and every run begun since,
-- saw it just as it is: a run that failed half way may have written some of it.
with

-- A preview looks at other seeds beside the same rows.
parts as (
    {% if target.name == 'preview' %}
        select
            inputs.kind,
            inputs.name,
            inputs.print
        from {{ source('run_state', 'inputs') }} as inputs
        where inputs.kind not in (
            'setting', 'rules', 'shared_rules', 'matching', 'reports'
        )
    {% else %}
        select
            table_name as kind,
            raw_part as name,
            print
        from {{ source('raw', 'parts') }}
    {% endif %}
),

rules as (
    select
        kind,
        name,
        print
    from {{ ref('int_rules_prints') }}
    where kind <> 'seed'
),

settings as (
    select
        'setting' as kind,
        'code' as name,
        '{{ print_of_code() }}' as print
    {% for name, value in chosen_settings().items() %}
        union all
        select
            'setting' as kind,
            '{{ name }}' as name,
            '{{ value }}' as print
    {% endfor %}
),

inputs_now as (
    select * from parts
    union all
    select * from rules
    union all
    select * from settings
),

known_inputs as (
    select * from {{ source('run_state', 'inputs') }}
),

known_runs as (
    select count(distinct run_id) as runs from known_inputs
),

future_rows as (
    select distinct
        table_name as kind,
        raw_part as name
    from {{ source('run_state', 'future_rows') }}
    where dated_at <= {{ end_of_clock(run_started_at) }}
),

compared_inputs as (
    select
        coalesce(inputs_now.kind, known_inputs.kind) as kind,
        coalesce(inputs_now.name, known_inputs.name) as name,
        inputs_now.print,
        count(known_inputs.print) as runs_knowing,
        count(
            case when inputs_now.print = known_inputs.print then 1 end
        ) as runs_agreeing
    from inputs_now
    full outer join known_inputs
        on
            inputs_now.kind = known_inputs.kind
            and inputs_now.name = known_inputs.name
    group by
        coalesce(inputs_now.kind, known_inputs.kind),
        coalesce(inputs_now.name, known_inputs.name),
        inputs_now.print
),

inputs as (
    select
        compared_inputs.kind,
        compared_inputs.name,
        compared_inputs.print,
        known_runs.runs = 0
        or compared_inputs.runs_agreeing < known_runs.runs
        or future_rows.name is not null as is_in_scope,
        compared_inputs.runs_knowing > compared_inputs.runs_agreeing
            as is_replaced
    from compared_inputs
    cross join known_runs
    left join future_rows
        on
            compared_inputs.kind = future_rows.kind
            and compared_inputs.name = future_rows.name
),

run_inputs as (
    select
        *,
        case when kind = 'events' and is_in_scope then name end as raw_part,
        case
            when kind = 'rules' and is_in_scope then {{ text_hash('name') }}
        end as model_key
    from inputs
)

select * from run_inputs
