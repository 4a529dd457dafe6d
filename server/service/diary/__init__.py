"""The diary of a child: lessons, marks, homework, absences, whichever gradebook they come from."""
