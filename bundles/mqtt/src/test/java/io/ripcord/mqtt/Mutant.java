package io.ripcord.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** MQTT 5 packets of a broker, and what becomes of them when a few of their bytes are others. */
final class Mutant {
    static final byte[] CONNACK = packet(0x20, 0, 0, 3, 0x21, 0, 20);

    private static final List<byte[]> PACKETS = List.of(
            CONNACK,
            packet(0x30, 0, 1, 't', 0, 'p'),
            packet(0x32, 0, 1, 't', 0, 7, 0, 'p'),
            packet(0x34, 0, 1, 't', 0, 8, 0, 'p'),
            // payload format, expiry, content type, response topic, correlation data, user property
            packet(
                    0x32, 0, 1, 't', 0, 9, 31, 1, 1, 2, 0, 0, 0, 9, 3, 0, 1, 'c', 8, 0, 1, 'r', 9, 0, 1, 'd', 0x26, 0,
                    1, 'k', 0, 1, 'v', 0x0b, 3, 'p'),
            packet(0x40, 0, 1, 0, 0),
            packet(0x50, 0, 1, 0, 0),
            packet(0x62, 0, 8, 0, 0),
            packet(0x70, 0, 8, 0, 0),
            packet(0x90, 0, 1, 0, 1),
            packet(0xb0, 0, 1, 0, 0),
            packet(0xd0),
            packet(0xe0, 0x8d, 4, 0x1f, 0, 1, 'x'),
            packet(0xf0, 0x18, 4, 0x15, 0, 1, 'm'));

    private Mutant() {}

    /** Any packet, changed. */
    static byte[] any(Random random) {
        return of(PACKETS.get(random.nextInt(PACKETS.size())), random);
    }

    static byte[] of(byte[] packet, Random random) {
        var changed = packet.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            changed = once(changed, random);
        }
        return changed;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        var changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> changed.write(random.nextInt(256));
            case 1 -> changed.write(bytes[at] ^ (1 << random.nextInt(8)));
            case 2 -> {
                changed.write(random.nextInt(256));
                changed.write(bytes[at]);
            }
            case 3 -> changed.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
            case 4 -> changed.writeBytes("\u0000\uffff".getBytes(StandardCharsets.UTF_8));
            default -> changed.write(0xff);
        }
        changed.write(bytes, at + 1, bytes.length - at - 1);
        return changed.toByteArray();
    }

    private static byte[] packet(int first, int... body) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        out.write(body.length);
        for (int each : body) {
            out.write(each);
        }
        return out.toByteArray();
    }
}
