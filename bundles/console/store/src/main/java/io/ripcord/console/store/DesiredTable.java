package io.ripcord.console.store;

import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.console.api.Desired;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The generations of each device's fleet layer; the newest 20 are kept. */
final class DesiredTable {
    private static final int KEPT = 20;

    private DesiredTable() {}

    static List<Desired> newest(Connection connection, String device, int limit) throws SQLException {
        return Query.of("SELECT * FROM desired WHERE device = ? ORDER BY generation DESC LIMIT ?", device, limit)
                .list(connection, DesiredTable::desired);
    }

    static boolean put(Connection connection, String device, Desired desired) throws SQLException {
        Query.of("SELECT id FROM device WHERE id = ? FOR UPDATE", device).first(connection, row -> row.getString(1));
        long newest = Query.of("SELECT COALESCE(MAX(generation), 0) FROM desired WHERE device = ?", device)
                .first(connection, row -> row.getLong(1))
                .orElse(0L);
        if (newest != desired.generation() - 1) {
            return false;
        }
        Query.of(
                        "INSERT INTO desired (device, generation, document, envelope, author, issued)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        device,
                        desired.generation(),
                        desired.document().json(),
                        new String(desired.envelope(), StandardCharsets.UTF_8),
                        desired.author(),
                        desired.issued())
                .update(connection);
        Query.of("DELETE FROM desired WHERE device = ? AND generation <= ?", device, desired.generation() - KEPT)
                .update(connection);
        return true;
    }

    private static Desired desired(ResultSet row) throws SQLException {
        return new Desired(
                row.getLong("generation"),
                DesiredDocument.from(JsonText.parseObject(row.getString("document"))),
                row.getString("envelope").getBytes(StandardCharsets.UTF_8),
                row.getString("author"),
                row.getTimestamp("issued").toInstant());
    }
}
