package io.ripcord.container.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tar whose headers are small. The library keeps long names and extended headers of any length in memory, so an archive of
 * nothing else would fill it. Not thread-safe.
 */
final class BoundedTar extends TarArchiveInputStream {
    /** All headers of one entry together. */
    static final int MAX_HEADERS = 256 * 1024;

    private final Ration ration;
    private boolean inHeaders;

    BoundedTar(InputStream in) {
        this(new Ration(in));
    }

    private BoundedTar(Ration ration) {
        super(ration, "UTF-8");
        this.ration = ration;
    }

    @Override
    public TarArchiveEntry getNextEntry() throws IOException {
        if (inHeaders) {
            return super.getNextEntry();
        }
        while (getCurrentEntry() != null && skip(Long.MAX_VALUE) > 0) {
            // the content before belongs to no header
        }
        inHeaders = true;
        ration.left = MAX_HEADERS;
        try {
            return super.getNextEntry();
        } finally {
            ration.left = Long.MAX_VALUE;
            inHeaders = false;
        }
    }

    /** Ends with a refusal when more is read than is left. */
    private static final class Ration extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Ration(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            take(1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            take(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            take(skipped);
            return skipped;
        }

        private void take(long count) throws IOException {
            left -= count;
            if (left < 0) {
                throw new IOException("the headers of an entry of the archive have more than " + MAX_HEADERS
                        + " bytes. Make it by docker save, or ripcord chute install");
            }
        }
    }
}
