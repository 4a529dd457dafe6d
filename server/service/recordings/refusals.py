"""The sentences with which recordings say no."""

from server.school_core.verdict import no

NOT_INSTALLED = no("recording_not_installed", "Запись уроков на сервере школы не подключена.")
NOT_ALLOWED = no(
    "recording_not_allowed",
    "Школа не разрешила записывать уроки. Это решает её администратор.",
)
NOT_LIVE = no("lesson_not_live", "Записать можно урок, который идёт.")
TOO_MANY = no("too_many_recordings", "У этого урока уже слишком много записей.")
UNKNOWN = no("no_recording", "Такой записи нет.")
NOT_YOURS = no(
    "recording_not_yours",
    "Запись открывают и удаляют учитель, который вёл урок, и администратор школы.",
)
GONE = no("recording_gone", "Этой записи больше нет: её удалили, или вышел срок хранения.")
