package io.ripcord.lab;

/** A computer on a board's LAN side. */
public final class LanClient {
    static final String ADDRESS = "192.168.77.2";
    private final Namespace namespace;

    LanClient(Namespace namespace) {
        this.namespace = namespace;
    }

    static LanClient join(Lab lab, Namespace board) {
        Namespace client = lab.namespace(board.name() + "-lan");
        Link.join(Link.End.of(board, "lan0", Board.LAN_ADDRESS + "/24"), Link.End.of(client, "eth0", ADDRESS + "/24"));
        return new LanClient(client);
    }

    public Namespace namespace() {
        return namespace;
    }
}
