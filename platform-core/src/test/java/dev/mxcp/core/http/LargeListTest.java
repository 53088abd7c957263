package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A project with 10,000 tools, read page by page. */
@Timeout(60)
class LargeListTest {

    private static final List<String> NAMES =
            IntStream.range(0, 10_000).mapToObj(i -> "tool_" + i).toList();
    private static final int PAGES = 40;
    private static final TestingServer SERVER = new TestingServer(project());

    private static TestingProject project() {
        var project = new TestingProject();
        NAMES.forEach(name -> project.tool(name, _ -> ok(null), "text"));
        return project;
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** The names on each page, as long as there is a next one. */
    private static List<List<String>> pages(Function<Map<String, String>, Map<?, ?>> list) {
        var pages = new ArrayList<List<String>>();
        var params = new LinkedHashMap<String, String>();
        do {
            var result = list.apply(params);
            pages.add(((List<?>) result.get("tools"))
                    .stream()
                            .map(tool -> String.valueOf(((Map<?, ?>) tool).get("name")))
                            .toList());
            params.clear();
            if (result.get("nextCursor") instanceof String cursor) {
                params.put("cursor", cursor);
            }
        } while (!params.isEmpty());
        return pages;
    }

    private static List<List<String>> pagesOfSession() {
        try (var client = SERVER.client()) {
            return pages(params -> {
                var cursor = params.get("cursor");
                var sent = cursor == null ? "{}" : "{\"cursor\":\"" + cursor + "\"}";
                return (Map<?, ?>) client.answer("tools/list", sent).get("result");
            });
        }
    }

    private static List<List<String>> pagesWithoutSession() {
        try (var client = new ModernClient(SERVER.http)) {
            return pages(params -> client.result(client.request("tools/list", params)));
        }
    }

    @Test
    void everyToolIsListedOnceAndInTheProjectsOrderInBothEras() {
        var pages = pagesOfSession();
        assertThat(pages).hasSize(PAGES);
        assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(NAMES);
        assertThat(pagesWithoutSession()).isEqualTo(pages);
    }

    @Test
    void theOrderStaysWhenTheListIsReadAgain() {
        assertThat(pagesOfSession()).isEqualTo(pagesOfSession());
    }
}
