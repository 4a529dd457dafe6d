"""What a Wayland session gives a program that asks: the portal, and pictures by PipeWire."""
