package dev.mxcp.core.mcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * One list, rendered once: a request only picks its page. The entries are the same in both eras, what stands around them
 * is not; so a page is put together when it is first asked for in an era. Thread-safe.
 */
final class ListPages {

    private final String key;
    private final String digest;
    private final List<String> pages;
    private final Cursors cursors;
    private final McpJson json;
    private final Map<Era, Framing> framings;

    ListPages(
            String key,
            List<Map<String, Object>> entries,
            int pageSize,
            Cursors cursors,
            McpJson json,
            Function<Era, Map<String, Object>> envelope) {
        this.key = key;
        this.cursors = cursors;
        this.json = json;
        this.pages = rendered(entries, pageSize, json);
        this.digest = digest(pages);
        this.framings = Map.of(
                Era.SESSION, new Framing(envelope.apply(Era.SESSION), pages.size()),
                Era.STATELESS, new Framing(envelope.apply(Era.STATELESS), pages.size()));
    }

    RawValue page(Era era, @Nullable Object cursor) throws ProtocolException {
        var framing = framings.get(era);
        if (framing == null) {
            throw new IllegalStateException("no lists for " + era);
        }
        var number = cursors.open(listName(), cursor);
        var known = framing.pages.get(number);
        if (known != null) {
            return known;
        }
        var page = new RawValue(framed(framing.envelope, number));
        framing.pages.set(number, page);
        return page;
    }

    /** Equal for lists with the same entries in the same pages. */
    String digest() {
        return digest;
    }

    private String framed(Map<String, Object> envelope, int number) {
        var page = new LinkedHashMap<String, Object>(envelope);
        page.put(key, new RawValue(pages.get(number)));
        if (number + 1 < pages.size()) {
            page.put("nextCursor", cursors.of(listName(), number + 1));
        }
        return json.mapper.writeValueAsString(page);
    }

    private String listName() {
        return key + ":" + digest;
    }

    private static List<String> rendered(List<Map<String, Object>> entries, int pageSize, McpJson json) {
        var pages = new ArrayList<String>();
        for (int start = 0; start == 0 || start < entries.size(); start += pageSize) {
            var end = Math.min(entries.size(), start + pageSize);
            pages.add(json.mapper.writeValueAsString(entries.subList(start, end)));
        }
        return pages;
    }

    private static String digest(List<String> pages) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var page : pages) {
                digest.update(page.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The pages as one era gets them. */
    private static final class Framing {
        private final Map<String, Object> envelope;
        private final AtomicReferenceArray<@Nullable RawValue> pages;

        private Framing(Map<String, Object> envelope, int pages) {
            this.envelope = envelope;
            this.pages = new AtomicReferenceArray<>(pages);
        }
    }
}
