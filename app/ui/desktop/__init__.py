"""What the desktop gives: tray, notifications, links, autostart."""
