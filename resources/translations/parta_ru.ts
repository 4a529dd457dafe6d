<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="ru">
 <context>
  <name>parta</name>
  <message numerus="yes">
   <location filename="../../app/ui/calls/header.py" />
   <source>%n [участник|участника|участников]</source>
   <translation>
    <numerusform>%n участник</numerusform>
    <numerusform>%n участника</numerusform>
    <numerusform>%n участников</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>%n [опоздал|опоздали|опоздали]</source>
   <translation>
    <numerusform>%n опоздал</numerusform>
    <numerusform>%n опоздали</numerusform>
    <numerusform>%n опоздали</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>опоздал(а) на %n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>опоздал(а) на %n минуту</numerusform>
    <numerusform>опоздал(а) на %n минуты</numerusform>
    <numerusform>опоздал(а) на %n минут</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>ушёл(ла) раньше на %n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>ушёл(ла) раньше на %n минуту</numerusform>
    <numerusform>ушёл(ла) раньше на %n минуты</numerusform>
    <numerusform>ушёл(ла) раньше на %n минут</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>%n [минута|минуты|минут]</source>
   <translation>
    <numerusform>%n минута</numerusform>
    <numerusform>%n минуты</numerusform>
    <numerusform>%n минут</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Класс работает в %n [группе|группах|группах]</source>
   <translation>
    <numerusform>Класс работает в %n группе</numerusform>
    <numerusform>Класс работает в %n группах</numerusform>
    <numerusform>Класс работает в %n группах</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>%n [человек|человека|человек]</source>
   <translation>
    <numerusform>%n человек</numerusform>
    <numerusform>%n человека</numerusform>
    <numerusform>%n человек</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>%n [ответ|ответа|ответов]</source>
   <translation>
    <numerusform>%n ответ</numerusform>
    <numerusform>%n ответа</numerusform>
    <numerusform>%n ответов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/people.py" />
   <source>[Участник|Участники|Участники] %n</source>
   <translation>
    <numerusform>Участник %n</numerusform>
    <numerusform>Участники %n</numerusform>
    <numerusform>Участники %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/people.py" />
   <source>У двери %n [человек|человека|человек]</source>
   <translation>
    <numerusform>У двери %n человек</numerusform>
    <numerusform>У двери %n человека</numerusform>
    <numerusform>У двери %n человек</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/chat_list/states.py" />
   <source>повтор через %n с</source>
   <translation>
    <numerusform>повтор через %n с</numerusform>
    <numerusform>повтор через %n с</numerusform>
    <numerusform>повтор через %n с</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/composer/bar.py" />
   <source>%n [знак|знака|знаков]</source>
   <translation>
    <numerusform>%n знак</numerusform>
    <numerusform>%n знака</numerusform>
    <numerusform>%n знаков</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/composer/manners.py" />
   <source>через %n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>через %n минуту</numerusform>
    <numerusform>через %n минуты</numerusform>
    <numerusform>через %n минут</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/composer/manners.py" />
   <source>через %n [секунду|секунды|секунд]</source>
   <translation>
    <numerusform>через %n секунду</numerusform>
    <numerusform>через %n секунды</numerusform>
    <numerusform>через %n секунд</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>%n [согласие|согласия|согласий]</source>
   <translation>
    <numerusform>%n согласие</numerusform>
    <numerusform>%n согласия</numerusform>
    <numerusform>%n согласий</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>без согласия %n [человек|человека|человек]</source>
   <translation>
    <numerusform>без согласия %n человек</numerusform>
    <numerusform>без согласия %n человека</numerusform>
    <numerusform>без согласия %n человек</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>[Проголосовал|Проголосовали|Проголосовали] %n</source>
   <translation>
    <numerusform>Проголосовал %n</numerusform>
    <numerusform>Проголосовали %n</numerusform>
    <numerusform>Проголосовали %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>%n [непрочитанное|непрочитанных|непрочитанных]</source>
   <translation>
    <numerusform>%n непрочитанное</numerusform>
    <numerusform>%n непрочитанных</numerusform>
    <numerusform>%n непрочитанных</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>[Выбрано|Выбраны|Выбрано] %n</source>
   <translation>
    <numerusform>Выбрано %n</numerusform>
    <numerusform>Выбраны %n</numerusform>
    <numerusform>Выбрано %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/words.py" />
   <source>%n [событие|события|событий]</source>
   <translation>
    <numerusform>%n событие</numerusform>
    <numerusform>%n события</numerusform>
    <numerusform>%n событий</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/words.py" />
   <source>печатают %n [человек|человека|человек]…</source>
   <translation>
    <numerusform>печатают %n человек…</numerusform>
    <numerusform>печатают %n человека…</numerusform>
    <numerusform>печатают %n человек…</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>%n участник(а/ов)</source>
   <translation>
    <numerusform>%n участник</numerusform>
    <numerusform>%n участника</numerusform>
    <numerusform>%n участников</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/desktop/tray.py" />
   <source>%n [чат|чата|чатов] с новыми сообщениями</source>
   <translation>
    <numerusform>%n чат с новыми сообщениями</numerusform>
    <numerusform>%n чата с новыми сообщениями</numerusform>
    <numerusform>%n чатов с новыми сообщениями</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>%n [картинка|картинки|картинок]</source>
   <translation>
    <numerusform>%n картинка</numerusform>
    <numerusform>%n картинки</numerusform>
    <numerusform>%n картинок</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Вошёл по ней %n [человек|человека|человек]</source>
   <translation>
    <numerusform>Вошёл по ней %n человек</numerusform>
    <numerusform>Вошёл по ней %n человека</numerusform>
    <numerusform>Вошёл по ней %n человек</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>%n [секунда|секунды|секунд]</source>
   <translation>
    <numerusform>%n секунда</numerusform>
    <numerusform>%n секунды</numerusform>
    <numerusform>%n секунд</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>%n [час|часа|часов]</source>
   <translation>
    <numerusform>%n час</numerusform>
    <numerusform>%n часа</numerusform>
    <numerusform>%n часов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>За раз не больше %n [файла|файлов|файлов], остальные не взяты.</source>
   <translation>
    <numerusform>За раз не больше %n файла, остальные не взяты.</numerusform>
    <numerusform>За раз не больше %n файлов, остальные не взяты.</numerusform>
    <numerusform>За раз не больше %n файлов, остальные не взяты.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Не [отправится|отправятся|отправятся]: %n</source>
   <translation>
    <numerusform>Не отправится: %n</numerusform>
    <numerusform>Не отправятся: %n</numerusform>
    <numerusform>Не отправятся: %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Отправить %n файл(а/ов)</source>
   <translation>
    <numerusform>Отправить %n файл</numerusform>
    <numerusform>Отправить %n файла</numerusform>
    <numerusform>Отправить %n файлов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Отправить %n фото</source>
   <translation>
    <numerusform>Отправить %n фото</numerusform>
    <numerusform>Отправить %n фото</numerusform>
    <numerusform>Отправить %n фото</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/folder.py" />
   <source>В папке %n чат(а/ов)</source>
   <translation>
    <numerusform>В папке %n чат</numerusform>
    <numerusform>В папке %n чата</numerusform>
    <numerusform>В папке %n чатов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/forward.py" />
   <source>Переслать %n [сообщение|сообщения|сообщений]</source>
   <translation>
    <numerusform>Переслать %n сообщение</numerusform>
    <numerusform>Переслать %n сообщения</numerusform>
    <numerusform>Переслать %n сообщений</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/forward.py" />
   <source>Переслать в %n чат(а/ов)</source>
   <translation>
    <numerusform>Переслать в %n чат</numerusform>
    <numerusform>Переслать в %n чата</numerusform>
    <numerusform>Переслать в %n чатов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Выбрано: %n</source>
   <translation>
    <numerusform>Выбрано: %n</numerusform>
    <numerusform>Выбрано: %n</numerusform>
    <numerusform>Выбрано: %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/people.py" />
   <source>%n голос(а/ов)</source>
   <translation>
    <numerusform>%n голос</numerusform>
    <numerusform>%n голоса</numerusform>
    <numerusform>%n голосов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>%n [сообщение|сообщения|сообщений]</source>
   <translation>
    <numerusform>%n сообщение</numerusform>
    <numerusform>%n сообщения</numerusform>
    <numerusform>%n сообщений</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/header/header.py" />
   <source>%n [подписчик|подписчика|подписчиков]</source>
   <translation>
    <numerusform>%n подписчик</numerusform>
    <numerusform>%n подписчика</numerusform>
    <numerusform>%n подписчиков</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/header/header.py" />
   <source>%n [человек|человека|человек] печатают…</source>
   <translation>
    <numerusform>%n человек печатают…</numerusform>
    <numerusform>%n человека печатают…</numerusform>
    <numerusform>%n человек печатают…</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/login/words.py" />
   <source>%n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>%n минуту</numerusform>
    <numerusform>%n минуты</numerusform>
    <numerusform>%n минут</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/login/words.py" />
   <source>%n [секунду|секунды|секунд]</source>
   <translation>
    <numerusform>%n секунду</numerusform>
    <numerusform>%n секунды</numerusform>
    <numerusform>%n секунд</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/panel/member_order.py" />
   <source>На %n [час|часа|часов]</source>
   <translation>
    <numerusform>На %n час</numerusform>
    <numerusform>На %n часа</numerusform>
    <numerusform>На %n часов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/panel/members.py" />
   <source>Приглашено: %n</source>
   <translation>
    <numerusform>Приглашено: %n</numerusform>
    <numerusform>Приглашено: %n</numerusform>
    <numerusform>Приглашено: %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>У %n [человека|человек|человек] уже есть карточка, по которой ещё не входили. Она перестанет действовать.</source>
   <translation>
    <numerusform>У %n человека уже есть карточка, по которой ещё не входили. Она перестанет действовать.</numerusform>
    <numerusform>У %n человек уже есть карточка, по которой ещё не входили. Она перестанет действовать.</numerusform>
    <numerusform>У %n человек уже есть карточка, по которой ещё не входили. Она перестанет действовать.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/chats_view.py" />
   <source>%n [исключение|исключения|исключений]</source>
   <translation>
    <numerusform>%n исключение</numerusform>
    <numerusform>%n исключения</numerusform>
    <numerusform>%n исключений</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Проверьте: %n [замечание|замечания|замечаний]</source>
   <translation>
    <numerusform>Проверьте: %n замечание</numerusform>
    <numerusform>Проверьте: %n замечания</numerusform>
    <numerusform>Проверьте: %n замечаний</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/lines.py" />
   <source>Показать ещё: %n</source>
   <translation>
    <numerusform>Показать ещё: %n</numerusform>
    <numerusform>Показать ещё: %n</numerusform>
    <numerusform>Показать ещё: %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Раз в %n ч</source>
   <translation>
    <numerusform>Раз в %n ч</numerusform>
    <numerusform>Раз в %n ч</numerusform>
    <numerusform>Раз в %n ч</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>раз в %n ч</source>
   <translation>
    <numerusform>раз в %n ч</numerusform>
    <numerusform>раз в %n ч</numerusform>
    <numerusform>раз в %n ч</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>%n [замечание|замечания|замечаний]</source>
   <translation>
    <numerusform>%n замечание</numerusform>
    <numerusform>%n замечания</numerusform>
    <numerusform>%n замечаний</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/year_view.py" />
   <source>%n [ученик|ученика|учеников]</source>
   <translation>
    <numerusform>%n ученик</numerusform>
    <numerusform>%n ученика</numerusform>
    <numerusform>%n учеников</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/admin_page.py" />
   <source>сейчас в сети %n [человек|человека|человек]</source>
   <translation>
    <numerusform>сейчас в сети %n человек</numerusform>
    <numerusform>сейчас в сети %n человека</numerusform>
    <numerusform>сейчас в сети %n человек</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/due_notice.py" />
   <source>%n [задание|задания|заданий] на завтра</source>
   <translation>
    <numerusform>%n задание на завтра</numerusform>
    <numerusform>%n задания на завтра</numerusform>
    <numerusform>%n заданий на завтра</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>%n [мероприятие|мероприятия|мероприятий]</source>
   <translation>
    <numerusform>%n мероприятие</numerusform>
    <numerusform>%n мероприятия</numerusform>
    <numerusform>%n мероприятий</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>%n [новость|новости|новостей]</source>
   <translation>
    <numerusform>%n новость</numerusform>
    <numerusform>%n новости</numerusform>
    <numerusform>%n новостей</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/periods_card.py" />
   <source>%n [год|года|лет]</source>
   <translation>
    <numerusform>%n год</numerusform>
    <numerusform>%n года</numerusform>
    <numerusform>%n лет</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/periods_card.py" />
   <source>%n [день|дня|дней]</source>
   <translation>
    <numerusform>%n день</numerusform>
    <numerusform>%n дня</numerusform>
    <numerusform>%n дней</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Расходится у %n [организации|организаций|организаций].</source>
   <translation>
    <numerusform>Расходится у %n организации.</numerusform>
    <numerusform>Расходится у %n организаций.</numerusform>
    <numerusform>Расходится у %n организаций.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>%n [запись урока|записи уроков|записей уроков]</source>
   <translation>
    <numerusform>%n запись урока</numerusform>
    <numerusform>%n записи уроков</numerusform>
    <numerusform>%n записей уроков</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>%n [чат|чата|чатов]</source>
   <translation>
    <numerusform>%n чат</numerusform>
    <numerusform>%n чата</numerusform>
    <numerusform>%n чатов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>до %n [сообщения|сообщений|сообщений]</source>
   <translation>
    <numerusform>до %n сообщения</numerusform>
    <numerusform>до %n сообщений</numerusform>
    <numerusform>до %n сообщений</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>закроется %n [учётная запись|учётные записи|учётных записей]</source>
   <translation>
    <numerusform>закроется %n учётная запись</numerusform>
    <numerusform>закроется %n учётные записи</numerusform>
    <numerusform>закроется %n учётных записей</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>удалится %n [файл|файла|файлов]</source>
   <translation>
    <numerusform>удалится %n файл</numerusform>
    <numerusform>удалится %n файла</numerusform>
    <numerusform>удалится %n файлов</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/words.py" />
   <source>Пропущено %n [урок|урока|уроков]</source>
   <translation>
    <numerusform>Пропущено %n урок</numerusform>
    <numerusform>Пропущено %n урока</numerusform>
    <numerusform>Пропущено %n уроков</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/settings/second_step.py" />
   <source>напечатанных кодов осталось: %n</source>
   <translation>
    <numerusform>напечатанных кодов осталось: %n</numerusform>
    <numerusform>напечатанных кодов осталось: %n</numerusform>
    <numerusform>напечатанных кодов осталось: %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/when.py" />
   <source>был(а) %n [минуту|минуты|минут] назад</source>
   <translation>
    <numerusform>был(а) %n минуту назад</numerusform>
    <numerusform>был(а) %n минуты назад</numerusform>
    <numerusform>был(а) %n минут назад</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/when.py" />
   <source>был(а) %n [час|часа|часов] назад</source>
   <translation>
    <numerusform>был(а) %n час назад</numerusform>
    <numerusform>был(а) %n часа назад</numerusform>
    <numerusform>был(а) %n часов назад</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/window/errands.py" />
   <source>Неотправленное в %n [чате|чатах|чатах] пропадёт.</source>
   <translation>
    <numerusform>Неотправленное в %n чате пропадёт.</numerusform>
    <numerusform>Неотправленное в %n чатах пропадёт.</numerusform>
    <numerusform>Неотправленное в %n чатах пропадёт.</numerusform>
   </translation>
  </message>
 </context>
</TS>
