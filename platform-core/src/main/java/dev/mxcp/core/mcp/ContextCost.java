package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a project's tools cost a model before it has called any: clients put the whole of {@code tools/list} in front of
 * it. Estimated, as every model counts in its own way: four characters of JSON make about one token.
 *
 * @param tools the dearest first
 */
public record ContextCost(List<ToolCost> tools) {

    /** For people who read the figures. */
    public static final String ESTIMATOR = "characters of JSON / 4";

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final JsonMapper JSON = new McpJson(McpLimits.DEFAULT).mapper;

    public ContextCost {
        tools = List.copyOf(tools);
    }

    public static ContextCost of(Generation generation) {
        return new ContextCost(generation.tools().stream()
                .map(ContextCost::cost)
                .sorted(Comparator.comparingInt(ToolCost::tokens).reversed().thenComparing(ToolCost::name))
                .toList());
    }

    private static ToolCost cost(Endpoint tool) {
        var characters = JSON.writeValueAsString(Listings.tool(tool)).length();
        return new ToolCost(tool.name(), Math.ceilDiv(characters, CHARACTERS_PER_TOKEN));
    }

    public int total() {
        return tools.stream().mapToInt(ToolCost::tokens).sum();
    }

    /** The estimated tokens of one tool. */
    public record ToolCost(String name, int tokens) {}
}
