package io.ripcord.console.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Devices that were taken out of the fleet. Their generations and secrets stay: a device takes none that is not newer than its own. */
final class RemovedTable {
    private static final List<String> FORGOTTEN = List.of(
            "DELETE FROM reported WHERE device = ?",
            "DELETE FROM change_record WHERE device = ?",
            "DELETE FROM event WHERE device = ?",
            "DELETE FROM device WHERE id = ?");

    private RemovedTable() {}

    static boolean add(Connection connection, String device, Instant now) throws SQLException {
        var tenant =
                Query.of("SELECT tenant FROM device WHERE id = ?", device).first(connection, row -> row.getString(1));
        if (tenant.isEmpty()) {
            return false;
        }
        Query.of("INSERT INTO removed (device, tenant, since) VALUES (?, ?, ?)", device, tenant.get(), now)
                .update(connection);
        for (var statement : FORGOTTEN) {
            Query.of(statement, device).update(connection);
        }
        return true;
    }

    /** Always true: whoever was removed may come back; to another tenant only without what was wanted before. */
    static boolean back(Connection connection, String device, String tenant) throws SQLException {
        for (var table : List.of("desired", "secret")) {
            Query.of(
                            "DELETE FROM " + table
                                    + " WHERE device IN (SELECT device FROM removed WHERE device = ? AND tenant <> ?)",
                            device,
                            tenant)
                    .update(connection);
        }
        Query.of("DELETE FROM removed WHERE device = ?", device).update(connection);
        return true;
    }

    static Set<String> all(Connection connection) throws SQLException {
        return Set.copyOf(Query.of("SELECT device FROM removed").list(connection, row -> row.getString(1)));
    }
}
