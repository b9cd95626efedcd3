package io.ripcord.console.store;

import io.ripcord.api.change.Outcome;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.Presence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Devices and their presence. */
final class DeviceTable {
    private static final String SELECT = """
            SELECT d.*, COALESCE((SELECT MAX(generation) FROM desired w WHERE w.device = d.id), 0) AS generation,
              r.generation AS settled, r.outcome AS outcome
            FROM device d LEFT JOIN reported r ON r.device = d.id\s""";

    private DeviceTable() {}

    static List<Device> all(Connection connection) throws SQLException {
        return Query.of(SELECT + "ORDER BY d.id").list(connection, DeviceTable::device);
    }

    static Optional<Device> byId(Connection connection, String id) throws SQLException {
        return Query.of(SELECT + "WHERE d.id = ?", id).first(connection, DeviceTable::device);
    }

    /** False if it is another tenant's. */
    static boolean add(
            Connection connection,
            String id,
            String tenant,
            String deviceClass,
            String model,
            String certificate,
            Instant now)
            throws SQLException {
        var owner = Query.of("SELECT tenant FROM device WHERE id = ?", id).first(connection, row -> row.getString(1));
        if (owner.isPresent()) {
            return owner.get().equals(tenant)
                    && Query.of(
                                            "UPDATE device SET device_class = ?, model = ?, certificate = ? WHERE id = ?",
                                            deviceClass,
                                            model,
                                            certificate,
                                            id)
                                    .update(connection)
                            > 0;
        }
        return Query.of("""
                                INSERT INTO device (id, tenant, device_class, model, base, online, boot_epoch, hello,
                                  started_at, last_seen, certificate) VALUES (?, ?, ?, ?, '', FALSE, 0, 0, ?, ?, ?)""", id, tenant, deviceClass, model, now, now, certificate)
                        .update(connection)
                > 0;
    }

    static Optional<String> certificate(Connection connection, String id) throws SQLException {
        return Query.of("SELECT certificate FROM device WHERE id = ? AND certificate IS NOT NULL", id)
                .first(connection, row -> row.getString(1));
    }

    static boolean online(Connection connection, Presence presence) throws SQLException {
        return Query.of(
                                """
                                UPDATE device SET online = TRUE, device_class = ?, model = ?, base = ?, boot_epoch = ?, hello = ?,
                                  started_at = ?, last_seen = ? WHERE id = ?
                                  AND (boot_epoch < ? OR (boot_epoch = ? AND hello <= ?))""",
                                presence.deviceClass(),
                                presence.model(),
                                presence.base(),
                                presence.bootEpoch(),
                                presence.sequence(),
                                presence.startedAt(),
                                presence.seen(),
                                presence.device(),
                                presence.bootEpoch(),
                                presence.bootEpoch(),
                                presence.sequence())
                        .update(connection)
                > 0;
    }

    static int offline(Connection connection, String id, long bootEpoch, long sequence, Instant now)
            throws SQLException {
        return Query.of("""
                        UPDATE device SET online = FALSE, last_seen = ? WHERE id = ?
                          AND (boot_epoch < ? OR (boot_epoch = ? AND hello <= ?))""", now, id, bootEpoch, bootEpoch, sequence).update(connection);
    }

    static int allOffline(Connection connection) throws SQLException {
        return Query.of("UPDATE device SET online = FALSE").update(connection);
    }

    static int seen(Connection connection, String id, Instant now) throws SQLException {
        return Query.of("UPDATE device SET last_seen = ? WHERE id = ?", now, id).update(connection);
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("device_class"),
                row.getString("model"),
                row.getString("base"),
                row.getBoolean("online"),
                row.getLong("boot_epoch"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                row.getLong("generation"),
                row.getLong("settled"),
                Optional.ofNullable(row.getString("outcome"))
                        .filter(name -> !name.isEmpty())
                        .map(Outcome::valueOf));
    }
}
