package dev.mxcp.plugin.lang.python.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Columns of 64-bit numbers as their bytes, which costs a tenth of writing and reading their digits. Both ends are on one
 * machine, so that the bytes keep its order.
 */
final class PackedNumbers {

    static final String LONGS = "$:longs";
    static final String DOUBLES = "$:doubles";

    private PackedNumbers() {}

    static void write(List<? extends @Nullable Object> column, JsonGenerator out) {
        if (!column.isEmpty()
                && column.getFirst() instanceof Long
                && column.stream().allMatch(Long.class::isInstance)) {
            var bytes = new byte[column.size() * Long.BYTES];
            var numbers = ordered(bytes);
            column.forEach(number -> numbers.putLong((Long) number));
            write(LONGS, bytes, out);
        } else if (!column.isEmpty()
                && column.getFirst() instanceof Double
                && column.stream().allMatch(Double.class::isInstance)) {
            var bytes = new byte[column.size() * Double.BYTES];
            var numbers = ordered(bytes);
            column.forEach(number -> numbers.putDouble((Double) number));
            write(DOUBLES, bytes, out);
        } else {
            new ValueWriter(out).write(column);
        }
    }

    private static ByteBuffer ordered(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    private static void write(String tag, byte[] bytes, JsonGenerator out) {
        out.writeStartObject();
        out.writeName(tag);
        out.writeString(Base64.getEncoder().encodeToString(bytes));
        out.writeEndObject();
    }

    static List<Long> longs(String base64) {
        var numbers = ordered(Base64.getDecoder().decode(base64)).asLongBuffer();
        return LongStream.generate(numbers::get).limit(numbers.limit()).boxed().toList();
    }

    static List<Double> doubles(String base64) {
        var numbers = ordered(Base64.getDecoder().decode(base64)).asDoubleBuffer();
        return DoubleStream.generate(numbers::get)
                .limit(numbers.limit())
                .boxed()
                .toList();
    }
}
