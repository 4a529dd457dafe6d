"""A D-Bus of the test's own. It starts nothing by itself: what answers there was started there."""

from pathlib import Path

_CONFIGURATION = """
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def bus_command(folder: Path, address: str) -> list[str]:
    """The command that runs it at this address; its configuration goes into the folder."""
    configuration = folder / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(address=address))
    return ["dbus-daemon", "--nofork", f"--config-file={configuration}"]
