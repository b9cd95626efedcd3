package io.ripcord.cli.chute;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tars that depend on their content only: owner 0, no names of owners, time 0. */
final class Tar {
    private Tar() {}

    static TarArchiveOutputStream writer(OutputStream out) {
        var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return tar;
    }

    static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode) throws IOException {
        begin(tar, entry, mode);
        tar.closeArchiveEntry();
    }

    static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, Path content) throws IOException {
        begin(tar, entry, mode);
        Files.copy(content, tar);
        tar.closeArchiveEntry();
    }

    static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        begin(tar, entry, 0644);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void begin(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode) throws IOException {
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
    }
}
