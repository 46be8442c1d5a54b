{# The raw folder as an absolute path: readers may work from elsewhere. #}
{% macro raw_folder() %}
    {{ return(absolute_path(var('raw'))) }}
{% endmacro %}


{# A path as it is, or below the project where it is not absolute. #}
{% macro absolute_path(path) %}
    {% if modules.re.match('([A-Za-z]:)?[/\\\\]|[a-z0-9]+://', path) %}
        {{ return(path) }}
    {% endif %}
    {{ return(invocation_args_dict.project_dir ~ '/' ~ path) }}
{% endmacro %}


{#
    Where a raw table lies: {place, rows, columns}, or nothing if there is none.
    On DuckDB: one file, or all files below a folder of the table's name.
#}
{% macro raw_export(table) %}
    {{ return(adapter.dispatch('raw_export', 'lead_scoring')(table)) }}
{% endmacro %}

{% macro duckdb__raw_export(table) %}
    {% set folder = raw_folder() %}
    {% set places = [] %}
    {% for ending in ['csv', 'parquet'] %}
        {% for place in [table ~ '.' ~ ending, table ~ '/**/*.' ~ ending] %}
            {% set pattern = (folder ~ '/' ~ place) | replace("'", "''") %}
            {% if run_query("select count(*) from glob('" ~ pattern ~ "')").rows[0][0] %}
                {% do places.append({'place': place, 'pattern': pattern, 'ending': ending}) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {% if places | length > 1 %}
        {% do exceptions.raise_compiler_error(
            'There are several exports of ' ~ table ~ ' in ' ~ folder ~ ': '
            ~ (places | map(attribute='place') | join(' and ')) ~ '. Keep one.'
        ) %}
    {% elif not places %}
        {{ return(none) }}
    {% endif %}
    {% set pattern, ending = places[0].pattern, places[0].ending %}
    {% set rows = "read_parquet('" ~ pattern ~ "', union_by_name = true, filename = 'raw_part')" %}
    {% if ending == 'csv' %}
        {% set rows = "read_csv('" ~ pattern ~ "', union_by_name = true, filename = 'raw_part', header = true, all_varchar = true, "
            ~ "delim = '" ~ csv_delimiter(folder, pattern) ~ "', quote = '\"', escape = '\"', comment = '', skip = 0)" %}
    {% endif %}
    {% set columns = [] %}
    {% for column in run_query('describe select * from ' ~ rows).rows %}
        {% do columns.append({'name': column[0], 'type': column[1]}) %}
    {% endfor %}
    {{ return({'place': places[0].place, 'pattern': pattern, 'rows': rows, 'columns': columns}) }}
{% endmacro %}

{# In a warehouse: a table of the schema that `raw` names, with a raw_part. #}
{% macro default__raw_export(table) %}
    {% set relation = load_relation(api.Relation.create(
        database=target.database, schema=var('raw'), identifier=table
    )) %}
    {% if not relation %}
        {{ return(none) }}
    {% endif %}
    {% set columns = [] %}
    {% for column in adapter.get_columns_in_relation(relation) %}
        {% do columns.append({'name': column.name, 'type': column.data_type | upper}) %}
    {% endfor %}
    {{ return({'place': relation.render(), 'rows': relation.render(), 'columns': columns}) }}
{% endmacro %}


{#
    What separates the cells, read off the header of each file. Left to guess,
    a reader may take a stray line for the header and drop the rows above it.
#}
{% macro csv_delimiter(folder, pattern) %}
    {% set found = {} %}
    {% for file in run_query("select file from glob('" ~ pattern ~ "') order by file").rows %}
        {% set place = file[0] | replace(folder ~ '/', '') %}
        {% set lines = run_query(
            "select line from read_csv('" ~ (file[0] | replace("'", "''")) ~ "', columns = {'line': 'varchar'}, "
            ~ "header = false, auto_detect = false, delim = e'\\x01', quote = '', escape = '', comment = '', "
            ~ "ignore_errors = true, strict_mode = false) limit 1"
        ).rows %}
        {% if not lines %}
            {% do exceptions.raise_compiler_error(
                place ~ ' is empty, not even a header: export it again, or take it away.'
            ) %}
        {% endif %}
        {% set counts = {} %}
        {% for sign in [',', ';', '\t', '|'] %}
            {% do counts.update({sign: (lines[0][0] or '').count(sign)}) %}
        {% endfor %}
        {% set sign = (counts | dictsort(by='value') | last)[0] if counts.values() | max else ',' %}
        {% do found.update({sign: place}) %}
    {% endfor %}
    {% if found | length > 1 %}
        {% do exceptions.raise_compiler_error(
            (found.values() | join(' and ')) ~ ' separate their cells with different signs ('
            ~ (found.keys() | join(' and ')) ~ '): export them alike.'
        ) %}
    {% endif %}
    {{ return(found.keys() | first) }}
{% endmacro %}
