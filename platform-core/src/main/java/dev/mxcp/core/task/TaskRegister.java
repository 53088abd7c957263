package dev.mxcp.core.task;

import dev.mxcp.core.project.TaskLimits;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who owns which task, and how much of the server the tasks take. Thread-safe. */
final class TaskRegister {

    private static final int ID_BYTES = 24;

    private final TaskLimits limits;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final Map<String, Share> shares = new HashMap<>();
    private long resultBytes;

    TaskRegister(TaskLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    Task add(Owner owner, @Nullable String toolset, String party, TaskTerms terms) {
        sweep();
        lock.lock();
        try {
            var share = shares.computeIfAbsent(party, _ -> new Share());
            if (byId.size() >= limits.total() || share.tasks >= limits.totalOfOne()) {
                forgetIfEmpty(party, share);
                throw new PlatformException(
                        Code.LIMIT_EXCEEDED, "too many tasks are under way or kept already; try again later");
            }
            var task = new Task(newId(), terms, clock);
            byId.put(task.id(), new Entry(task, owner, toolset, party));
            share.tasks++;
            return task;
        } finally {
            lock.unlock();
        }
    }

    Optional<Task> find(Owner owner, @Nullable String toolset, String id) {
        lock.lock();
        try {
            var entry = byId.get(id);
            return entry == null || !entry.isOf(owner, toolset) || entry.task.isExpired(clock.instant())
                    ? Optional.empty()
                    : Optional.of(entry.task);
        } finally {
            lock.unlock();
        }
    }

    /** Makes room for a result; false when there is none. */
    boolean keepResult(Task task, long bytes) {
        lock.lock();
        try {
            var entry = byId.get(task.id());
            if (entry == null || entry.bytes > 0) {
                return true;
            }
            var share = shares.get(entry.party);
            if (share == null
                    || resultBytes + bytes > limits.maxResultBytes()
                    || share.bytes + bytes > limits.maxResultBytesOfOne()) {
                return false;
            }
            entry.bytes = bytes;
            share.bytes += bytes;
            resultBytes += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the room for a result that nobody will get. */
    void dropResult(Task task) {
        lock.lock();
        try {
            var entry = byId.get(task.id());
            var share = entry == null ? null : shares.get(entry.party);
            if (entry != null && share != null) {
                share.bytes -= entry.bytes;
                resultBytes -= entry.bytes;
                entry.bytes = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    List<Task> all() {
        lock.lock();
        try {
            return byId.values().stream().map(entry -> entry.task).toList();
        } finally {
            lock.unlock();
        }
    }

    void remove(Task task) {
        lock.lock();
        try {
            var entry = byId.remove(task.id());
            if (entry != null) {
                release(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets tasks whose lifetime is over. */
    void sweep() {
        var now = clock.instant();
        var expired = all().stream().filter(task -> task.isExpired(now)).toList();
        expired.forEach(this::remove);
        expired.forEach(Task::cancel);
    }

    private void release(Entry entry) {
        var share = shares.get(entry.party);
        if (share != null) {
            share.tasks--;
            share.bytes -= entry.bytes;
            forgetIfEmpty(entry.party, share);
        }
        resultBytes -= entry.bytes;
    }

    private void forgetIfEmpty(String party, Share share) {
        if (share.tasks == 0) {
            shares.remove(party);
        }
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static final class Entry {
        private final Task task;
        private final Owner owner;
        private final @Nullable String toolset;
        private final String party;
        private long bytes;

        Entry(Task task, Owner owner, @Nullable String toolset, String party) {
            this.task = task;
            this.owner = owner;
            this.toolset = toolset;
            this.party = party;
        }

        boolean isOf(Owner who, @Nullable String where) {
            return owner.equals(who) && Objects.equals(toolset, where);
        }
    }

    /** What one party takes. */
    private static final class Share {
        private int tasks;
        private long bytes;
    }
}
