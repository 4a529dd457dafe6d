"""systemd units: one for each program, a target that starts them all.

They run as the user `parta`, may write to the data folder alone and come back when they fail.
"""

import sys
from pathlib import Path

from server.deploy.homeserver import PERSISTER
from server.deploy.plan import Plan

_UNIT = """\
# Written by server.deploy; change the plan and write it anew.
[Unit]
Description={title}
After=network-online.target postgresql.service{after}
PartOf=parta.target

[Service]
Type={kind}
User=parta
ExecStart={command}
Restart=always
RestartSec=3
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
NoNewPrivileges=yes
ReadWritePaths={data}
LimitNOFILE=65536

[Install]
WantedBy=parta.target
"""

_TARGET = """\
# Written by server.deploy.
[Unit]
Description=Парта: сервер школы
Wants={wants}

[Install]
WantedBy=multi-user.target
"""


def units(
    plan: Plan, folder: Path, *, livekit: str = "/usr/local/bin/livekit-server"
) -> dict[str, str]:
    """Return the units by name."""
    python = sys.executable
    main = folder / "homeserver.yaml"

    def unit(title: str, command: str, after: str = "", *, kind: str = "exec") -> str:
        return _UNIT.format(
            title=title,
            command=command,
            data=plan.data,
            after=f" {after}" if after else "",
            kind=kind,
        )

    made = {
        "parta-homeserver.service": unit(
            "Парта: Synapse",
            f"{python} -m synapse.app.homeserver -c {main}",
            "redis-server.service" if plan.size == "several" else "",
            # It says itself when its database is as the workers need it.
            kind="notify",
        ),
        "parta-service.service": unit(
            "Парта: сервис школы",
            f"{python} -m server.service --config {folder / 'service.yaml'}",
            "parta-homeserver.service",
        ),
    }
    if plan.size == "several":
        names = [PERSISTER, *(f"reader{n}" for n, _ in enumerate(plan.reader_ports, start=1))]
        for name in names:
            worker = folder / "workers" / f"{name}.yaml"
            made[f"parta-{name}.service"] = unit(
                f"Парта: Synapse, {name}",
                f"{python} -m synapse.app.generic_worker -c {main} -c {worker}",
                "parta-homeserver.service",
            )
    if plan.calls is not None:
        made["parta-livekit.service"] = unit(
            "Парта: LiveKit", f"{livekit} --config {folder / 'livekit.yaml'}"
        )
    return made | {"parta.target": _TARGET.format(wants=" ".join(made))}
