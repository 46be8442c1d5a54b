-- Whoever reads a relation that is not called `*_this_run` finds everybody in it:
-- either it is made anew from such relations alone, or a run adds to what it holds.
-- Those of one run lie in the schema scratch, or in models/run, which says what
-- the run is about.
{% set liars = [] %}
{% if execute %}
    {% for node in graph.nodes.values()
        if node.resource_type == 'model' and is_ours(node) and node.fqn[1] != 'run' %}
        {% set is_called_so = node.name.endswith('_this_run') %}
        {% set is_kept = node.config.incremental_strategy == 'replace_this_run' %}
        {% if is_called_so != (node.schema == 'scratch') %}
            {% do liars.append(node.name) %}
        {% endif %}
        {% if not is_called_so and not is_kept %}
            {% for parent in node.depends_on.nodes
                if parent.startswith('model.') and parent.endswith('_this_run') %}
                {% do liars.append(node.name) %}
            {% endfor %}
        {% endif %}
    {% endfor %}
{% endif %}

{% for liar in liars | unique %}
    select '{{ liar }}' as relation
    union all
{% endfor %}
select 'nobody' as relation
where false
