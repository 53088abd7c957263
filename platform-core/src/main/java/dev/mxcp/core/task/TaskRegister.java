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
    private long bytes;

    TaskRegister(TaskLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** @param argumentBytes what its arguments take in memory; they count until it has ended */
    Task add(Owner owner, @Nullable String toolset, String party, TaskTerms terms, long argumentBytes) {
        sweep();
        lock.lock();
        try {
            var share = shares.computeIfAbsent(party, _ -> new Share());
            if (byId.size() >= limits.total() || share.tasks >= limits.totalOfOne()) {
                forgetIfEmpty(party, share);
                throw new PlatformException(
                        Code.LIMIT_EXCEEDED, "too many tasks are under way or kept already; try again later");
            }
            var entry = new Entry(new Task(newId(), terms, clock), owner, toolset, party);
            if (!take(entry, share, argumentBytes)) {
                forgetIfEmpty(party, share);
                throw new PlatformException(
                        Code.LIMIT_EXCEEDED,
                        "the tasks that are under way or kept take all the memory they may; try again later");
            }
            byId.put(entry.task.id(), entry);
            share.tasks++;
            return entry.task;
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

    /** Makes room for a result in place of the arguments; false when there is none. */
    boolean keepResult(Task task, long resultBytes) {
        lock.lock();
        try {
            var entry = byId.get(task.id());
            var share = entry == null ? null : shares.get(entry.party);
            if (entry == null || share == null || entry.isKept) {
                return true;
            }
            entry.isKept = take(entry, share, resultBytes);
            return entry.isKept;
        } finally {
            lock.unlock();
        }
    }

    /** The task's work is over: what its arguments took is free, unless its result is kept in their place. */
    void workEnded(Task task) {
        lock.lock();
        try {
            var entry = byId.get(task.id());
            if (entry != null && !entry.isKept) {
                giveBack(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the room for a result that nobody will get. */
    void dropResult(Task task) {
        lock.lock();
        try {
            var entry = byId.get(task.id());
            if (entry != null) {
                giveBack(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. In place of what the entry has taken before; false when there is no room, then it keeps that. */
    private boolean take(Entry entry, Share share, long wanted) {
        var more = wanted - entry.bytes;
        if (bytes + more > limits.maxResultBytes() || share.bytes + more > limits.maxResultBytesOfOne()) {
            return false;
        }
        entry.bytes = wanted;
        share.bytes += more;
        bytes += more;
        return true;
    }

    /** Under the lock. */
    private void giveBack(Entry entry) {
        var share = shares.get(entry.party);
        if (share != null) {
            share.bytes -= entry.bytes;
        }
        bytes -= entry.bytes;
        entry.bytes = 0;
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
        giveBack(entry);
        var share = shares.get(entry.party);
        if (share != null) {
            share.tasks--;
            forgetIfEmpty(entry.party, share);
        }
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
        private boolean isKept;

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
