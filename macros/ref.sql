{#
    Names without the database: a view that names its database cannot be read
    once the file is copied under another name or attached under an alias.
#}
{% macro ref() %}
    {% set relation = builtins.ref(*varargs, **kwargs) %}
    {{ return(relation.include(database=false)) }}
{% endmacro %}

{% macro source(source_name, table_name) %}
    {{ return(builtins.source(source_name, table_name).include(database=false)) }}
{% endmacro %}
