package io.ripcord.console.store;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.ReportedState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What devices report: their state, and the last 200 changes of each. */
final class ReportTable {
    private static final int KEPT = 200;

    private ReportTable() {}

    static Optional<ReportedState> reported(Connection connection, String device) throws SQLException {
        return Query.of("SELECT state FROM reported WHERE device = ?", device)
                .first(connection, row -> ReportedState.from(JsonText.parseObject(row.getString(1))));
    }

    static boolean putReported(Connection connection, String device, long bootEpoch, long sequence, ReportedState state)
            throws SQLException {
        var newer = Query.of("""
                        SELECT 1 FROM reported WHERE device = ?
                          AND (boot_epoch > ? OR (boot_epoch = ? AND sequence > ?))""", device, bootEpoch, bootEpoch, sequence).first(connection, row -> true);
        if (newer.isPresent()) {
            return false;
        }
        Query.of("DELETE FROM reported WHERE device = ?", device).update(connection);
        Query.of(
                        "INSERT INTO reported (device, boot_epoch, sequence, generation, outcome, state)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        device,
                        bootEpoch,
                        sequence,
                        state.fleetGeneration(),
                        state.outcome().map(Enum::name).orElse(""),
                        state.json())
                .update(connection);
        return true;
    }

    static int putChange(Connection connection, String device, ChangeRecord change) throws SQLException {
        Query.of("DELETE FROM change_record WHERE device = ? AND id = ?", device, change.id())
                .update(connection);
        Query.of(
                        "INSERT INTO change_record (device, id, generation, finished, started, record)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        device,
                        change.id(),
                        change.fleetGeneration(),
                        change.finished().isPresent(),
                        change.started(),
                        change.json())
                .update(connection);
        return Query.of("""
                        DELETE FROM change_record WHERE device = ? AND started < (SELECT MIN(started) FROM
                          (SELECT started FROM change_record WHERE device = ? ORDER BY started DESC LIMIT ?) newest)""", device, device, KEPT).update(connection);
    }

    static List<ChangeRecord> changes(Connection connection, String device, int limit) throws SQLException {
        return Query.of(
                        "SELECT record FROM change_record WHERE device = ? ORDER BY started DESC, id DESC LIMIT ?",
                        device,
                        limit)
                .list(connection, ReportTable::change);
    }

    static Optional<ChangeRecord> change(Connection connection, String device, String id) throws SQLException {
        return Query.of("SELECT record FROM change_record WHERE device = ? AND id = ?", device, id)
                .first(connection, ReportTable::change);
    }

    static Optional<ChangeRecord> settled(Connection connection, String device, long generation) throws SQLException {
        return Query.of("""
                        SELECT record FROM change_record WHERE device = ? AND generation >= ? AND finished
                        ORDER BY started, id LIMIT 1""", device, generation).first(connection, ReportTable::change);
    }

    private static ChangeRecord change(ResultSet row) throws SQLException {
        return ChangeRecord.from(JsonText.parseObject(row.getString(1)));
    }
}
