package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.ParameterDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The variables of a resource's URI and its parameters are the same. */
final class UriVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    private UriVariables() {}

    static void check(String uri, List<ParameterDefinition> parameters, Location where, List<Problem> problems) {
        var variables = variables(uri);
        var names = parameters.stream().map(ParameterDefinition::name).toList();
        var unused = names.stream().filter(name -> !variables.contains(name)).toList();
        var undeclared =
                variables.stream().filter(name -> !names.contains(name)).toList();
        if (!unused.isEmpty()) {
            problems.add(Problem.error(
                    where,
                    "Resource parameter(s) " + quoted(unused) + " are not used in uri '" + uri + "'",
                    "write {" + unused.getFirst() + "} in the URI, or remove the parameter"));
        }
        if (!undeclared.isEmpty()) {
            problems.add(Problem.error(
                    where,
                    "URI variable(s) " + quoted(undeclared) + " of '" + uri + "' have no parameter",
                    "declare a parameter of this name, or remove the variable"));
        }
        if (!SCHEME.matcher(uri).matches()) {
            problems.add(Problem.warning(
                    where, "the URI '" + uri + "' has no scheme", "start it with one, such as data://"));
        }
    }

    private static Set<String> variables(String uri) {
        var variables = new LinkedHashSet<String>();
        VARIABLE.matcher(uri).results().forEach(match -> variables.add(match.group(1)));
        return variables;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").toList().toString();
    }
}
