"""The nginx site in front of a school: it lets through what clients need and nothing else.

The homeserver refuses by itself; this is the second wall. It keeps the administration inside the
school's network, closes the ways of other servers and of guests, and answers 404 to all the rest.
`python -m server.deploy.proxy --help` writes the file for /etc/nginx/sites-available.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?\Z")
_UPSTREAM = re.compile(r"[a-z0-9.-]+:\d{1,5}\Z")
_NETWORK = re.compile(r"[0-9a-f.:]+(/\d{1,3})?\Z")
_PATH = re.compile(r"/[\w./-]*\Z")


class SiteRefused(ValueError):
    """A setting that must not get into a configuration; the text says which one."""


@dataclass(frozen=True, slots=True)
class Site:
    """A school's address and what stands behind it (`host:port` each).

    `administrators` are the networks from which the administration is reached. `to_device` lets
    encrypted chats and calls exchange keys; a school without them leaves it out. Without
    `certificate` the site speaks plain HTTP, behind another proxy or in a test.
    """

    name: str
    homeserver: str
    service: str
    livekit: str
    listen: str = "443"
    certificate: Path | None = None
    key: Path | None = None
    administrators: tuple[str, ...] = ("127.0.0.1",)
    to_device: bool = True
    upload_megabytes: int = 100
    behind_front: bool = False
    """Whether `server.deploy.front` stands before it and says who is asking."""
    readers: tuple[str, ...] = ()
    """Processes of Synapse that sync, read and send; without any the homeserver does it all."""

    def __post_init__(self) -> None:
        upstreams = (self.homeserver, self.service, self.livekit, *self.readers)
        files = [str(one) for one in (self.certificate, self.key) if one is not None]
        for what, pattern, values in (
            ("имя сайта", _NAME, [self.name]),
            ("адрес сервера", _UPSTREAM, upstreams),
            ("сеть администраторов", _NETWORK, self.administrators),
            ("порт", re.compile(r"([0-9.]+:)?\d{1,5}\Z"), [self.listen]),
            ("путь к сертификату", _PATH, files),
        ):
            for value in values:
                if not pattern.match(value):
                    raise SiteRefused(f"Так задать {what} нельзя: {value!r}.")
        if (self.certificate is None) != (self.key is None):
            raise SiteRefused("Сертификат и ключ задают вместе.")


def proxy_site(site: Site) -> str:
    """Return the configuration of a site, for the `http` block of nginx."""
    return _SITE.format(
        name=site.name,
        listen=_listen(site),
        tls=_TLS.format(certificate=site.certificate, key=site.key) if site.certificate else "",
        homeserver=site.homeserver,
        service=site.service,
        livekit=site.livekit,
        inside="".join(f"        allow {one};\n" for one in site.administrators),
        to_device="" if site.to_device else _NO_TO_DEVICE,
        upload=site.upload_megabytes,
        readers="".join(f"    server {one};\n" for one in site.readers or (site.homeserver,)),
        read=_READ,
    )


def _listen(site: Site) -> str:
    words = ["ssl http2"] if site.certificate else []
    if site.behind_front:
        address = site.listen.partition(":")[0]
        after = f"\n    set_real_ip_from {address};\n    real_ip_header proxy_protocol;"
        return f"listen {' '.join([site.listen, *words, 'proxy_protocol'])};{after}"
    return f"listen {' '.join([site.listen, *words])};"


_READ = (
    "((r0|v3)/sync|unstable/org\\.matrix\\.simplified_msc3575/sync|(r0|v3)/(createRoom|join/[^/]+)"
    "|(r0|v3)/user_directory/search|(r0|v3|v1|unstable)/rooms/[^/]+/(messages|context/[^/]+|members"
    "|joined_members|event/[^/]+|relations/.+|timestamp_to_event|send/.+|redact/.+|state(/.+)?"
    "|join|leave|invite|kick|ban|unban))"
)
"""What any of Synapse's processes can do; the rest is the main one's."""


_TLS = """
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    add_header Strict-Transport-Security "max-age=31536000" always;
"""

_NO_TO_DEVICE = """
    # Encryption is not used here: nobody puts anything into anybody's device.
    location ~ ^/_matrix/client/[^/]+/sendToDevice { return 403; }
"""

_SITE = """\
# Written by server.deploy.proxy; change its settings and write it anew.
map $http_upgrade $parta_connection {{ default upgrade; '' ''; }}
upstream parta_homeserver {{ server {homeserver}; keepalive 32; }}
upstream parta_service {{ server {service}; keepalive 8; }}
upstream parta_readers {{
    # Whoever syncs here goes on here: the caches know them.
    hash $http_authorization consistent;
{readers}    keepalive 32;
}}
upstream parta_livekit {{ server {livekit}; }}

server {{
    {listen}
    server_name {name};
{tls}
    server_tokens off;
    # Whoever is signed in may send a body: of JSON no more than a server reads in a moment.
    client_max_body_size 8m;
    # An address with a token in it must not get into the log.
    access_log off;
    gzip on;
    gzip_types application/json;
    gzip_proxied any;

    proxy_http_version 1.1;
    # With the port, where it is not the usual one: Synapse compares it when somebody signs in.
    proxy_set_header Host $http_host;
    proxy_set_header Connection "";
    # What a client says of itself here is not believed.
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_read_timeout 120s;
    proxy_buffering on;

    # Nobody registers, no guests, no e-mail and no telephone, no administration by the client API.
    location ~ ^/_matrix/client/[^/]+/register(/|$) {{ return 403; }}
    location ~ ^/_matrix/client/[^/]+/account/(3pid|password/(email|msisdn))(/|$) {{ return 403; }}
    location ~ ^/_matrix/client/[^/]+/(admin|publicRooms)(/|$) {{ return 403; }}
    # The homeserver would call any address that somebody names for their notifications.
    location ~ ^/_matrix/client/[^/]+/pushers/set(/|$) {{ return 403; }}
{to_device}
    location = /.well-known/matrix/client {{ proxy_pass http://parta_homeserver; }}
    location ~ ^/_matrix/client/{read}$ {{ proxy_pass http://parta_readers; }}
    location /_matrix/client/ {{ proxy_pass http://parta_homeserver; }}
    # Files go up here; they come down through /_matrix/client/v1/media, which asks who is asking.
    location ~ ^/_matrix/media/[^/]+/(upload|create|config)(/|$) {{
        client_max_body_size {upload}m;
        proxy_pass http://parta_homeserver;
        proxy_request_buffering off;
    }}
    location /_synapse/client/ {{ proxy_pass http://parta_homeserver; }}
    location ~ ^/_synapse/(admin|client/parta/admin)(/|$) {{
{inside}        deny all;
        proxy_pass http://parta_homeserver;
    }}

    location /v1/internal/ {{ return 404; }}
    location /v1/ {{
        # Rosters and gradebooks; the service counts by itself what it takes.
        client_max_body_size {upload}m;
        proxy_pass http://parta_service;
    }}
    location /j/ {{ proxy_pass http://parta_service; }}
    location ~ ^/cabinet(/|$) {{
        client_max_body_size 12m;
        proxy_pass http://parta_service;
    }}
    location /livekit/jwt/ {{ proxy_pass http://parta_service; }}
    location /rtc {{
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $parta_connection;
        proxy_read_timeout 1h;
        proxy_pass http://parta_livekit;
    }}

    # Other servers, keys, replication, metrics, the SFU's webhook and its administration.
    location / {{ return 404; }}
}}
"""


def main() -> int:
    """Write the site to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m server.deploy.proxy")
    parser.add_argument("--name", required=True, help="имя сайта, например chat.school14.example")
    parser.add_argument("--homeserver", default="127.0.0.1:8008", help="адрес Synapse")
    parser.add_argument("--service", default="127.0.0.1:8010", help="адрес сервиса школы")
    parser.add_argument("--livekit", default="127.0.0.1:7880", help="адрес LiveKit")
    parser.add_argument("--certificate", type=Path, required=True, help="файл сертификата")
    parser.add_argument("--key", type=Path, required=True, help="файл ключа")
    parser.add_argument(
        "--administrators", nargs="+", default=["127.0.0.1"], help="сети администраторов"
    )
    parser.add_argument(
        "--to-device", action=argparse.BooleanOptionalAction, default=True,
        help="пропускать ли ключи шифрования между устройствами",
    )  # fmt: skip
    options = parser.parse_args()
    try:
        site = Site(
            options.name,
            options.homeserver,
            options.service,
            options.livekit,
            certificate=options.certificate,
            key=options.key,
            administrators=tuple(options.administrators),
            to_device=options.to_device,
        )
    except SiteRefused as refused:
        parser.error(str(refused))
    sys.stdout.write(proxy_site(site))
    return 0


if __name__ == "__main__":
    sys.exit(main())
