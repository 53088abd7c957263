package dev.mxcp.spi;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps encoded audit records. The chain over them is the platform's; a sink stores bytes and gives them back. Called by
 * one writer thread; {@link #read} may run beside it.
 */
@Unstable
public interface AuditSink extends AutoCloseable {

    /**
     * Appends records in order and returns when they are durable.
     *
     * @throws PlatformException when they are not; the calls that wait for them then fail
     */
    void append(List<byte[]> records);

    /** Reads stored records between the two times, oldest first, in a stream that the caller closes. */
    Stream<byte[]> read(Instant from, Instant to);

    /** Removes what is older as a whole, and returns the number of records removed. */
    long removeOlderThan(Instant limit);

    @Override
    void close();
}
