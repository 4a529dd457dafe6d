"""The front door where calls go through port 443 too: one port, told apart by the name asked for.

Schools behind proxies let nothing out but TLS to 443. nginx reads the name in the client's hello:
the TURN name goes to LiveKit's relay, with the TLS ended here, all others to the site. Belongs into
the main part of nginx' configuration (the module `stream`), not into its sites.
"""

from pathlib import Path

from server.deploy.plan import Plan

FRONT = "nginx-front.conf"
"""The name of its file."""
_MODULE = Path("/usr/lib/nginx/modules/ngx_stream_module.so")
_FRONT = """\
# Written by server.deploy; change the plan and write it anew.
stream {{
    map $ssl_preread_server_name $parta_door {{
        {turn_domain} {at}:{turn_inner};
        default {at}:{site_inner};
    }}
    server {{
        listen {site};
        ssl_preread on;
        # Who is asking is said in front of the connection; both doors understand it.
        proxy_protocol on;
        proxy_pass $parta_door;
        proxy_timeout 1h;
    }}
    server {{
        listen {at}:{turn_inner} ssl proxy_protocol;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        ssl_protocols TLSv1.2 TLSv1.3;
        proxy_pass {at}:{turn_tls};
        proxy_timeout 1h;
    }}
}}
"""


def front_door(plan: Plan) -> str:
    """Return the `stream` part for a plan that has `calls.turn_domain`."""
    assert plan.calls is not None
    ports = plan.ports
    return _FRONT.format(
        turn_domain=plan.calls.turn_domain,
        at=plan.bind,
        site=ports.site,
        site_inner=ports.site_inner,
        turn_inner=ports.turn_inner,
        turn_tls=ports.turn_tls,
        certificate=plan.certificate,
        key=plan.key,
    )


def loaded_modules() -> str:
    """Return the line that loads `stream` where nginx has it as a file, as Debian's does."""
    return f"load_module {_MODULE};\n" if _MODULE.exists() else ""
