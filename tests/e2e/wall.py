"""Hears every packet that comes to the end of the wire, `wall`, and prints where it wanted to.

The kernel's own housekeeping (neighbours and groups of IPv6, IGMP) is not heard.
"""

import ipaddress
import socket

_ALL, _IPV4, _IPV6 = 0x0003, 0x0800, 0x86DD
_HOUSEKEEPING = {socket.IPPROTO_IGMP, socket.IPPROTO_ICMPV6, socket.IPPROTO_HOPOPTS}


def destination(packet: bytes) -> str:
    """Return protocol and address of an Ethernet frame; nothing for housekeeping."""
    kind, body = int.from_bytes(packet[12:14]), packet[14:]
    if kind == _IPV4:
        protocol, address = body[9], body[16:20]
    elif kind == _IPV6:
        protocol, address = body[6], body[24:40]
    else:
        return f"frame {kind:#06x}"
    return "" if protocol in _HOUSEKEEPING else f"{protocol} {ipaddress.ip_address(address)}"


if __name__ == "__main__":
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ALL)) as card:
        card.bind(("wall", _ALL))
        print("hears", flush=True)
        while True:
            if said := destination(card.recv(65_536)):
                print(said, flush=True)
