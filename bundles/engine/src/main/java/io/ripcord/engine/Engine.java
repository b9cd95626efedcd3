package io.ripcord.engine;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.domain.ControlPath;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.state.Snapshot;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.Verifier;
import io.ripcord.engine.journal.Journal;
import io.ripcord.engine.layers.Layers;
import io.ripcord.engine.plan.Domains;
import io.ripcord.engine.plan.Planner;
import io.ripcord.engine.run.Convergence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The engine as a service: takes desired states in, brings them about, reports. */
@Component(service = States.class, immediate = true)
public final class Engine implements States {
    private final Ground ground;
    private final Worker worker;
    private final Intake intake;
    private final Retries retries;
    private final Domains domains;
    private final Sources sources;
    private final List<ControlPath> paths = new CopyOnWriteArrayList<>();

    @Activate
    public Engine(
            BundleContext context,
            @Reference Host host,
            @Reference Facts facts,
            @Reference Verifier verifier,
            @Reference DeviceIdentity identity,
            @Reference ArtifactStore store,
            @Reference SecretStore secrets) {
        this(
                Settings.of(context::getProperty),
                () -> context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STARTING,
                Clock.systemUTC(),
                host,
                facts,
                verifier,
                identity,
                store,
                secrets);
    }

    Engine(
            Settings settings,
            BooleanSupplier starting,
            Clock clock,
            Host host,
            Facts facts,
            Verifier verifier,
            DeviceIdentity identity,
            ArtifactStore store,
            SecretStore secrets) {
        var folder = facts.state().resolve("state");
        var journal = new Journal(host, folder);
        var layers = new Layers(host, folder, identity);
        var changes = new ChangeLog(journal);
        this.domains = new Domains(settings.observe());
        this.sources = new Sources(store);
        var reporter = new Reporter(changes, layers, domains);
        var tools = new Convergence.Tools(
                domains,
                new Planner(domains, reporter::observed),
                sources,
                settings.arrival(),
                settings.prepare(),
                settings.poll(),
                settings.interruption());
        this.ground = new Ground(
                host,
                facts,
                clock,
                settings,
                folder,
                journal,
                layers,
                changes,
                domains,
                tools,
                reporter,
                sources,
                new Retention(store, domains, clock),
                new Settling(starting, settings.arrival()),
                paths);
        this.worker = new Worker(ground);
        this.intake = new Intake(ground, worker, verifier, identity, new Confidences(secrets));
        this.retries = new Retries(ground, intake);
    }

    @Activate
    void start() {
        intake.resume();
        worker.start();
        retries.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        retries.close();
        worker.close();
        ground.changes().close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindController(Controller controller) {
        domains.add(controller);
        worker.arrived();
    }

    void unbindController(Controller controller) {
        domains.remove(controller);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFetcher(Fetcher fetcher) {
        sources.add(fetcher);
    }

    void unbindFetcher(Fetcher fetcher) {
        sources.remove(fetcher);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindControlPath(ControlPath path) {
        paths.add(path);
    }

    void unbindControlPath(ControlPath path) {
        paths.remove(path);
    }

    @Override
    public Snapshot snapshot() {
        return ground.layers().snapshot(domains::perEntry);
    }

    @Override
    public Receipt acceptFleet(byte[] envelope) throws StateException {
        return intake.acceptFleet(envelope);
    }

    @Override
    public Receipt editLocal(LocalEdit edit) throws StateException {
        return intake.editLocal(edit);
    }

    @Override
    public List<String> preview(LocalEdit edit) throws StateException {
        return intake.preview(edit);
    }

    @Override
    public ReportedState reported() {
        return ground.reporter().fresh();
    }

    @Override
    public JsonObject schema() {
        return Schema.of(domains);
    }

    @Override
    public List<HistoryEntry> history() {
        return ground.changes().history();
    }

    @Override
    public Receipt rollback(String change, String author) throws StateException {
        return intake.rollback(change, author);
    }

    @Override
    public List<ChangeRecord> changes() {
        return ground.changes().newestFirst();
    }

    @Override
    public Optional<ChangeRecord> change(String id) {
        return ground.changes().find(id);
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return ground.changes().listen(listener);
    }
}
