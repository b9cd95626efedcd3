package io.ripcord.image;

import io.ripcord.lab.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a class of tests its machine, and takes it away again. */
final class BoardExtension implements ParameterResolver, AfterAllCallback {
    private static final Namespace STORE = Namespace.create(BoardExtension.class);

    /** @param shared the folder that the machine shares with the test */
    private record Booted(Guest guest, Path shared) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Guest.class;
    }

    @Override
    public Guest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var name = context.getRequiredTestClass().getSimpleName();
        return ofClass(context)
                .getOrComputeIfAbsent(name, BoardExtension::boot, Booted.class)
                .guest();
    }

    private static Booted boot(String name) {
        try {
            Path shared = Files.createTempDirectory("ripcord-board");
            Path logs = Path.of("target", "board-logs", name).toAbsolutePath();
            return new Booted(Guest.boot(Kernel.find(), shared, logs), shared);
        } catch (IOException e) {
            throw new ParameterResolutionException("The machine cannot be booted: " + e.getMessage(), e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        var name = context.getRequiredTestClass().getSimpleName();
        @Nullable Booted booted = ofClass(context).remove(name, Booted.class);
        if (booted != null) {
            booted.guest().close();
            Folders.delete(booted.shared());
        }
    }

    private static ExtensionContext.Store ofClass(ExtensionContext context) {
        var ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(STORE);
    }
}
