package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The same requests to a server without sessions, as a client of the older revisions and as one of 2026-07-28. */
record BothEras(McpCalls calls) {

    /** The named part of the result, which is the same in both eras. */
    JsonNode part(String part, String method, Map<String, ?> params) throws Exception {
        var older = calls.call(method, params);
        var newer = calls.modern(method, params, Map.of()).path("result");
        assertThat(older.path("result").has(part)).as(older.toString()).isTrue();
        assertThat(newer.path(part)).isEqualTo(older.path("result").path(part));
        return newer.path(part);
    }

    JsonNode content(String tool, Map<String, ?> arguments) throws Exception {
        return part("content", "tools/call", call(tool, arguments));
    }

    JsonNode messages(String prompt, Map<String, ?> arguments) throws Exception {
        return part("messages", "prompts/get", call(prompt, arguments));
    }

    JsonNode contents(String uri) throws Exception {
        return part("contents", "resources/read", Map.of("uri", uri));
    }

    private static Map<String, Object> call(String name, Map<String, ?> arguments) {
        var params = new LinkedHashMap<String, Object>();
        params.put("name", name);
        params.put("arguments", arguments);
        return params;
    }
}
