package io.ripcord.console.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables, in SQL that H2 and PostgreSQL both take. */
final class Schema {
    private static final List<String> STATEMENTS = List.of("""
            CREATE TABLE IF NOT EXISTS device (
              id VARCHAR(64) PRIMARY KEY, tenant VARCHAR(64) NOT NULL, device_class VARCHAR(64) NOT NULL,
              model VARCHAR(128) NOT NULL, base VARCHAR(64) NOT NULL, online BOOLEAN NOT NULL,
              boot_epoch BIGINT NOT NULL, hello BIGINT NOT NULL, started_at TIMESTAMP NOT NULL, last_seen TIMESTAMP NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS desired (
              device VARCHAR(64) NOT NULL, generation BIGINT NOT NULL, document VARCHAR(4200000) NOT NULL,
              envelope VARCHAR(6000000) NOT NULL, author VARCHAR(64) NOT NULL, issued TIMESTAMP NOT NULL,
              PRIMARY KEY (device, generation))""", """
            CREATE TABLE IF NOT EXISTS reported (
              device VARCHAR(64) PRIMARY KEY, boot_epoch BIGINT NOT NULL, sequence BIGINT NOT NULL,
              generation BIGINT NOT NULL, outcome VARCHAR(32) NOT NULL,
              state VARCHAR(4200000) NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS change_record (
              device VARCHAR(64) NOT NULL, id VARCHAR(64) NOT NULL, generation BIGINT NOT NULL,
              finished BOOLEAN NOT NULL, started TIMESTAMP NOT NULL, record VARCHAR(1200000) NOT NULL,
              PRIMARY KEY (device, id))""", """
            CREATE TABLE IF NOT EXISTS claim (
              secret VARCHAR(64) PRIMARY KEY, tenant VARCHAR(64) NOT NULL, expires TIMESTAMP NOT NULL)""", """
            ALTER TABLE claim ADD COLUMN IF NOT EXISTS device VARCHAR(64)""", """
            ALTER TABLE device ADD COLUMN IF NOT EXISTS certificate VARCHAR(16384)""", """
            CREATE TABLE IF NOT EXISTS secret (
              device VARCHAR(64) NOT NULL, name VARCHAR(64) NOT NULL, sealed VARCHAR(8000) NOT NULL,
              PRIMARY KEY (device, name))""", """
            CREATE TABLE IF NOT EXISTS event (
              device VARCHAR(64) NOT NULL, boot_epoch BIGINT NOT NULL, sequence BIGINT NOT NULL,
              content VARCHAR(140000) NOT NULL, PRIMARY KEY (device, boot_epoch, sequence))""", """
            CREATE TABLE IF NOT EXISTS removed (
              device VARCHAR(64) PRIMARY KEY, tenant VARCHAR(64) NOT NULL, since TIMESTAMP NOT NULL)""");

    private Schema() {}

    static void create(Connection connection) throws SQLException {
        for (var statement : STATEMENTS) {
            Query.of(statement).update(connection);
        }
    }
}
