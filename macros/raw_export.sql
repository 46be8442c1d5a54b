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
    The files of all raw tables, each with a print that tells changes, or nothing
    where rows lie in a warehouse. What is not read is said, and what cannot be read
    stops the build: no file is left out in silence.
#}
{% macro raw_listing() %}
    {% set listing = adapter.dispatch('raw_listing', 'lead_scoring')() %}
    {% for note in listing.notes %}
        {% do log(note, info=true) %}
    {% endfor %}
    {% if listing.problems %}
        {% do exceptions.raise_compiler_error(listing.problems | join('\n')) %}
    {% endif %}
    {{ return(listing.files) }}
{% endmacro %}

{% macro duckdb__raw_listing() %}
    {% set names = raw_tables() | map(attribute='name') | list %}
    {% set folder = raw_folder() %}
    {% if '://' not in folder %}
        {% set listing = fromjson(value_of(
            "select raw_folder_listing('" ~ (folder | replace("'", "''")) ~ "', '" ~ names | join(',') ~ "')"
        )) %}
        {% set seeds = absolute_path(var('seeds', 'seeds').split(':')[-1].lstrip('/')) %}
        {% do listing.notes.extend(fromjson(value_of(
            "select seed_folder_notes('" ~ (seeds | replace("'", "''")) ~ "')"
        ))) %}
        {{ return(listing) }}
    {% endif %}
    {# A bucket has neither links nor pipes: its files are what it lists. #}
    {% set files, notes = {}, [] %}
    {% for file in run_query(
        "select filename, size, last_modified from read_blob('" ~ (folder | replace("'", "''")) ~ "/**')"
    ).rows %}
        {% set part = file[0] | replace(folder ~ '/', '') %}
        {% set table = part.split('/')[0] if '/' in part else part.split('.')[0] %}
        {% if table in names and part.endswith(('.csv', '.csv.gz', '.parquet')) %}
            {% do files.setdefault(table, []).append(
                {'part': part, 'print': file[1] ~ ' ' ~ file[2], 'header': none}
            ) %}
        {% else %}
            {% do notes.append(part ~ ' is not read') %}
        {% endif %}
    {% endfor %}
    {{ return({'files': files, 'notes': notes, 'problems': []}) }}
{% endmacro %}

{% macro default__raw_listing() %}
    {{ return({'files': {}, 'notes': [], 'problems': []}) }}
{% endmacro %}


{#
    Where a raw table lies: {place, rows, columns}, or nothing if there is none.
    On DuckDB: one file, or all files below a folder of the table's name.
#}
{% macro raw_export(table, files) %}
    {{ return(adapter.dispatch('raw_export', 'lead_scoring')(table, files)) }}
{% endmacro %}

{% macro duckdb__raw_export(table, files) %}
    {% set places = {} %}
    {% for file in files %}
        {% set ending = 'parquet' if file.part.lower().endswith('.parquet') else 'csv' %}
        {% do places.update({
            (table ~ '/**/*.' ~ ending if '/' in file.part else file.part): ending
        }) %}
    {% endfor %}
    {% if places | length > 1 %}
        {% do exceptions.raise_compiler_error(
            'There are several exports of ' ~ table ~ ' in ' ~ raw_folder() ~ ': '
            ~ (places | join(' and ')) ~ '. Keep one.'
        ) %}
    {% elif not places %}
        {{ return(none) }}
    {% endif %}
    {% set place, ending = (places.items() | list)[0] %}
    {% set delimiter = csv_delimiter(files) if ending == 'csv' else none %}
    {% set rows = rows_of_files(files | map(attribute='part'), delimiter) %}
    {{ return({
        'place': place, 'files': files, 'rows': rows,
        'columns': columns_of_rows(rows), 'delimiter': delimiter
    }) }}
{% endmacro %}

{# Names are names: neither signs of patterns nor of columns in them mean anything. #}
{% macro rows_of_files(parts, delimiter) %}
    {% set names = [] %}
    {% for part in parts %}
        {% set path = raw_folder() ~ '/' ~ part %}
        {% do names.append("'" ~ (
            modules.re.sub('([*?\\[])', '[\\1]', path) | replace("'", "''")
        ) ~ "'") %}
    {% endfor %}
    {% set options = "union_by_name = true, hive_partitioning = false, filename = 'raw_part'" %}
    {% if not delimiter %}
        {{ return('read_parquet([' ~ names | join(', ') ~ '], ' ~ options ~ ')') }}
    {% endif %}
    {{ return(
        'read_csv([' ~ names | join(', ') ~ '], ' ~ options ~ ", header = true, all_varchar = true, delim = '"
        ~ delimiter ~ "', quote = '\"', escape = '\"', comment = '', skip = 0)"
    ) }}
{% endmacro %}

{% macro columns_of_rows(rows) %}
    {% set columns = [] %}
    {% for column in run_query('describe select * from ' ~ rows).rows %}
        {% do columns.append({'name': column[0], 'type': column[1]}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}

{# In a warehouse: a table of the schema that `raw` names, with a raw_part. #}
{% macro default__raw_export(table, files) %}
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
    Names that are twice in a header would be told apart by nobody.
#}
{% macro csv_delimiter(files) %}
    {% set found = {} %}
    {% for file in files %}
        {% set header = header_of(file) %}
        {% if not header %}
            {% do exceptions.raise_compiler_error(
                file.part ~ ' is empty, not even a header: export it again, or take it away.'
            ) %}
        {% endif %}
        {% set counts = {} %}
        {% for sign in [',', ';', '\t', '|'] %}
            {% do counts.update({sign: header.count(sign)}) %}
        {% endfor %}
        {% set sign = (counts | dictsort(by='value') | last)[0] if counts.values() | max else ',' %}
        {% do found.update({sign: file.part}) %}
        {% set names = [] %}
        {% for cell in header.split(sign) %}
            {% set name = cell.strip().strip('"').strip().lower() %}
            {% if name and name in names %}
                {% do exceptions.raise_compiler_error(
                    file.part ~ ' has two columns ' ~ name ~ ' (case and blanks make no difference): keep one.'
                ) %}
            {% endif %}
            {% do names.append(name) %}
        {% endfor %}
    {% endfor %}
    {% if found | length > 1 %}
        {% do exceptions.raise_compiler_error(
            (found.values() | join(' and ')) ~ ' separate their cells with different signs ('
            ~ (found.keys() | join(' and ')) ~ '): export them alike.'
        ) %}
    {% endif %}
    {{ return(found.keys() | first) }}
{% endmacro %}

{# The first line of a file; of one that is not local, DuckDB reads it. #}
{% macro header_of(file) %}
    {% if file.header is not none %}
        {{ return(file.header) }}
    {% endif %}
    {{ return(value_of(
        "select line from read_csv('" ~ ((raw_folder() ~ '/' ~ file.part) | replace("'", "''"))
        ~ "', columns = {'line': 'varchar'}, header = false, auto_detect = false, delim = e'\\x01', "
        ~ "quote = '', escape = '', comment = '', ignore_errors = true, strict_mode = false) limit 1"
    ) or '') }}
{% endmacro %}
