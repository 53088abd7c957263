package dev.mxcp.core.http;

import java.time.Duration;

/**
 * Limits of the HTTP transport.
 *
 * @param maxConnections TCP connections at a time; more wait in the system's queue, but those of one address beyond half
 *     are closed
 * @param maxSessions sessions at a time; more are refused with 503
 * @param sessionTtl how long a session lives that nobody uses
 * @param upgradeAfter when a call without an answer becomes an event stream, so that a client that leaves is noticed
 * @param callHeartbeat how often a waiting call's stream is written to
 * @param streamHeartbeat how often a listening stream is written to
 * @param resumeGrace how long a call goes on without a connection, and its events are kept after its end, so that
 *     its client can resume the stream
 * @param replayEvents events of a stream that are kept for clients that resume it
 * @param maxReplayBytes bytes of such events that all streams together may hold; those of one caller half
 * @param maxRequestBytes bytes of requests that are being read, all together, and as much again of those that are
 *     answered; one address gets half
 * @param readTimeout how long a client may take for the head of a request and for its body, keep silent between two, and
 *     take nothing of what it is sent
 */
public record HttpLimits(
        int maxConnections,
        int maxSessions,
        Duration sessionTtl,
        Duration upgradeAfter,
        Duration callHeartbeat,
        Duration streamHeartbeat,
        Duration resumeGrace,
        int replayEvents,
        long maxReplayBytes,
        long maxRequestBytes,
        Duration readTimeout) {

    public static final HttpLimits DEFAULT = new HttpLimits(
            10_000,
            10_000,
            Duration.ofMinutes(30),
            Duration.ofMillis(1500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            100,
            64L * 1024 * 1024,
            64L * 1024 * 1024,
            Duration.ofSeconds(60));

    public HttpLimits {
        if (maxConnections < 1 || maxSessions < 1 || replayEvents < 1 || maxReplayBytes < 1 || maxRequestBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    public HttpLimits withResumeGrace(Duration value) {
        return new HttpLimits(
                maxConnections,
                maxSessions,
                sessionTtl,
                upgradeAfter,
                callHeartbeat,
                streamHeartbeat,
                value,
                replayEvents,
                maxReplayBytes,
                maxRequestBytes,
                readTimeout);
    }

    public HttpLimits withMaxRequestBytes(long value) {
        return new HttpLimits(
                maxConnections,
                maxSessions,
                sessionTtl,
                upgradeAfter,
                callHeartbeat,
                streamHeartbeat,
                resumeGrace,
                replayEvents,
                maxReplayBytes,
                value,
                readTimeout);
    }

    /** How often streams and sessions are looked at. */
    Duration tick() {
        var shortest = upgradeAfter.compareTo(callHeartbeat) < 0 ? upgradeAfter : callHeartbeat;
        return Duration.ofMillis(Math.clamp(shortest.toMillis() / 4, 10, 1000));
    }
}
