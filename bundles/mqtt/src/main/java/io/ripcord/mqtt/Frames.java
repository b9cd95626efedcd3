package io.ripcord.mqtt;

import io.ripcord.api.message.Packet;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Follows the packets in a stream and lets none begin that is larger than any of ours: Paho makes room for what a
 * packet's head says (up to 256 MiB) before it looks at its own limit. Not thread-safe.
 */
final class Frames extends FilterInputStream {
    private static final int MOST_LENGTH_BYTES = 4;

    private boolean inHead;
    private int lengthBytes;
    private long left;

    Frames(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
            follow(next);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (inHead || left == 0) {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    private void follow(int next) throws IOException {
        if (inHead) {
            left |= (long) (next & 127) << (7 * lengthBytes++);
            inHead = next > 127 && lengthBytes < MOST_LENGTH_BYTES;
            if (!inHead && left > Packet.MAX_BYTES) {
                throw new IOException("the broker sends a packet of " + left + " bytes; at most " + Packet.MAX_BYTES
                        + " were agreed on");
            }
        } else if (left > 0) {
            left--;
        } else {
            inHead = true;
            lengthBytes = 0;
        }
    }
}
