"""From a unit of rows to a display list: pure values, no widget, no state."""
