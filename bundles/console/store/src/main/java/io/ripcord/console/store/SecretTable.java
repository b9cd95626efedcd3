package io.ripcord.console.store;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SealedSecret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The devices' secrets, each sealed to its device: nobody here can read them. */
final class SecretTable {
    private SecretTable() {}

    static List<SealedSecret> all(Connection connection, String device) throws SQLException {
        return Query.of("SELECT sealed FROM secret WHERE device = ? ORDER BY name", device)
                .list(connection, row -> SealedSecret.from(Fields.of(JsonText.parseObject(row.getString(1)), "")));
    }

    static int put(Connection connection, String device, SealedSecret secret) throws SQLException {
        var name = secret.reference().name();
        int known = Query.of("UPDATE secret SET sealed = ? WHERE device = ? AND name = ?", secret.json(), device, name)
                .update(connection);
        return known > 0
                ? known
                : Query.of("INSERT INTO secret (device, name, sealed) VALUES (?, ?, ?)", device, name, secret.json())
                        .update(connection);
    }

    static int remove(Connection connection, String device, String name) throws SQLException {
        return Query.of("DELETE FROM secret WHERE device = ? AND name = ?", device, name)
                .update(connection);
    }
}
