package io.ripcord.console.store;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.host.Facts;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.FleetStore;
import io.ripcord.console.api.Presence;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;

/** The fleet in a relational database. */
@Component
public final class JdbcFleetStore implements FleetStore {
    private final Database database;

    @Activate
    public JdbcFleetStore(
            @Reference(target = "(osgi.jdbc.driver.class=org.h2.Driver)") DataSourceFactory factory,
            @Reference Facts facts)
            throws SQLException {
        this(open(factory, "jdbc:h2:file:" + facts.state().resolve("database/fleet") + ";DB_CLOSE_DELAY=-1"));
    }

    JdbcFleetStore(DataSource source) {
        database = new Database(source);
        database.transaction("make its tables", connection -> {
            Schema.create(connection);
            return null;
        });
    }

    private static DataSource open(DataSourceFactory factory, String url) throws SQLException {
        var properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, url);
        return factory.createDataSource(properties);
    }

    @Override
    public List<Device> devices() {
        return database.transaction("list the devices", DeviceTable::all);
    }

    @Override
    public Optional<Device> device(String id) {
        return database.transaction("find the device " + id, connection -> DeviceTable.byId(connection, id));
    }

    @Override
    public boolean enrolled(
            String device, String tenant, String deviceClass, String model, String certificatePem, Instant now) {
        return database.transaction(
                "add the device " + device,
                connection -> RemovedTable.back(connection, device, tenant)
                        && DeviceTable.add(connection, device, tenant, deviceClass, model, certificatePem, now));
    }

    @Override
    public boolean remove(String device, Instant now) {
        return database.transaction(
                "remove the device " + device, connection -> RemovedTable.add(connection, device, now));
    }

    @Override
    public Set<String> removed() {
        return database.transaction("list the removed devices", RemovedTable::all);
    }

    @Override
    public Optional<String> certificate(String device) {
        return database.transaction(
                "find the certificate of " + device, connection -> DeviceTable.certificate(connection, device));
    }

    @Override
    public List<SealedSecret> secrets(String device) {
        return database.transaction("list the secrets of " + device, connection -> SecretTable.all(connection, device));
    }

    @Override
    public void putSecret(String device, SealedSecret secret) {
        database.transaction("keep a secret of " + device, connection -> SecretTable.put(connection, device, secret));
    }

    @Override
    public boolean removeSecret(String device, String name) {
        return database.transaction(
                        "remove a secret of " + device, connection -> SecretTable.remove(connection, device, name))
                > 0;
    }

    @Override
    public boolean online(Presence presence) {
        return database.transaction(
                "keep the presence of " + presence.device(), connection -> DeviceTable.online(connection, presence));
    }

    @Override
    public void offline(String device, long bootEpoch, long sequence, Instant now) {
        database.transaction(
                "keep the absence of " + device,
                connection -> DeviceTable.offline(connection, device, bootEpoch, sequence, now));
    }

    @Override
    public void allOffline() {
        database.transaction("forget who is online", DeviceTable::allOffline);
    }

    @Override
    public void seen(String device, Instant now) {
        database.transaction("note when it saw " + device, connection -> DeviceTable.seen(connection, device, now));
    }

    @Override
    public Optional<Desired> desired(String device) {
        return desiredHistory(device, 1).stream().findFirst();
    }

    @Override
    public List<Desired> desiredHistory(String device, int limit) {
        return database.transaction(
                "read the desired state of " + device, connection -> DesiredTable.newest(connection, device, limit));
    }

    @Override
    public boolean putDesired(String device, Desired desired) {
        return database.transaction(
                "keep the desired state of " + device, connection -> DesiredTable.put(connection, device, desired));
    }

    @Override
    public Optional<ReportedState> reported(String device) {
        return database.transaction(
                "read the reported state of " + device, connection -> ReportTable.reported(connection, device));
    }

    @Override
    public boolean putReported(String device, long bootEpoch, long sequence, ReportedState reported) {
        return database.transaction(
                "keep the reported state of " + device,
                connection -> ReportTable.putReported(connection, device, bootEpoch, sequence, reported));
    }

    @Override
    public void putChange(String device, ChangeRecord change) {
        database.transaction(
                "keep a change of " + device, connection -> ReportTable.putChange(connection, device, change));
    }

    @Override
    public List<ChangeRecord> changes(String device, int limit) {
        return database.transaction(
                "list the changes of " + device, connection -> ReportTable.changes(connection, device, limit));
    }

    @Override
    public Optional<ChangeRecord> change(String device, String id) {
        return database.transaction("find the change " + id, connection -> ReportTable.change(connection, device, id));
    }

    @Override
    public Optional<ChangeRecord> settled(String device, long fleetGeneration) {
        return database.transaction(
                "find who settled generation " + fleetGeneration,
                connection -> ReportTable.settled(connection, device, fleetGeneration));
    }

    @Override
    public void putClaim(Digest secret, String tenant, Instant expires) {
        database.transaction(
                "keep a claim",
                connection -> Query.of(
                                "INSERT INTO claim (secret, tenant, expires) VALUES (?, ?, ?)",
                                secret.hex(),
                                tenant,
                                expires)
                        .update(connection));
    }

    @Override
    public Optional<String> takeClaim(Digest secret, String device, Instant now) {
        return database.transaction("take a claim", connection -> {
            Query.of("DELETE FROM claim WHERE expires < ?", now).update(connection);
            Query.of("UPDATE claim SET device = ? WHERE secret = ? AND device IS NULL", device, secret.hex())
                    .update(connection);
            return Query.of("SELECT tenant FROM claim WHERE secret = ? AND device = ?", secret.hex(), device)
                    .first(connection, row -> row.getString(1));
        });
    }

    @Override
    public boolean putEvent(String device, long bootEpoch, long sequence, String event) {
        return database.transaction("keep an event of " + device, connection -> {
            var known = Query.of(
                            "SELECT 1 FROM event WHERE device = ? AND boot_epoch = ? AND sequence = ?",
                            device,
                            bootEpoch,
                            sequence)
                    .first(connection, row -> true);
            if (known.isPresent()) {
                return false;
            }
            Query.of(
                            "INSERT INTO event (device, boot_epoch, sequence, content) VALUES (?, ?, ?, ?)",
                            device,
                            bootEpoch,
                            sequence,
                            event)
                    .update(connection);
            return true;
        });
    }
}
