"""Sends numbered datagrams to this port of 127.0.0.1: PORT COUNT BYTES SECONDS-BETWEEN."""

import socket
import struct
import sys
import time

port, count, size, every = (float(one) for one in sys.argv[1:])
with socket.socket(type=socket.SOCK_DGRAM) as out:
    started = time.monotonic()
    for number in range(int(count)):
        while (left := started + number * every - time.monotonic()) > 0:
            time.sleep(left)
        sent = struct.pack("!Id", number, time.monotonic())
        out.sendto(sent.ljust(int(size), b"."), ("127.0.0.1", int(port)))
