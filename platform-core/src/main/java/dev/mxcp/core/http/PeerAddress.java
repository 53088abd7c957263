package dev.mxcp.core.http;

import io.helidon.common.socket.PeerInfo;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a client is, as far as it can choose no other place: of an IPv6 address the network counts. */
final class PeerAddress {

    /** Whoever has an IPv6 address usually has all that begin with the same 64 bits. */
    private static final int NETWORK_BYTES = 8;

    private PeerAddress() {}

    static String of(PeerInfo peer) {
        return peer.address() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? of(socket.getAddress())
                : peer.host();
    }

    static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        var network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 16 bytes is one of IPv6", e);
        }
    }
}
