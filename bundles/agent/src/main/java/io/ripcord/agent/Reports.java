package io.ripcord.agent;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Progress;
import io.ripcord.api.message.StateReport;
import io.ripcord.api.message.UpMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is due to be told while a connection is up: state and progress coalesced, events one at a time. */
final class Reports {
    static final long STATE_PAUSE = 500;
    static final long PROGRESS_PAUSE = 200;
    static final long EVENT_PATIENCE = 10_000;

    /** The broker is trusted with nothing: a lost report is made good by the next of these. */
    static final long REFRESH = 300_000;

    /** A certificate's end is months away when it is first asked about. */
    static final long RENEWAL_PAUSE = 6 * 3_600_000L;

    private final Contents contents;
    private final Map<String, ChangeRecord> progress = new LinkedHashMap<>();
    private Optional<StateReport> told = Optional.empty();
    private long sequence;
    private boolean dirty;
    private long stateAt;
    private long refreshAt;
    private long progressAt;
    private long eventAt = Long.MAX_VALUE;
    private long renewalAt;

    Reports(Contents contents) {
        this.contents = contents;
    }

    void connected(long now) {
        told = Optional.empty();
        dirty = true;
        stateAt = now;
        refreshAt = now + REFRESH;
        progressAt = now;
        eventAt = now;
        renewalAt = now;
    }

    void changed(ChangeRecord change) {
        dirty = true;
        progress.put(change.id(), change);
        if (progress.size() > 8) {
            progress.remove(progress.keySet().iterator().next());
        }
    }

    /**
     * An event was put into the outbox: it is told at once, unless another waits for its acknowledgement; and the state
     * may be another one.
     */
    void recorded(long now) {
        dirty = true;
        if (eventAt == Long.MAX_VALUE) {
            eventAt = now;
        }
    }

    void acknowledged(long now) {
        eventAt = now;
    }

    List<UpMessage> due(long now) {
        List<UpMessage> messages = new ArrayList<>();
        if (!progress.isEmpty() && now >= progressAt) {
            progress.values().forEach(change -> messages.add(new Progress(contents.bootEpoch(), change)));
            progress.clear();
            progressAt = now + PROGRESS_PAUSE;
        }
        if (now >= refreshAt) {
            told = Optional.empty();
            dirty = true;
            refreshAt = now + REFRESH;
        }
        if (dirty && now >= stateAt) {
            state().ifPresent(messages::add);
            stateAt = now + STATE_PAUSE;
        }
        if (now >= renewalAt) {
            contents.renewal().ifPresent(messages::add);
            renewalAt = now + RENEWAL_PAUSE;
        }
        if (now >= eventAt) {
            event(now).ifPresent(messages::add);
        }
        return messages;
    }

    long wakeAt() {
        long at = Math.min(Math.min(refreshAt, renewalAt), eventAt);
        at = dirty ? Math.min(at, stateAt) : at;
        return progress.isEmpty() ? at : Math.min(at, progressAt);
    }

    private Optional<StateReport> state() {
        dirty = false;
        var report = contents.report(sequence + 1);
        boolean same = told.filter(last ->
                        last.reported().equals(report.reported()) && last.last().equals(report.last()))
                .isPresent();
        if (same) {
            return Optional.empty();
        }
        sequence++;
        told = Optional.of(report);
        return told;
    }

    private Optional<Event> event(long now) {
        var oldest = contents.oldestEvent();
        eventAt = oldest.isPresent() ? now + EVENT_PATIENCE : Long.MAX_VALUE;
        return oldest;
    }
}
