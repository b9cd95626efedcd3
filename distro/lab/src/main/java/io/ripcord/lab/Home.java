package io.ripcord.lab;

import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The folder that holds all a lab keeps on disk; its path is the lab's identity on this machine. */
public record Home(Path root) {

    /** Makes the folder where it is missing. */
    public static Home at(Path root) {
        return new Home(folder(root.toAbsolutePath()));
    }

    /** What control groups of this lab are named after: the same for the same folder, another for any other. */
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(root.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new LabException("The path of " + root + " could not be resolved: " + e.getMessage(), e);
        }
    }

    public Path ledger() {
        return run().resolve("ledger");
    }

    public Path run() {
        return folder(root.resolve("run"));
    }

    public Path log(String name) {
        return folder(root.resolve("log")).resolve(name + ".log");
    }

    /** What one board keeps: its base, settings, state and the engine's data. */
    public Path board(String name) {
        return folder(root.resolve("boards").resolve(name));
    }

    public Path cloud() {
        return folder(root.resolve("cloud"));
    }

    public Path keys() {
        return folder(root.resolve("keys"));
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new LabException("The folder " + path + " could not be made: " + e.getMessage(), e);
        }
    }
}
