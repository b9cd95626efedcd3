package io.ripcord.container.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar written anew while it is read: some entries left out, one file added at the end. What comes out was understood by one
 * parser, so its reader cannot see other entries in it than were judged here. Not thread-safe.
 */
final class Retar extends InputStream {
    private static final int PIECE = 64 * 1024;

    /** Which entries stay. */
    interface Choice {
        boolean keeps(TarArchiveEntry entry) throws IOException;
    }

    private final TarArchiveInputStream from;
    private final Choice choice;
    private final TarArchiveEntry lastEntry;
    private final byte[] lastContent;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream(2 * PIECE);
    private final TarArchiveOutputStream to = new TarArchiveOutputStream(written, "UTF-8");
    private byte[] ready = new byte[0];
    private int position;
    private boolean inEntry;
    private boolean ended;

    Retar(TarArchiveInputStream from, Choice choice, String lastName, byte[] lastContent) {
        this.from = from;
        this.choice = choice;
        this.lastEntry = new TarArchiveEntry(lastName);
        this.lastContent = lastContent;
        to.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        to.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == ready.length) {
            if (ended) {
                return -1;
            }
            advance();
            ready = written.toByteArray();
            written.reset();
            position = 0;
        }
        int count = Math.min(length, ready.length - position);
        System.arraycopy(ready, position, buffer, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        from.close();
    }

    private void advance() throws IOException {
        if (inEntry) {
            copyPiece();
        } else {
            nextEntry();
        }
        to.flush();
    }

    private void copyPiece() throws IOException {
        var piece = from.readNBytes(PIECE);
        to.write(piece);
        if (piece.length < PIECE) {
            to.closeArchiveEntry();
            inEntry = false;
        }
    }

    private void nextEntry() throws IOException {
        var entry = from.getNextEntry();
        if (entry == null) {
            end();
        } else if (choice.keeps(entry)) {
            to.putArchiveEntry(fresh(entry));
            inEntry = true;
        }
    }

    private void end() throws IOException {
        lastEntry.setSize(lastContent.length);
        to.putArchiveEntry(lastEntry);
        to.write(lastContent);
        to.closeArchiveEntry();
        to.finish();
        ended = true;
    }

    /** Name, kind and size only: no other header of the old entry comes along. */
    private static TarArchiveEntry fresh(TarArchiveEntry entry) {
        if (entry.isSymbolicLink()) {
            var link = new TarArchiveEntry(entry.getName(), TarArchiveEntry.LF_SYMLINK);
            link.setLinkName(entry.getLinkName());
            return link;
        }
        var fresh = new TarArchiveEntry(entry.getName());
        if (!entry.isDirectory()) {
            fresh.setSize(entry.getSize());
        }
        return fresh;
    }
}
