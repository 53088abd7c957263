package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The Python example with libraries from the package index, through the built distribution. */
@Timeout(600)
class PythonExampleIT {

    @TempDir
    private static Path directory;

    private static final Set<Integer> PORTS_OF_CALLERS = ConcurrentHashMap.newKeySet();

    private static HttpServer crm;
    private static PythonExample example;

    @BeforeAll
    static void install() throws Exception {
        crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        crm.createContext("/customers/", exchange -> {
            PORTS_OF_CALLERS.add(exchange.getRemoteAddress().getPort());
            var number = exchange.getRequestURI().getPath().replace("/customers/", "");
            var answer = "{\"customer\": \"%s\", \"plan\": \"gold\"}".formatted(number);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        crm.start();
        example = PythonExample.installedIn(directory);
        example.configure("http://localhost:" + crm.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        crm.stop(0);
    }

    @Test
    void everyToolIsValid() throws Exception {
        var result = example.mxcp().run(List.of("validate"));

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out()).contains("Validated 6 tools");
    }

    @Test
    void aModelThatIsLoadedOncePredicts() throws Exception {
        var result = example.mxcp()
                .run(List.of("run", "tool", "predict_churn", "-p", "customer_id=C00000003", "--json-output"));

        var prediction = Json.mapper().readTree(result.out()).path("result");
        assertThat(prediction.path("risk_level").asString())
                .as(result.toString())
                .isEqualTo("high");
        assertThat(prediction.path("churn_probability").doubleValue()).isBetween(0.9, 1.0);
    }

    @Test
    void sqlCallsPythonThatQueriesForManyCallersAtOnce() throws Exception {
        try (var server = example.mxcp().serve();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = server.calls();
            var customers = IntStream.rangeClosed(1, 12)
                    .mapToObj("C%08d"::formatted)
                    .map(customer -> recommendations(calls, customer))
                    .toList();

            for (Future<JsonNode> answer : threads.invokeAll(customers)) {
                var products = answer.get().at("/structuredContent/recommendations");
                assertThat(products.size()).as(answer.get().toString()).isBetween(1, 3);
                assertThat(products.get(0).path("rating").doubleValue()).isBetween(1.0, 5.0);
            }
        }
    }

    private static Callable<JsonNode> recommendations(McpCalls calls, String customer) {
        return () -> calls.tool("customer_recommendations", Map.of("customer_id", customer, "max_recommendations", 3));
    }

    @Test
    void aPoolOfConnectionsIsOpenWhileTheServerRuns() throws Exception {
        PORTS_OF_CALLERS.clear();
        try (var server = example.mxcp().serve()) {
            for (var customer : List.of("C00000001", "C00000002", "C00000003")) {
                var answer = server.calls().tool("crm_profile", Map.of("customer_id", customer));
                assertThat(PlainJson.of(answer.path("structuredContent")))
                        .as(answer.toString())
                        .isEqualTo(Map.of("customer", customer, "plan", "gold"));
            }
        }
        assertThat(PORTS_OF_CALLERS).as("one connection for all calls").hasSize(1);
    }

    @Test
    void aFunctionThatFailsSaysWhyAndNothingElse() throws IOException, InterruptedException {
        try (var server = example.mxcp().serve()) {
            var answer = server.calls().tool("analyze_customer_with_ml", Map.of("customer_id", "C99999999"));

            assertThat(answer.path("isError").asBoolean()).isTrue();
            assertThat(answer.at("/content/0/text").asString())
                    .contains("'NoneType' object is not subscriptable")
                    .doesNotContain("Traceback", "File ", "\tat ");
        }
    }
}
