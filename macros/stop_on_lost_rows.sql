{#
    An export that was cut off, or a folder that is not mounted tonight, would
    replace good results by poorer ones. Rows are counted only where a file that
    the last finished run knew is another by now, or gone.
#}
{% macro stop_on_lost_rows() %}
    {% if execute and target.name != 'preview' and flags.WHICH in ['build', 'run']
        and not flags.EMPTY and load_relation(run_state('inputs')) %}
        {% set before = run_query(
            "select tables.name, max(tables.row_count) as row_count, min(inputs.name) as example from "
            ~ run_state('runs') ~ " as runs inner join " ~ run_state('run_parts') ~ " as tables "
            ~ "on runs.run_number = tables.run_number and tables.kind = 'raw_table' inner join "
            ~ run_state('inputs') ~ " as inputs on runs.run_id = inputs.run_id and tables.name = inputs.kind "
            ~ "left join raw.parts as parts on inputs.kind = parts.table_name and inputs.name = parts.raw_part "
            ~ "where inputs.print is distinct from parts.print and runs.run_number = ("
            ~ "select max(run_number) from " ~ run_state('runs') ~ " where finished_at is not null) "
            ~ "group by tables.name order by tables.name"
        ).rows %}
        {% set lost = [] %}
        {% for row in before if row[0] not in var('allow_fewer') %}
            {% set now = value_of('select count(*) from raw.' ~ row[0]) %}
            {% if now < row[1] * var('least_share_of_rows') %}
                {% do lost.append(
                    row[0] ~ ' has ' ~ now ~ (' row' if now == 1 else ' rows') ~ ' now, and '
                    ~ row[1] ~ ' in the last finished build (' ~ row[2] ~ ' is another by now, or gone). '
                    ~ 'The last results stay. If this is right, ask for it: --allow-fewer ' ~ row[0]
                    ~ ", with plain dbt --vars '{allow_fewer: [" ~ row[0] ~ "]}'."
                ) %}
            {% endif %}
        {% endfor %}
        {% if lost %}
            {% do exceptions.raise_compiler_error(lost | join('\n')) %}
        {% endif %}
    {% endif %}
{% endmacro %}
