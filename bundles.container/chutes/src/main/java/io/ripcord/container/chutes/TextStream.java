package io.ripcord.container.chutes;

import io.ripcord.api.message.CommandHandler.Sink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Hands UTF-8 bytes on as text; a character that is cut in two by the end of a piece waits for the next one, and what is no
 * UTF-8 becomes a replacement character. Not thread-safe.
 */
final class TextStream extends OutputStream {
    private static final int LONGEST = 4;

    private final Sink sink;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    TextStream(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var in = ByteBuffer.allocate(rest.remaining() + length)
                .put(rest)
                .put(bytes, offset, length)
                .flip();
        var text = CharBuffer.allocate(length + LONGEST);
        var _ = decoder.decode(in, text, false);
        rest = in.slice();
        if (text.flip().hasRemaining()) {
            hand(text.toString());
        }
    }

    private void hand(String text) throws IOException {
        try {
            sink.text(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("reading the chute's log was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
