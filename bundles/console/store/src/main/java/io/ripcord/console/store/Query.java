package io.ripcord.console.store;

import io.ripcord.api.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One statement with its values; values never become part of the text. */
record Query(String text, List<Object> values) {

    static Query of(String text, Object... values) {
        return new Query(text, List.of(values));
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Connection connection, Row<T> reader) throws SQLException {
        try (var statement = prepare(connection);
                var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return List.copyOf(result);
        }
    }

    <T> Optional<T> first(Connection connection, Row<T> reader) throws SQLException {
        return list(connection, reader).stream().findFirst();
    }

    /** @return the number of rows touched */
    int update(Connection connection) throws SQLException {
        try (var statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, column(values.get(i)));
        }
        return statement;
    }

    private static Object column(Object value) {
        return switch (value) {
            case Instant instant -> Timestamp.from(instant);
            case Json json -> json.text();
            default -> value;
        };
    }
}
