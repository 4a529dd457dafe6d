"""What a school decides for itself: who writes to whom, who sees whom here, what is recorded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolRules:
    """The switches of a school, by the names of the service; the server holds people to them."""

    teacher_other_pupils: bool = False
    classmates_primary: bool = False
    classmates: bool = True
    class_parents: bool = False
    pupil_files: bool = True
    pupil_links: bool = True
    pupil_forwards: bool = True
    staff_exactly: bool = False
    pupils_to_parents: bool = False
    lesson_recordings: bool = False
