import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import tools.jackson.databind.json.JsonMapper;

/** The floor: what Helidon and Jackson cost for a JSON request and a JSON answer, without anything else. */
final class BareEcho {

    public static void main(String[] args) {
        var mapper = new JsonMapper();
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(HttpRouting.builder().post("/echo", (request, response) -> {
                    var body = mapper.readTree(request.content().as(byte[].class));
                    var answer = mapper.createObjectNode();
                    answer.set("id", body.get("id"));
                    answer.set("result", body.get("params").get("arguments"));
                    response.header(HeaderNames.CONTENT_TYPE, "application/json");
                    response.send(mapper.writeValueAsBytes(answer));
                }))
                .build()
                .start();
    }
}
