package dev.mxcp.core.generation;

import dev.mxcp.core.content.BlockReader;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An endpoint whose values are blocks of content: each row, object or text is one. */
record BlocksEndpoint(PreparedEndpoint implementation) implements PreparedEndpoint {

    @Override
    public List<String> warnings() {
        return implementation.warnings();
    }

    @Override
    public Optional<List<Column>> columns() {
        return implementation.columns();
    }

    @Override
    public Optional<Map<String, ?>> inputSchema() {
        return implementation.inputSchema();
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var result = implementation.run(arguments, call);
        try {
            return result.content().isEmpty() ? blocks(result) : result;
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }

    private static EndpointResult blocks(EndpointResult result) {
        var items = result.value() instanceof List<?> list ? list : listOf(result.value());
        var fields = new ArrayList<Map<String, Object>>();
        var content = new ArrayList<Content>();
        for (Object item : items) {
            var place = "block %d of the answer".formatted(content.size() + 1);
            var block = new BlockReader(place).read(written(item, place));
            fields.add(block.fields());
            content.add(block.content());
        }
        return new RemadeResult(result, fields, content);
    }

    private static List<?> listOf(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static Map<?, ?> written(@Nullable Object item, String place) {
        return switch (item) {
            case String text -> Map.of("type", "text", "text", text);
            case Map<?, ?> map -> map;
            case null, default ->
                throw new PlatformException(Code.FAILED, place + " is not valid: it must be an object or a text");
        };
    }
}
