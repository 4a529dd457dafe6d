<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ru">
 <context>
  <name>parta</name>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Введите код второго шага.</source>
   <translation>Enter the code of the second step.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Ключ не подходит к сохранённой переписке.</source>
   <translation>The key does not fit the stored messages.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Код не подходит. Введите новый код из приложения или один из напечатанных.</source>
   <translation>This code does not fit. Enter a new code from the app or one of the printed ones.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>На диске закончилось место. Освободите его, и Парта продолжит работу.</source>
   <translation>The disk is full. Free some space and Parta will go on.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>На этом компьютере нет хранилища паролей.</source>
   <translation>This computer has no password store.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Не найдено на сервере.</source>
   <translation>Not found on the server.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Не удалось открыть файл.</source>
   <translation>The file could not be opened.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Не удалось сохранить данные на этом компьютере.</source>
   <translation>Data could not be saved on this computer.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Нет связи с сервером. Проверьте подключение к сети.</source>
   <translation>The server is out of reach. Check your network connection.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Отправка сообщений приостановлена администратором школы.</source>
   <translation>The school's administrator has paused sending.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Папка с данными недоступна для записи.</source>
   <translation>The data folder cannot be written to.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Прокси-сервер не пропустил соединение. Проверьте настройки прокси.</source>
   <translation>The proxy refused the connection. Check the proxy settings.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Сеанс закончился. Войдите ещё раз: переписка на месте.</source>
   <translation>The session has ended. Sign in again: your messages are still here.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Сервер не разрешает это действие.</source>
   <translation>The server does not allow this.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Сервер не смог выполнить запрос. Попробуйте позже.</source>
   <translation>The server could not do this. Try again later.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Сервер ответил непонятно. Возможно, это не сервер Парты.</source>
   <translation>The server's answer makes no sense. It may not be a Parta server.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Сертификат сервера не принят. Если в школе проверяют защищённые соединения, попросите администратора добавить сертификат школы.</source>
   <translation>The server's certificate was not accepted. If your school inspects secure connections, ask the administrator to add the school's certificate.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Слишком много запросов. Подождите немного.</source>
   <translation>Too many requests. Wait a moment.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Учётная запись временно заблокирована. Обратитесь к администратору школы.</source>
   <translation>The account is locked for now. Ask the school's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Файл ещё не загружен.</source>
   <translation>The file has not been loaded yet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Файл с перепиской повреждён. Парта загрузит её с сервера заново.</source>
   <translation>The file with your messages is damaged. Parta will load them from the server again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Файл слишком большой для этого сервера.</source>
   <translation>The file is too large for this server.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Хранилище паролей закрыто. Откройте его и попробуйте снова.</source>
   <translation>The password store is locked. Unlock it and try again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Хранилище паролей системы недоступно.</source>
   <translation>The system's password store is not available.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Что-то пошло не так. Попробуйте ещё раз.</source>
   <translation>Something went wrong. Try again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Эти данные записаны более новой версией Парты. Обновите приложение.</source>
   <translation>This data was written by a newer Parta. Update the program.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Это устройство отключили от учётной записи.</source>
   <translation>This device was signed out of the account.</translation>
  </message>
  <message>
   <location filename="../../app/domain/errors.py" />
   <source>Этот профиль уже открыт в другом окне Парты.</source>
   <translation>This profile is already open in another Parta.</translation>
  </message>
  <message>
   <location filename="../../app/domain/managed.py" />
   <source>Правила школы для этого компьютера не читаются. Скажите об этом администратору. Пока Парта работает как на общем компьютере: после выхода на нём ничего не останется.</source>
   <translation>The school's rules for this computer cannot be read. Tell the administrator. Until then Parta works as on a shared computer: nothing stays on it after you sign out.</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{before} теперь {name}</source>
   <translation>{before} is now {name}</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{name} больше не в чате</source>
   <translation>{name} is no longer in the chat</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{name} в чате</source>
   <translation>{name} is in the chat</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{name} просит принять в чат</source>
   <translation>{name} asks to join</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{name}: вход в чат закрыт</source>
   <translation>{name}: banned from the chat</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{name}: новое фото</source>
   <translation>{name}: new photo</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>{name}: приглашение отправлено</source>
   <translation>{name}: invited</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Включено шифрование</source>
   <translation>Encryption turned on</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Изменены закреплённые сообщения</source>
   <translation>Pinned messages changed</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Изменены настройки чата</source>
   <translation>Chat settings changed</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Название убрано</source>
   <translation>Name removed</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Новая картинка чата</source>
   <translation>New chat photo</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Новое название: {value}</source>
   <translation>New name: {value}</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Новое описание: {value}</source>
   <translation>New description: {value}</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Описание убрано</source>
   <translation>Description removed</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Чат переехал</source>
   <translation>The chat has moved</translation>
  </message>
  <message>
   <location filename="../../app/domain/preview.py" />
   <source>Чат создан</source>
   <translation>Chat created</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Автора уже нет в этом чате: удалить за него сообщение нельзя.</source>
   <translation>The author is no longer in this chat: the message cannot be deleted for them.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Администратор сервера входит на новом устройстве только с паролем.</source>
   <translation>The server's administrator signs in on a new device with the password only.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Было бы два класса с одним именем.</source>
   <translation>There would be two classes of one name.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В вашем классе личная переписка учеников выключена.</source>
   <translation>Direct chats between pupils are switched off in your class.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В чате с сотрудником школы чужие сообщения не удаляют.</source>
   <translation>In a chat with the school's staff nobody deletes others' messages.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этой учётной записи журнала нет ни одного ребёнка.</source>
   <translation>There is no child in this account of the gradebook.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этой школе звонки не подключены.</source>
   <translation>Calls are not set up at this school.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этом опросе нельзя изменить голос.</source>
   <translation>The vote cannot be changed in this poll.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этом чате вам нельзя приглашать, значит и делать ссылки.</source>
   <translation>You may not invite into this chat, so you may not make links either.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этом чате включён медленный режим: подождите немного.</source>
   <translation>Slow mode is on in this chat: wait a little.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этом чате уже идёт урок.</source>
   <translation>A lesson is under way in this chat already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>В этот чат можно войти только по приглашению.</source>
   <translation>This chat can be entered by invitation only.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вам больше нельзя переписываться: так решила школа.</source>
   <translation>You may no longer write to each other: so the school decided.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вам пока нельзя писать в этом чате.</source>
   <translation>You may not write in this chat for now.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вас нет в списках школы. Если это ошибка, обратитесь к администратору школы.</source>
   <translation>You are not on the school's lists. If this is a mistake, ask the school's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вас нет в списке урока. Учитель видит, что вы ждёте.</source>
   <translation>You are not on the lesson's list. The teacher sees that you wait.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вас нет в этом чате.</source>
   <translation>You are not in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вести этот урок может только его учитель.</source>
   <translation>Only its teacher can lead this lesson.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Войти в звонок можно только за себя.</source>
   <translation>You can enter a call only as yourself.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вход устарел. Войдите ещё раз.</source>
   <translation>The sign-in is too old. Sign in again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вы вошли на этот урок со слишком многих устройств.</source>
   <translation>You have entered this lesson from too many devices.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вы уже учитель другой школы. Сначала выйдите из неё.</source>
   <translation>You are a teacher of another school. Leave it first.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Вы уже учитель этой школы: подтверждать ничего не нужно.</source>
   <translation>You are a teacher of this school already: there is nothing to confirm.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Выберите хотя бы один вариант: изменить голос потом будет нельзя.</source>
   <translation>Choose at least one answer: the vote cannot be changed later.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Выберите хотя бы одно ограничение.</source>
   <translation>Choose at least one restriction.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Выбрано больше вариантов, чем разрешено в этом опросе.</source>
   <translation>More answers are chosen than this poll allows.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Голосовать можно только в опросе этого чата.</source>
   <translation>You can vote only in a poll of this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Два класса не могут продолжиться в одном чате.</source>
   <translation>Two classes cannot go on in one chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Для этого нужна другая роль в школе.</source>
   <translation>This needs another role at the school.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Документ изменился: прочитайте новую редакцию и решите снова.</source>
   <translation>The document has changed: read the new version and decide again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Журнал виден учителю класса и администрации школы.</source>
   <translation>The journal is for the class's teachers and the school's administration.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>За день вы обратились много раз. Напишите в чаты обращений, которые уже есть.</source>
   <translation>You have asked many times today. Write in the chats of the requests that are there.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>За тебя согласие дают родители.</source>
   <translation>Your parents consent for you.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Заглушить можно только того, у кого в чате меньше прав, чем у вас.</source>
   <translation>You can mute only people with fewer rights in the chat than you.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Закрыть опрос может только его автор.</source>
   <translation>Only its author can close a poll.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Записать можно урок, который идёт.</source>
   <translation>Only a lesson that is going on can be recorded.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Запись открывают и удаляют учитель, который вёл урок, и администратор школы.</source>
   <translation>A recording is opened and deleted by the teacher who held the lesson and by the school's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Запись уроков на сервере школы не подключена.</source>
   <translation>The school's server has nothing to record lessons with.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Звонок в чате класса начинает учитель.</source>
   <translation>A call in a class chat is started by a teacher.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Изменений слишком много: подтвердите, что так и задумано.</source>
   <translation>There are too many changes: confirm that they are meant.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Имя в школе берётся из её списка: об ошибке скажите классному.</source>
   <translation>Your name at school comes from its list: tell your class teacher of a mistake.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>История до вашего прихода закрыта.</source>
   <translation>What was written before you came is closed.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Источники противоречат друг другу.</source>
   <translation>The sources contradict each other.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Канал с таким названием уже есть.</source>
   <translation>There is a channel of this name already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Карточки класса печатает его классный руководитель.</source>
   <translation>A class's cards are printed by its class teacher.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Личная переписка родителей в вашей школе выключена.</source>
   <translation>Direct chats between parents are switched off at your school.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>На этот вопрос больше не отвечают.</source>
   <translation>This question takes no more answers.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Наблюдателя назначает школа: лишить его прав нельзя.</source>
   <translation>The supervisor is named by the school: their rights cannot be taken.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Наблюдение за этим чатом ведёт школа: изменить его нельзя.</source>
   <translation>The school supervises this chat: that cannot be changed.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Назначить других владельцев чата нельзя.</source>
   <translation>Other owners of a chat cannot be named.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Напишите причину отказа: её прочитает заявитель.</source>
   <translation>Write why you refuse: the applicant will read it.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Настройка чата задана неправильно: проверьте дни, время и числа.</source>
   <translation>The chat's setting is not right: check days, times and numbers.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Начинать звонки в этом чате вам нельзя.</source>
   <translation>You may not start calls in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Не сказано, что будет с одним из классов: выберите, уходит он или остаётся.</source>
   <translation>It is not said what becomes of one of the classes: choose whether it leaves or stays.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Нужно согласие второго администратора.</source>
   <translation>A second administrator must agree.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Объявление уже опубликовано таким, каким было в прошлый раз: посмотрите на доске.</source>
   <translation>The announcement was posted already, as it was the last time: look at the board.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Одного из файлов уже нет: приложите его заново.</source>
   <translation>One of the files is gone: attach it again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Опрос нельзя изменить после отправки: закройте его и создайте новый.</source>
   <translation>A poll cannot be changed once sent: close it and make a new one.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Опрос составлен неправильно: проверьте вопрос, варианты и срок.</source>
   <translation>The poll is not right: check question, answers and time.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Опрос уже закрыт.</source>
   <translation>The poll is closed already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Открытые для всех чаты может создавать только школа.</source>
   <translation>Chats open to everybody are made by the school only.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Отправлять ссылки в этом чате вам нельзя.</source>
   <translation>You may not send links in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Отправлять файлы в этом чате вам нельзя.</source>
   <translation>You may not send files in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Перенести переписку может только ведущий чата.</source>
   <translation>Only who leads the chat can bring messages along.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Перенести чат на новую версию может только школа.</source>
   <translation>Only the school can move a chat to a new version.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Пересчёт прервался. Начните его снова.</source>
   <translation>The count broke off. Begin it again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>По решению школы согласие за этого ребёнка дать нельзя.</source>
   <translation>By a decision of the school you cannot consent for this child.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>По решению школы этот дневник вам не виден.</source>
   <translation>By a decision of the school you cannot see this diary.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Поднять можно только свою руку.</source>
   <translation>You can raise only your own hand.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Подтвердить статус учителя можно с 18 лет.</source>
   <translation>The status of a teacher can be confirmed from 18 years of age on.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Права в чате заданы неправильно.</source>
   <translation>The rights in the chat are not set properly.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Пригласить может только тот, кто создал чат: он под наблюдением.</source>
   <translation>Only who made the chat can invite: it is supervised.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Пригласить можно только человека из школьного списка.</source>
   <translation>Only people on the school's list can be invited.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Приложите подтверждение: справку или удостоверение.</source>
   <translation>Attach a proof: a certificate or an identity card.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Приложите файл PDF, PNG или JPEG.</source>
   <translation>Attach a PDF, PNG or JPEG file.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Ребёнок больше не учится в школе: дневник закрыт.</source>
   <translation>The child has left the school: the diary is closed.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Родитель может писать учителям своего ребёнка и администрации.</source>
   <translation>A parent can write to their child's teachers and the administration.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>С этим входом связано несколько профилей.</source>
   <translation>This sign-in is bound to several profiles.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>С этой заявкой так поступить нельзя: её состояние изменилось.</source>
   <translation>This cannot be done with the application: its state has changed.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Себе написать нельзя.</source>
   <translation>You cannot write to yourself.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сейчас в этом чате тихие часы.</source>
   <translation>These are quiet hours in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сервер звонков сейчас не отвечает. Попробуйте через минуту.</source>
   <translation>The call server does not answer now. Try again in a minute.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сервер школы не подтвердил вход. Войдите ещё раз.</source>
   <translation>The school's server did not confirm the sign-in. Sign in again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сервер школы сейчас не отвечает. Попробуйте через минуту.</source>
   <translation>The school's server does not answer now. Try again in a minute.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Слишком много файлов ждут объявления. Опубликуйте или уберите их.</source>
   <translation>Too many files wait for an announcement. Post it or take them out.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Смотреть могут только двое: кто попросил и кто согласился.</source>
   <translation>Only two may look: who asked and who agreed.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сначала войдите на урок.</source>
   <translation>Enter the lesson first.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сначала войдите.</source>
   <translation>Sign in first.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Сначала один администратор просит о просмотре.</source>
   <translation>One administrator must ask to look first.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Согласие можно дать только за себя и за своего ребёнка.</source>
   <translation>You can consent only for yourself and your child.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Согласие уже получено.</source>
   <translation>It has been agreed to already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Согласиться должен другой администратор, не тот, кто попросил.</source>
   <translation>Another administrator must agree, not the one who asked.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Списка школы ещё нет.</source>
   <translation>There is no list of the school yet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Список школы ещё не загружен.</source>
   <translation>The school's list has not been loaded yet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Список школы не принят: в нём есть ошибки. Действует прежний.</source>
   <translation>The school's list was refused: there are mistakes in it. The one before stands.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Список этой школы загружен не файлом: загрузите выгрузку нового года.</source>
   <translation>This school's list was not uploaded as a file: upload the export of the new year.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Список этой школы приходит из журнала: новый год придёт оттуда же.</source>
   <translation>This school's list comes from the register: so will the new year.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Срок должен быть в будущем и не дальше 30 дней.</source>
   <translation>The time must be to come, and within 30 days.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Срок исключения уже прошёл.</source>
   <translation>The exception would have ended already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Срок просмотра истёк: попросите снова.</source>
   <translation>The time to look is over: ask again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Срок ссылки уже прошёл: выберите время в будущем.</source>
   <translation>The link would have expired already: choose a time to come.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Ссылки на школьный чат делает его руководитель или администратор.</source>
   <translation>Links into a school chat are made by who leads it or an administrator.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такие права нельзя дать сразу всем участникам чата.</source>
   <translation>Such rights cannot be given to everybody in the chat at once.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого варианта в опросе нет.</source>
   <translation>The poll has no such answer.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого исключения нет.</source>
   <translation>There is no such exception.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого источника нет.</source>
   <translation>There is no such source.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого класса в этой школе нет. Выберите заново.</source>
   <translation>There is no such class at this school. Choose again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого кода нет, или он устарел: повторите вход в браузере.</source>
   <translation>There is no such code, or it is too old: sign in in the browser again.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого объединения нет.</source>
   <translation>There is no such merge.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого ограничения нет.</source>
   <translation>There is no such restriction.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого учебного периода нет.</source>
   <translation>There is no such school term.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого чата в школе нет.</source>
   <translation>There is no such chat at the school.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такого человека в списке школы нет.</source>
   <translation>There is no such person on the school's list.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такой группы нет.</source>
   <translation>There is no such group.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такой записи нет.</source>
   <translation>There is no such recording.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Такой недели нет.</source>
   <translation>There is no such week.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>У вас пока нет роли в школе.</source>
   <translation>You have no role at the school yet.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>У этого урока уже слишком много записей.</source>
   <translation>This lesson has too many recordings already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Удалить всё может ведущий чата, и только у тех, у кого прав меньше.</source>
   <translation>Deleting everything is for who leads the chat, and only of people with fewer rights.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Укажите дату рождения.</source>
   <translation>Give the date of birth.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Упоминать сразу всех в этом чате вам нельзя.</source>
   <translation>You may not mention everybody in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Урок закончился.</source>
   <translation>The lesson is over.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Урок проводят в чате класса или предмета.</source>
   <translation>A lesson is held in the chat of a class or a subject.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Ученик может писать своим учителям и родителям.</source>
   <translation>A pupil can write to their own teachers and parents.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Ученик не может подтвердить статус учителя.</source>
   <translation>A pupil cannot be confirmed as a teacher.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Ученика нельзя добавить в чат взрослых.</source>
   <translation>A pupil cannot be added to a chat of grown-ups.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Ученикам и родителям можно дать права помощника, но не больше.</source>
   <translation>Pupils and parents can be given a helper's rights, not more.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Учитель закрыл вход на урок.</source>
   <translation>The teacher has locked the lesson.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Учитель удалил вас с урока. Вернуться можно с его разрешения.</source>
   <translation>The teacher removed you from the lesson. You can return with their permission.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Учителя ещё нет. Урок начнётся, когда он войдёт.</source>
   <translation>The teacher is not here yet. The lesson begins when they come.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Файл записи не удаляется. Обратитесь к администратору.</source>
   <translation>The file of the recording cannot be deleted. Ask the administrator.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Файл пустой. Выберите другой.</source>
   <translation>The file is empty. Choose another.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Файл слишком большой для объявления.</source>
   <translation>The file is too large for an announcement.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Файл слишком большой: не больше 10 МБ.</source>
   <translation>The file is too large: 10 MB at most.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Файлов слишком много. Сложите их в один архив.</source>
   <translation>There are too many files. Put them into one archive.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Чат описан неправильно: создать его нельзя.</source>
   <translation>The chat is described wrongly: it cannot be made.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Чаты такого вида на сервере школы не создают.</source>
   <translation>Chats of this kind are not made on the school's server.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Шифрованные чаты создают только сотрудники школы.</source>
   <translation>Encrypted chats are made by the school's staff only.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Школа выключила пересылку чужих сообщений учениками.</source>
   <translation>The school has switched off forwarding of other people's messages by pupils.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Школа не разрешила записывать уроки. Это решает её администратор.</source>
   <translation>The school does not allow lessons to be recorded. Its administrator decides that.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Электронный журнал не пустил: проверьте логин и пароль.</source>
   <translation>The gradebook refused: check login and password.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Электронный журнал сейчас не отвечает.</source>
   <translation>The gradebook does not answer now.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Эта карточка не подходит: она уже использована или заменена новой. Попросите новую у классного руководителя.</source>
   <translation>This card does not fit: it was used or replaced. Ask the class teacher for a new one.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Эта синхронизация уже закончилась.</source>
   <translation>This sync is over already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Эти люди не могут быть вместе в чате, который создали не вы и не школа.</source>
   <translation>These people cannot be together in a chat that neither you nor the school made.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это анонимный опрос: голосовать в нём можно через сервис школы.</source>
   <translation>This poll is anonymous: votes go through the school's service.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это дневник другого ребёнка: он вам не виден.</source>
   <translation>This is another child's diary: you cannot see it.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это жалоба на человека: сообщения в ней нет.</source>
   <translation>This complaint is about a person: there is no message in it.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это может задать только школа.</source>
   <translation>Only the school can set this.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это может изменить только тот, кто ведёт чат.</source>
   <translation>Only who leads the chat can change this.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это может сделать только администратор сервера.</source>
   <translation>Only the server's administrator can do this.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это не адрес электронного журнала.</source>
   <translation>This is not the address of a gradebook.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это не ваш класс: писать можно ученикам и родителям своих.</source>
   <translation>This is not your class: you can write to your own pupils and their parents.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это не ваша школа.</source>
   <translation>This is not your school.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Это один и тот же человек.</source>
   <translation>This is one and the same person.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этого сообщения больше нет.</source>
   <translation>This message is no longer there.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этого черновика нет: его подтвердили, отменили или заменили.</source>
   <translation>This draft is gone: it was confirmed, cancelled or replaced.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этой записи больше нет: её удалили, или вышел срок хранения.</source>
   <translation>This recording is gone: it was deleted, or its time was over.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот вход уже связан с другим профилем школы.</source>
   <translation>This sign-in is bound to another profile of the school already.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот срок уже прошёл: выберите другой день.</source>
   <translation>This date has passed: choose another day.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот файл из чата, в котором вас нет.</source>
   <translation>This file is from a chat that you are not in.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот чат ведёт школа: изменить это в нём нельзя.</source>
   <translation>The school keeps this chat: this cannot be changed in it.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот чат другого класса: войти в него по ссылке нельзя.</source>
   <translation>This chat belongs to another class: a link does not let you in.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот чат люди создали сами: заглушить в нём школа не может. Сообщения в нём можно удалить.</source>
   <translation>People made this chat themselves: the school cannot mute anybody in it. Messages can be deleted.</translation>
  </message>
  <message>
   <location filename="../../app/domain/refusals.py" />
   <source>Этот человек не из вашей школы.</source>
   <translation>This person is not of your school.</translation>
  </message>
  <message>
   <location filename="../../app/media/av_files.py" />
   <source>Не удалось убрать из видео сведения о месте съёмки.</source>
   <translation>The place of recording could not be removed from the video.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Звук компьютера передать не удалось. Экран показывается без звука.</source>
   <translation>The computer’s sound could not be sent. The screen is shown without sound.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Камера занята другой программой. Закройте её и включите камеру снова.</source>
   <translation>Another program uses the camera. Close it and turn the camera on again.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Камера не найдена. Подключите её или звоните без видео.</source>
   <translation>No camera found. Connect one or call without video.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Камера отключилась. Звонок продолжается без вашего видео.</source>
   <translation>The camera was disconnected. The call goes on without your video.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Микрофон молчит: он отключён, занят другой программой или запрещён в настройках системы.</source>
   <translation>The microphone is silent: it is unplugged, used by another program, or forbidden in the system's settings.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Микрофон не найден. Подключите его: звонок продолжается, вы слышите остальных.</source>
   <translation>No microphone found. Connect one: the call goes on and you hear the others.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Нет ни микрофона, ни динамиков. Звонок продолжается без звука.</source>
   <translation>There is neither a microphone nor speakers. The call goes on without sound.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Нет соединения с сервером звонков. Попробуйте ещё раз.</source>
   <translation>No connection to the call server. Try again.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Показ экрана прервался. Начните его снова.</source>
   <translation>Screen sharing broke off. Start it again.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Сейчас вам нельзя это включить: так решил тот, кто ведёт.</source>
   <translation>You may not turn this on now: whoever leads has decided so.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Система не даёт доступа к камере. Разрешите его в настройках и включите камеру снова.</source>
   <translation>The system denies access to the camera. Allow it in the settings and turn the camera on again.</translation>
  </message>
  <message>
   <location filename="../../app/media/engine/troubles.py" />
   <source>Система не даёт показать экран. Разрешите это в её настройках.</source>
   <translation>The system does not allow sharing the screen. Allow it in its settings.</translation>
  </message>
  <message>
   <location filename="../../app/media/pictures.py" />
   <source>Картинка «{name}» слишком большая.</source>
   <translation>The picture “{name}” is too large.</translation>
  </message>
  <message>
   <location filename="../../app/media/pictures.py" />
   <source>Файл «{name}» повреждён: его не удалось открыть.</source>
   <translation>The file “{name}” is damaged: it could not be opened.</translation>
  </message>
  <message>
   <location filename="../../app/media/portal/bus.py" />
   <source>Рабочий стол не умеет показывать свой экран программам. Установите пакет xdg-desktop-portal и его часть для вашего рабочего стола: xdg-desktop-portal-gnome, -kde или -wlr.</source>
   <translation>This desktop cannot show its screen to programs. Install the package xdg-desktop-portal and its part for your desktop: xdg-desktop-portal-gnome, -kde or -wlr.</translation>
  </message>
  <message>
   <location filename="../../app/media/portal/bus.py" />
   <source>Система не даёт увидеть экран. Разрешите это в её настройках.</source>
   <translation>The system does not let the screen be seen. Allow it in its settings.</translation>
  </message>
  <message>
   <location filename="../../app/media/portal/pipewire.py" />
   <source>Система не передаёт картинку экрана. Начните показ снова.</source>
   <translation>The system sends no picture of the screen. Start sharing again.</translation>
  </message>
  <message>
   <location filename="../../app/media/portal/pipewire.py" />
   <source>Экран передаёт PipeWire, но его библиотеки в системе нет. Установите пакет libpipewire-0.3-0 (в некоторых системах pipewire-libs).</source>
   <translation>The screen comes by PipeWire, but the system lacks its library. Install the package libpipewire-0.3-0 (on some systems pipewire-libs).</translation>
  </message>
  <message>
   <location filename="../../app/media/probe.py" />
   <source>Не удалось прочитать файл «{name}».</source>
   <translation>The file “{name}” could not be read.</translation>
  </message>
  <message>
   <location filename="../../app/media/probe.py" />
   <source>Файл «{name}» пустой.</source>
   <translation>The file “{name}” is empty.</translation>
  </message>
  <message>
   <location filename="../../app/media/recorder.py" />
   <source>Микрофон не найден или занят. Проверьте, что он подключён.</source>
   <translation>The microphone is missing or in use. Check that it is plugged in.</translation>
  </message>
  <message>
   <location filename="../../app/media/recorder.py" />
   <source>Не удалось записать голосовое сообщение на диск.</source>
   <translation>The voice message could not be written to the disk.</translation>
  </message>
  <message>
   <location filename="../../app/media/screenshots.py" />
   <source>Система не даёт снять экран. Разрешите это в её настройках.</source>
   <translation>The system does not allow taking a picture of the screen. Allow it in its settings.</translation>
  </message>
  <message>
   <location filename="../../app/media/screenshots.py" />
   <source>Снять экран не получилось: рабочему столу нужен пакет xdg-desktop-portal. Сделайте снимок средствами системы и вставьте его сюда: Ctrl+V.</source>
   <translation>No picture of the screen could be taken: the desktop needs the package xdg-desktop-portal. Take one with the system's tool and paste it here: Ctrl+V.</translation>
  </message>
  <message>
   <location filename="../../app/net/address.py" />
   <source>Это не похоже на адрес школы. Пример: school14.ru</source>
   <translation>This does not look like a school's address. Example: school14.ru</translation>
  </message>
  <message>
   <location filename="../../app/net/devices.py" />
   <source>В браузере вошёл другой человек. Начните ещё раз.</source>
   <translation>Somebody else signed in in the browser. Start again.</translation>
  </message>
  <message>
   <location filename="../../app/net/devices.py" />
   <source>Вход здесь без пароля: отключите устройство на странице школы.</source>
   <translation>There is no password here: sign the device out on the school's page.</translation>
  </message>
  <message>
   <location filename="../../app/net/devices.py" />
   <source>Неверный пароль.</source>
   <translation>Wrong password.</translation>
  </message>
  <message>
   <location filename="../../app/net/devices.py" />
   <source>Устройства этой учётной записи отключают на странице её сервера.</source>
   <translation>The devices of this account are signed out on its server's page.</translation>
  </message>
  <message>
   <location filename="../../app/net/files.py" />
   <source>Не удалось прочитать файл.</source>
   <translation>The file could not be read.</translation>
  </message>
  <message>
   <location filename="../../app/net/files.py" />
   <source>Файл изменился во время отправки.</source>
   <translation>The file changed while it was being sent.</translation>
  </message>
  <message>
   <location filename="../../app/net/forms.py" />
   <source>Файл «{name}» не открылся. Выберите его ещё раз.</source>
   <translation>The file “{name}” could not be opened. Choose it again.</translation>
  </message>
  <message>
   <location filename="../../app/net/forms.py" />
   <source>Файлы слишком большие: вместе не больше 60 МБ.</source>
   <translation>The files are too large: 60 MB at most together.</translation>
  </message>
  <message>
   <location filename="../../app/net/http.py" />
   <source>Адрес прокси-сервера записан неверно.</source>
   <translation>The proxy's address is not valid.</translation>
  </message>
  <message>
   <location filename="../../app/net/http.py" />
   <source>Файл с дополнительным сертификатом не читается. Выберите другой в настройках.</source>
   <translation>The extra certificate file cannot be read. Choose another one in the settings.</translation>
  </message>
  <message>
   <location filename="../../app/net/login.py" />
   <source>Не удалось связаться с {server}. Проверьте адрес и подключение к сети.</source>
   <translation>{server} is out of reach. Check the address and your network connection.</translation>
  </message>
  <message>
   <location filename="../../app/net/login.py" />
   <source>По адресу {server} нет сервера Парты. Проверьте адрес.</source>
   <translation>There is no Parta server at {server}. Check the address.</translation>
  </message>
  <message>
   <location filename="../../app/net/oauth.py" />
   <source>Вход не удался: Парте не дали доступа к учётной записи.</source>
   <translation>Signing in failed: Parta was given no access to the account.</translation>
  </message>
  <message>
   <location filename="../../app/net/oauth.py" />
   <source>Вход не удался: страница входа сообщила об ошибке. Попробуйте войти ещё раз.</source>
   <translation>Signing in failed: the sign-in page reported an error. Try to sign in again.</translation>
  </message>
  <message>
   <location filename="../../app/net/oauth.py" />
   <source>Вход отменён в браузере. Парта ничего не получила.</source>
   <translation>Signing in was cancelled in the browser. Parta was given nothing.</translation>
  </message>
  <message>
   <location filename="../../app/net/oauth.py" />
   <source>Вход прерван: ответил не тот сервер, который проверяет вход. Попробуйте ещё раз.</source>
   <translation>Signing in was stopped: another server answered than the one that checks sign-ins. Try again.</translation>
  </message>
  <message>
   <location filename="../../app/net/oauth.py" />
   <source>Сервер входа не принимает Парту. Обратитесь к тем, кто его ведёт.</source>
   <translation>The sign-in server does not accept Parta. Ask the people who run it.</translation>
  </message>
  <message>
   <location filename="../../app/net/school_api.py" />
   <source>У этого сервера нет сервиса школы.</source>
   <translation>This server has no school service.</translation>
  </message>
  <message>
   <location filename="../../app/net/school_api.py" />
   <source>Файл не открылся. Выберите его ещё раз.</source>
   <translation>The file could not be opened. Choose it again.</translation>
  </message>
  <message>
   <location filename="../../app/services/calls/bell.py" />
   <source>Этот звонок уже закончился.</source>
   <translation>This call has already ended.</translation>
  </message>
  <message>
   <location filename="../../app/services/calls/call.py" />
   <source>Вы вошли в этот звонок в другом окне.</source>
   <translation>You joined this call in another window.</translation>
  </message>
  <message>
   <location filename="../../app/services/calls/call.py" />
   <source>Соединение со звонком потеряно. Проверьте сеть и позвоните снова.</source>
   <translation>The connection to the call was lost. Check the network and call again.</translation>
  </message>
  <message>
   <location filename="../../app/services/calls/deeds.py" />
   <source>Звонок уже завершён.</source>
   <translation>The call is already over.</translation>
  </message>
  <message>
   <location filename="../../app/services/calls/slot.py" />
   <source>Вы уже говорите в другом профиле. Сначала завершите тот звонок.</source>
   <translation>You are in a call of another profile. End that one first.</translation>
  </message>
  <message>
   <location filename="../../app/services/calls/token_service.py" />
   <source>На этом сервере звонков нет. Спросите администратора школы.</source>
   <translation>This server has no calls. Ask the school's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/services/composer.py" />
   <source>Файлы с этого компьютера не отправить: так решил администратор.</source>
   <translation>Files cannot be sent from this computer: the administrator has decided so.</translation>
  </message>
  <message>
   <location filename="../../app/services/composer.py" />
   <source>Эти сообщения нельзя переслать.</source>
   <translation>These messages cannot be forwarded.</translation>
  </message>
  <message>
   <location filename="../../app/services/folders.py" />
   <source>Больше не поместится: до 20 папок и до 300 чатов в каждой.</source>
   <translation>There is no more room: up to 20 folders with up to 300 chats each.</translation>
  </message>
  <message>
   <location filename="../../app/services/keywords.py" />
   <source>Больше 50 слов не поместится: уберите какое-нибудь.</source>
   <translation>There is no room for more than 50 words: remove one.</translation>
  </message>
  <message>
   <location filename="../../app/services/keywords.py" />
   <source>Напишите слово: одних звёздочек и знаков мало.</source>
   <translation>Type a word: asterisks and signs alone are not enough.</translation>
  </message>
  <message>
   <location filename="../../app/services/media_library.py" />
   <source>Не удалось записать файл на диск.</source>
   <translation>The file could not be written to the disk.</translation>
  </message>
  <message>
   <location filename="../../app/services/media_library.py" />
   <source>Не удалось сохранить файл. Проверьте место на диске и права на папку.</source>
   <translation>The file could not be saved. Check the free space and the folder's permissions.</translation>
  </message>
  <message>
   <location filename="../../app/services/profile_keys.py" />
   <source>Пароль хранилища не подходит.</source>
   <translation>The phrase does not fit.</translation>
  </message>
  <message>
   <location filename="../../app/services/profiles.py" />
   <source>Личный профиль на этом компьютере не открыть: так решил администратор.</source>
   <translation>A personal profile cannot be opened on this computer: the administrator has decided so.</translation>
  </message>
  <message>
   <location filename="../../app/services/profiles.py" />
   <source>На этом компьютере входят только в свою школу: так решил администратор.</source>
   <translation>On this computer people sign in to their own school only: the administrator has decided so.</translation>
  </message>
  <message>
   <location filename="../../app/services/profiles.py" />
   <source>Это другая учётная запись.</source>
   <translation>This is another account.</translation>
  </message>
  <message>
   <location filename="../../app/services/profiles.py" />
   <source>Этот профиль уже открыт в Парте.</source>
   <translation>This profile is already open in Parta.</translation>
  </message>
  <message>
   <location filename="../../app/services/school/links.py" />
   <source>Это не ссылка на школьный чат.</source>
   <translation>This is not a link to a school chat.</translation>
  </message>
  <message>
   <location filename="../../app/services/school/trust.py" />
   <source>У вас нет заявки.</source>
   <translation>You have no application.</translation>
  </message>
  <message>
   <location filename="../../app/services/sso.py" />
   <source>Вернитесь в Парту: там сказано почему.</source>
   <translation>Go back to Parta: it says why.</translation>
  </message>
  <message>
   <location filename="../../app/services/sso.py" />
   <source>Вход выполнен</source>
   <translation>You are signed in</translation>
  </message>
  <message>
   <location filename="../../app/services/sso.py" />
   <source>Вход не выполнен</source>
   <translation>Not signed in</translation>
  </message>
  <message>
   <location filename="../../app/services/sso.py" />
   <source>Можно вернуться в Парту и закрыть эту вкладку.</source>
   <translation>You can go back to Parta and close this tab.</translation>
  </message>
  <message>
   <location filename="../../app/services/sso.py" />
   <source>Парта</source>
   <translation>Parta</translation>
  </message>
  <message>
   <location filename="../../app/services/sso.py" />
   <source>Эта страница открыта не из Парты или устарела. Вернитесь в Парту и войдите ещё раз.</source>
   <translation>This page was not opened by Parta or is out of date. Go back to Parta and sign in again.</translation>
  </message>
  <message>
   <location filename="../../app/services/stickers.py" />
   <source>В наборе уже 200 стикеров: уберите лишние.</source>
   <translation>The pack already has 200 stickers: remove some.</translation>
  </message>
  <message>
   <location filename="../../app/services/stickers.py" />
   <source>Стикер делают из картинки.</source>
   <translation>A sticker is made of a picture.</translation>
  </message>
  <message>
   <location filename="../../app/services/transfers.py" />
   <source>Файл больше {limit} МБ: сервер такие не принимает.</source>
   <translation>The file is over {limit} MB: the server does not take such files.</translation>
  </message>
  <message>
   <location filename="../../app/services/transfers.py" />
   <source>Файла больше нет на этом компьютере.</source>
   <translation>The file is no longer on this computer.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/bar.py" />
   <source>Управление звонком</source>
   <translation>Call controls</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>В маленькое окно</source>
   <translation>Small window</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Во весь экран</source>
   <translation>Full screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Выйти с урока</source>
   <translation>Leave the lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Завершить урок для всех…</source>
   <translation>End the lesson for everybody…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Показать видео</source>
   <translation>Show video</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Статистика связи</source>
   <translation>Connection statistics</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Только звук</source>
   <translation>Sound only</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/call_menus.py" />
   <source>Устройства…</source>
   <translation>Devices…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Готово</source>
   <translation>Done</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Изображение с камеры</source>
   <translation>Camera picture</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Как в системе</source>
   <translation>As the system</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Нет изображения</source>
   <translation>No picture</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Послушать себя</source>
   <translation>Listen to myself</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Проверить динамики</source>
   <translation>Test the speakers</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Проверка звука и камеры</source>
   <translation>Sound and camera check</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Скажите что-нибудь: вы услышите себя так, как услышат другие</source>
   <translation>Say something: you will hear yourself as others will</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/check.py" />
   <source>Уровень микрофона</source>
   <translation>Microphone level</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Все ученики выйдут из звонка. Посещаемость сохранится сама.</source>
   <translation>All pupils will leave the call. Attendance is saved by itself.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Завершить урок</source>
   <translation>End the lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Завершить урок для всех?</source>
   <translation>End the lesson for everybody?</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Камера включится, когда учитель даст слово: поднимите руку</source>
   <translation>The camera works once the teacher gives you the floor: raise your hand</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Микрофон включится, когда учитель даст слово: поднимите руку</source>
   <translation>The microphone works once the teacher gives you the floor: raise your hand</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Показывать экран можно с разрешения учителя</source>
   <translation>Sharing a screen needs the teacher's permission</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/controls.py" />
   <source>Это запрещено в этом звонке</source>
   <translation>This is not allowed in this call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Динамики</source>
   <translation>Speakers</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Динамики не найдены</source>
   <translation>No speakers found</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Камера</source>
   <translation>Camera</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Камера не найдена</source>
   <translation>No camera found</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Микрофон</source>
   <translation>Microphone</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Микрофон не найден</source>
   <translation>No microphone found</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Проверить звук и камеру…</source>
   <translation>Check sound and camera…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/devices.py" />
   <source>Устройства</source>
   <translation>Devices</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Больше не показывать экран (S)</source>
   <translation>Stop sharing the screen (S)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Включить камеру (V)</source>
   <translation>Turn the camera on (V)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Включить микрофон (M); говорить, пока нажат Пробел</source>
   <translation>Turn the microphone on (M); hold Space to talk</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Выйти</source>
   <translation>Sign out</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Выйти (Ctrl+Shift+H)</source>
   <translation>Leave (Ctrl+Shift+H)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Выключить камеру (V)</source>
   <translation>Turn the camera off (V)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Выключить микрофон (M)</source>
   <translation>Turn the microphone off (M)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Ещё</source>
   <translation>More</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Ещё (E)</source>
   <translation>More (E)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Завершить</source>
   <translation>End</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Завершить (Ctrl+Shift+H)</source>
   <translation>End (Ctrl+Shift+H)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Опустить руку (H)</source>
   <translation>Lower the hand (H)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Поднять руку (H)</source>
   <translation>Raise a hand (H)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Показать участников (P)</source>
   <translation>Show people (P)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Показать чат (C)</source>
   <translation>Show the chat (C)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Показать экран (S)</source>
   <translation>Share the screen (S)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Попросить слово (H)</source>
   <translation>Ask for the floor (H)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Реакция</source>
   <translation>Reaction</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Реакция (R)</source>
   <translation>Reaction (R)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Рука</source>
   <translation>Hand</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Скрыть участников (P)</source>
   <translation>Hide people (P)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Скрыть чат (C)</source>
   <translation>Hide the chat (C)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Участники</source>
   <translation>Members</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Чат</source>
   <translation>Chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/faces.py" />
   <source>Экран</source>
   <translation>Screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/floating.py" />
   <source>Вернуться в звонок</source>
   <translation>Back to the call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/floating.py" />
   <source>Включить микрофон</source>
   <translation>Turn the microphone on</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/floating.py" />
   <source>Выключить микрофон</source>
   <translation>Turn the microphone off</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/floating.py" />
   <source>Идёт запись</source>
   <translation>Recording</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/header.py" />
   <source>%n [участник|участника|участников]</source>
   <translation>
    <numerusform>%n member</numerusform>
    <numerusform>%n members</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>В маленькое окно (Ctrl+Shift+F)</source>
   <translation>Small window (Ctrl+Shift+F)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>Во весь экран (F11)</source>
   <translation>Full screen (F11)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>Время вышло</source>
   <translation>Time is up</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>Вход закрыт</source>
   <translation>Entry is locked</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>Крупно, кто говорит (L)</source>
   <translation>Speaker large (L)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>Осталось {time}</source>
   <translation>{time} left</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/header.py" />
   <source>Сеткой (L)</source>
   <translation>As a grid (L)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Аудиозвонок</source>
   <translation>Audio call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Без ответа</source>
   <translation>No answer</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Видеозвонок</source>
   <translation>Video call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Входящий</source>
   <translation>Incoming</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Загружаем…</source>
   <translation>Loading…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Звонки</source>
   <translation>Calls</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Звонков ещё не было</source>
   <translation>No calls yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Исходящий</source>
   <translation>Outgoing</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Не удалось загрузить</source>
   <translation>Could not load</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Отклонённый</source>
   <translation>Declined</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Откройте чат и нажмите на трубку или камеру в его заголовке.</source>
   <translation>Open a chat and press the handset or the camera in its header.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Открыть чат</source>
   <translation>Open the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Пропущенный</source>
   <translation>Missed</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>Урок</source>
   <translation>Lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/history.py" />
   <source>видео</source>
   <translation>video</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>{name} зовёт в звонок</source>
   <translation>{name} invites you to a call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Входящий видеозвонок</source>
   <translation>Incoming video call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Входящий звонок</source>
   <translation>Incoming call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Ответить</source>
   <translation>Reply</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Ответить без видео (A)</source>
   <translation>Answer without video (A)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Ответить с видео (V)</source>
   <translation>Answer with video (V)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Отклонить</source>
   <translation>Decline</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>Отклонить (Esc)</source>
   <translation>Decline (Esc)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/incoming.py" />
   <source>С видео</source>
   <translation>With video</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>%n [опоздал|опоздали|опоздали]</source>
   <translation>
    <numerusform>%n was late</numerusform>
    <numerusform>%n were late</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Был</source>
   <translation>Present</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Были {came} из {expected}</source>
   <translation>{came} of {expected} came</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Вошёл</source>
   <translation>Joined</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Вышел</source>
   <translation>Left</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Минут</source>
   <translation>Minutes</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Не удалось записать файл. Выберите другую папку.</source>
   <translation>The file could not be written. Choose another folder.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Обновить</source>
   <translation>Refresh</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Отметка</source>
   <translation>Remark</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Пока никто не входил</source>
   <translation>Nobody has come in yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Посещаемость</source>
   <translation>Attendance</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Посещаемость {lesson}.csv</source>
   <translation>Attendance {lesson}.csv</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Сохранено: {name}</source>
   <translation>Saved: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Сохранить CSV</source>
   <translation>Save CSV</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Сохранить посещаемость</source>
   <translation>Save attendance</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>Ученик</source>
   <translation>Pupil</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>на уроке</source>
   <translation>in the lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>не был(а)</source>
   <translation>absent</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>не из списка</source>
   <translation>not on the list</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>опоздал(а) на %n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>%n minute late</numerusform>
    <numerusform>%n minutes late</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/attendance.py" />
   <source>ушёл(ла) раньше на %n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>left %n minute early</numerusform>
    <numerusform>left %n minutes early</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>%n [минута|минуты|минут]</source>
   <translation>
    <numerusform>%n minute</numerusform>
    <numerusform>%n minutes</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Вернуться</source>
   <translation>Come back</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Вопрос классу…</source>
   <translation>Question to the class…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Все на уроке и в чате класса узнают об этом, и через десять секунд запись начнётся. Файл сможете открыть вы и администратор школы.</source>
   <translation>Everybody in the lesson and in the class's chat is told, and ten seconds later the recording begins. You and the school's administrator can open the file.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Вы в группе «{name}»</source>
   <translation>You are in the group “{name}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Говорить только с разрешения</source>
   <translation>Speak with permission only</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Группы…</source>
   <translation>Groups…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Закрыть вход</source>
   <translation>Lock entry</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Записывать</source>
   <translation>Record</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Записывать урок?</source>
   <translation>Record the lesson?</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Записывать урок…</source>
   <translation>Record the lesson…</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Класс работает в %n [группе|группах|группах]</source>
   <translation>
    <numerusform>The class works in %n group</numerusform>
    <numerusform>The class works in %n groups</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Микрофон выключен учителем. Поднимите руку (H), чтобы попросить слово.</source>
   <translation>The teacher has turned your microphone off. Raise your hand (H) to ask for the floor.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Остановить запись</source>
   <translation>Stop recording</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Открыть вход</source>
   <translation>Unlock entry</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Посещаемость…</source>
   <translation>Attendance…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Разрешить всем говорить</source>
   <translation>Let everybody speak</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Таймер</source>
   <translation>Timer</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Убрать таймер</source>
   <translation>Remove the timer</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Управлять</source>
   <translation>Manage</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/desk.py" />
   <source>Учитель: {text}</source>
   <translation>Teacher: {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/dividing.py" />
   <source>Группа {number}</source>
   <translation>Group {number}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Войти снова</source>
   <translation>Come in again</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Вы у двери урока</source>
   <translation>You are at the lesson's door</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Закрыть</source>
   <translation>Close</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Звоним…</source>
   <translation>Calling…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Звонок закончился</source>
   <translation>The call has ended</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Позвонить ещё раз</source>
   <translation>Call again</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Проверить звук и камеру</source>
   <translation>Check sound and camera</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Соединяем…</source>
   <translation>Connecting…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/door.py" />
   <source>Урок закончился</source>
   <translation>The lesson has ended</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>%n [человек|человека|человек]</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>{name}: перенести в другую группу</source>
   <translation>{name}: move to another group</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Вернуть всех</source>
   <translation>Call everybody back</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Групп</source>
   <translation>Groups</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Группы</source>
   <translation>Groups</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Зайти</source>
   <translation>Look in</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Зайти в группу «{name}»</source>
   <translation>Look into the group “{name}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Нажмите на имя, чтобы перенести ученика в другую группу.</source>
   <translation>Click a name to move a pupil to another group.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Оставить на уроке</source>
   <translation>Keep in the lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Останутся на уроке</source>
   <translation>Will stay in the lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Отправить</source>
   <translation>Send</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Перемешать</source>
   <translation>Shuffle</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Разойтись</source>
   <translation>Split up</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Сколько групп</source>
   <translation>How many groups</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Сколько минут</source>
   <translation>How many minutes</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/groups.py" />
   <source>Сообщение всем группам</source>
   <translation>Message to all groups</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>%n [ответ|ответа|ответов]</source>
   <translation>
    <numerusform>%n answer</numerusform>
    <numerusform>%n answers</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Вариант {number}</source>
   <translation>Option {number}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Вариант ответа</source>
   <translation>Answer</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Вопрос</source>
   <translation>Question</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Вопрос классу</source>
   <translation>Question to the class</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Вопрос: {text}</source>
   <translation>Question: {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Да</source>
   <translation>Yes</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Ещё вариант</source>
   <translation>One more option</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Нет</source>
   <translation>No</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>О чём спросить</source>
   <translation>What to ask</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Отмена</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Подвести итог</source>
   <translation>Close and show</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Спросить</source>
   <translation>Ask</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/question.py" />
   <source>Убрать</source>
   <translation>Remove</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>В группах запись не идёт: она застанет вас, когда вы вернётесь.</source>
   <translation>Groups are not recorded: the recording meets you when you come back.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Выключить камеру</source>
   <translation>Turn the camera off</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Записывает {name}.</source>
   <translation>{name} is recording.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Запись не получилась или прервалась: сервер записи занят или недоступен.</source>
   <translation>The recording failed or broke off: the recording server is busy or cannot be reached.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Можно остаться с выключенной камерой и микрофоном или выйти.</source>
   <translation>You can stay with camera and microphone off, or leave.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Урок записывается.</source>
   <translation>This lesson is being recorded.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Через несколько секунд начнётся запись урока.</source>
   <translation>In a few seconds this lesson will be recorded.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/lesson/recording_notice.py" />
   <source>Это видят все на уроке.</source>
   <translation>Everybody in the lesson sees this.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/line_banners.py" />
   <source>Связь прервалась. Соединяем снова, ничего нажимать не нужно.</source>
   <translation>The connection broke. Reconnecting; there is nothing to press.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/line_banners.py" />
   <source>Связь слабая: видео собеседников выключено, звук идёт.</source>
   <translation>Weak connection: the others' video is off, sound goes on.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/line_banners.py" />
   <source>Только звук: видео выключено, чтобы беречь связь.</source>
   <translation>Sound only: video is off to save the connection.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/missed.py" />
   <source>Пропущенный видеозвонок</source>
   <translation>Missed video call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/missed.py" />
   <source>Пропущенный звонок</source>
   <translation>Missed call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/overlay.py" />
   <source>Предыдущие (Page Up)</source>
   <translation>Previous (Page Up)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/overlay.py" />
   <source>Следующие (Page Down)</source>
   <translation>Next (Page Down)</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/people.py" />
   <source>[Участник|Участники|Участники] %n</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/people.py" />
   <source>Впустить</source>
   <translation>Let in</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/people.py" />
   <source>Впустить всех</source>
   <translation>Let everybody in</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/people.py" />
   <source>Выключить всем звук</source>
   <translation>Mute everybody</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/calls/people.py" />
   <source>У двери %n [человек|человека|человек]</source>
   <translation>
    <numerusform>%n person at the door</numerusform>
    <numerusform>%n people at the door</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/people.py" />
   <source>Участники звонка</source>
   <translation>People in the call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/people_rows.py" />
   <source>{name} (вы)</source>
   <translation>{name} (you)</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/people_rows.py" />
   <source>{words}, очередь {turn}</source>
   <translation>{words}, turn {turn}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>{name} сможет вернуться, только если вы впустите.</source>
   <translation>{name} can come back only if you let them in.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Выключить звук и камеру</source>
   <translation>Turn microphone and camera off</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Дать слово</source>
   <translation>Give the floor</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Забрать слово</source>
   <translation>Take the floor back</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Закрепить</source>
   <translation>Pin</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Запретить показ экрана</source>
   <translation>Forbid screen sharing</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Написать лично</source>
   <translation>Write directly</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Опустить руку</source>
   <translation>Lower the hand</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Открепить</source>
   <translation>Unpin</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Разрешить показ экрана</source>
   <translation>Allow screen sharing</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Удалить</source>
   <translation>Delete</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Удалить с урока?</source>
   <translation>Remove from the lesson?</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/person_menu.py" />
   <source>Удалить с урока…</source>
   <translation>Remove from the lesson…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/reactions.py" />
   <source>Реакции</source>
   <translation>Reactions</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/running_bar.py" />
   <source>Войти</source>
   <translation>Sign in</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/running_bar.py" />
   <source>Войти в звонок</source>
   <translation>Join the call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/running_bar.py" />
   <source>Идёт звонок</source>
   <translation>A call is on</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/running_bar.py" />
   <source>Идёт урок</source>
   <translation>A lesson is on</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/running_bar.py" />
   <source>Открыть</source>
   <translation>Open</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/running_bar.py" />
   <source>Открыть звонок</source>
   <translation>Open the call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Выбрать</source>
   <translation>Select</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Какой экран или какое окно показать, спросит система.</source>
   <translation>The system will ask which screen or window to share.</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Показать</source>
   <translation>Share</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Показать экран</source>
   <translation>Share the screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Со звуком компьютера</source>
   <translation>With the computer's sound</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Что показать</source>
   <translation>What to share</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>Экраны и окна</source>
   <translation>Screens and windows</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>окно</source>
   <translation>window</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/screens.py" />
   <source>экран</source>
   <translation>screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stage.py" />
   <source>Сцена звонка</source>
   <translation>Call stage</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>{kbps} кбит/с</source>
   <translation>{kbps} kbit/s</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>{ms} мс</source>
   <translation>{ms} ms</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>Задержка</source>
   <translation>Delay</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>Отдача</source>
   <translation>Sending</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>Потери</source>
   <translation>Loss</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>Приём</source>
   <translation>Receiving</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/stats.py" />
   <source>Способ</source>
   <translation>Transport</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/tile_paint.py" />
   <source>{name} показывает экран</source>
   <translation>{name} shares a screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/tile_paint.py" />
   <source>Вы показываете экран</source>
   <translation>You are sharing your screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Войти в звонок нельзя</source>
   <translation>You cannot join this call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Вы вышли из звонка</source>
   <translation>You left the call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Звонок завершён для всех</source>
   <translation>The call was ended for everybody</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Звонок отклонён</source>
   <translation>The call was declined</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Никто не ответил</source>
   <translation>Nobody answered</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Связи нет</source>
   <translation>No connection</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Связь потеряна</source>
   <translation>The connection was lost</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Связь прервалась, соединяем снова…</source>
   <translation>Connection lost, reconnecting…</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Связь слабая</source>
   <translation>Weak connection</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Связь хорошая</source>
   <translation>Good connection</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Собеседник уже разговаривает</source>
   <translation>They are already in a call</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Урок · {title}</source>
   <translation>Lesson · {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>Учитель удалил вас с урока</source>
   <translation>The teacher removed you from the lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>говорит</source>
   <translation>speaking</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>камера включена</source>
   <translation>camera on</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>микрофон включён</source>
   <translation>microphone on</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>микрофон выключен</source>
   <translation>microphone off</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>подтверждённый учитель</source>
   <translation>verified teacher</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>показывает экран</source>
   <translation>shares a screen</translation>
  </message>
  <message>
   <location filename="../../app/ui/calls/words.py" />
   <source>рука поднята</source>
   <translation>hand raised</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>В школе пока нет каналов.</source>
   <translation>The school has no channels yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Для всех предметов</source>
   <translation>For all subjects</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Для кого: {who}</source>
   <translation>For: {who}</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Загружаю…</source>
   <translation>Loading…</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Каналы школы</source>
   <translation>The school's channels</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Кто пишет</source>
   <translation>Who writes</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Кто пишет в канал</source>
   <translation>Who writes in the channel</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Название или предмет</source>
   <translation>Name or subject</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Назначить автора</source>
   <translation>Add an author</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Отписаться</source>
   <translation>Unsubscribe</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Повторить</source>
   <translation>Try again</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Подписаться</source>
   <translation>Subscribe</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Подписаться больше нельзя. Кто его читает, видит всё, что написано.</source>
   <translation>Nobody can subscribe any more. Whoever reads it keeps what was written.</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Создать канал</source>
   <translation>Create a channel</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Такого канала нет.</source>
   <translation>There is no such channel.</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Теперь они пишут в канал.</source>
   <translation>They write in the channel now.</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Убрать из каталога</source>
   <translation>Remove from the catalogue</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>Убрать канал из каталога?</source>
   <translation>Remove the channel from the catalogue?</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>все в школе</source>
   <translation>everybody in the school</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/catalogue.py" />
   <source>читаю</source>
   <translation>subscribed</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Кто сможет подписаться. Если не отметить никого, все в школе.</source>
   <translation>Who can subscribe. Tick nobody for everybody in the school.</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Название</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Новый канал</source>
   <translation>New channel</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>О чём канал</source>
   <translation>What it is about</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Писать будете вы и те, кого вы назначите; остальные читают и отвечают реакциями.</source>
   <translation>You and those you name will write; the others read and react.</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Предмет, если канал о нём</source>
   <translation>Subject, if it is about one</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Родители</source>
   <translation>Parents</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Создать</source>
   <translation>Create</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Сотрудники</source>
   <translation>Staff</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Ученики</source>
   <translation>Pupils</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Учителя</source>
   <translation>Teachers</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/new_channel.py" />
   <source>Школа</source>
   <translation>School</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/writers_sheet.py" />
   <source>Больше не пишет</source>
   <translation>Writes no more</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/writers_sheet.py" />
   <source>Больше не пишет: {name}</source>
   <translation>Writes no more: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/channels/writers_sheet.py" />
   <source>Кто пишет: {name}</source>
   <translation>Who writes: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Архив</source>
   <translation>Archive</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Все</source>
   <translation>All</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Какие чаты показать</source>
   <translation>Which chats to show</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Каналы</source>
   <translation>Channels</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Классы</source>
   <translation>Classes</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Коллеги</source>
   <translation>Colleagues</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Личные</source>
   <translation>Direct</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Непрочитанные</source>
   <translation>Unread</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Новая папка</source>
   <translation>New folder</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Папка: {name}</source>
   <translation>Folder: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Показать: {section}</source>
   <translation>Show: {section}</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/chips.py" />
   <source>Предметы</source>
   <translation>Subjects</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>В папку</source>
   <translation>Folders</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Изменить папку…</source>
   <translation>Edit folder…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Левее</source>
   <translation>Move left</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Новая папка…</source>
   <translation>New folder…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Папки «{name}» не станет. Чаты из неё останутся в списке.</source>
   <translation>The folder “{name}” will be gone. Its chats stay in the list.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Правее</source>
   <translation>Move right</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Удалить папку?</source>
   <translation>Delete the folder?</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/folder_menu.py" />
   <source>Удалить папку…</source>
   <translation>Delete folder…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>Личный профиль</source>
   <translation>Personal profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>Нет связи</source>
   <translation>Offline</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>Новый чат</source>
   <translation>New chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>Обновление…</source>
   <translation>Updating…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>Соединение…</source>
   <translation>Connecting…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>Учебный профиль</source>
   <translation>School profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/header.py" />
   <source>экономия трафика</source>
   <translation>saving data</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>В архив</source>
   <translation>Archive</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Вернуть из архива</source>
   <translation>Take out of the archive</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Включить уведомления</source>
   <translation>Turn notifications on</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Вы выйдете из чата «{name}» и перестанете получать сообщения.</source>
   <translation>You will leave “{name}” and get no more messages.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Выйти из чата</source>
   <translation>Leave the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Выйти из чата?</source>
   <translation>Leave the chat?</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Выйти из чата…</source>
   <translation>Leave the chat…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>До утра</source>
   <translation>Until morning</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>На час</source>
   <translation>For an hour</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Навсегда</source>
   <translation>For good</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Настройки чата…</source>
   <translation>Chat settings…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Не получать сообщения</source>
   <translation>Get no messages from this person</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Новый чат на основе этого…</source>
   <translation>New chat like this one…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Опустить ниже</source>
   <translation>Move down</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Отключить уведомления</source>
   <translation>Mute</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Отметить непрочитанным</source>
   <translation>Mark as unread</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Отметить прочитанным</source>
   <translation>Mark as read</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Очистить</source>
   <translation>Clear</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Очистить историю?</source>
   <translation>Clear the history?</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Очистить историю…</source>
   <translation>Clear the history…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Перенести переписку сюда…</source>
   <translation>Bring a conversation here…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Поднять выше</source>
   <translation>Move up</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Пожаловаться…</source>
   <translation>Report…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Принять приглашение</source>
   <translation>Accept the invitation</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Снова получать сообщения</source>
   <translation>Get messages again</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Сообщения чата «{name}» исчезнут только у вас. Остальные их увидят.</source>
   <translation>The messages of “{name}” will disappear for you only. Others will still see them.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Состав ведёт школа: выйти нельзя</source>
   <translation>The school keeps the members: you cannot leave</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Только упоминания</source>
   <translation>Mentions only</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/menu.py" />
   <source>Что писали до меня…</source>
   <translation>What was written before me…</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>В архиве пусто</source>
   <translation>The archive is empty</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>В папке пока нет чатов</source>
   <translation>No chats in this folder yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Всё прочитано</source>
   <translation>All caught up</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Вы пока не читаете каналов</source>
   <translation>You read no channels yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Выберите их в каталоге школы.</source>
   <translation>Choose them in the school's catalogue.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Добавьте их из меню чата или из меню папки.</source>
   <translation>Add them from a chat's menu or from the folder's menu.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Здесь пока нет чатов</source>
   <translation>No chats here yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Каталог каналов</source>
   <translation>Channel catalogue</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Начните разговор с коллегой, учеником или родителем.</source>
   <translation>Start a conversation with a colleague, a pupil or a parent.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Нет связи с сервером</source>
   <translation>The server is out of reach</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Поиск по чатам и сообщениям</source>
   <translation>Search chats and messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Пока нет чатов</source>
   <translation>No chats yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Сюда попадают чаты, которые вы убрали из списка.</source>
   <translation>Chats that you take off the list go here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/pane.py" />
   <source>Чаты появятся, когда связь восстановится.</source>
   <translation>Your chats will appear when the connection is back.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Люди</source>
   <translation>People</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Нет связи: искали только на этом компьютере.</source>
   <translation>No connection: only this computer was searched.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Ничего не нашлось</source>
   <translation>Nothing found</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Попробуйте другое слово или его начало.</source>
   <translation>Try another word, or the beginning of one.</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Результаты поиска</source>
   <translation>Search results</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Сообщения</source>
   <translation>Messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/search_panel.py" />
   <source>Чаты</source>
   <translation>Chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/states.py" />
   <source>Загрузка чатов</source>
   <translation>Loading chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/chat_list/states.py" />
   <source>Нет связи с {server}</source>
   <translation>{server} is out of reach</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/chat_list/states.py" />
   <source>повтор через %n с</source>
   <translation>
    <numerusform>next try in %n s</numerusform>
    <numerusform>next try in %n s</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Опрос</source>
   <translation>Poll</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Снимок вместе с Партой</source>
   <translation>Screenshot with Parta in it</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Снимок экрана</source>
   <translation>Screenshot</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Файл</source>
   <translation>File</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Фото и видео</source>
   <translation>Photos and videos</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Фото или видео</source>
   <translation>Photo or video</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/attaching.py" />
   <source>Что отправить</source>
   <translation>What to send</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/composer/bar.py" />
   <source>%n [знак|знака|знаков]</source>
   <translation>
    <numerusform>%n character</numerusform>
    <numerusform>%n characters</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Голосовое сообщение</source>
   <translation>Voice message</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Изменение сообщения</source>
   <translation>Editing a message</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Ответ: {name}</source>
   <translation>Reply to {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Отправить всем</source>
   <translation>Send to everyone</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Прикрепить</source>
   <translation>Attach</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Сообщение</source>
   <translation>Message</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Сообщение длиннее предела на {more}.</source>
   <translation>The message is {more} over the limit.</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Сообщить всем?</source>
   <translation>Tell everyone?</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Уведомление получат все: {people}.</source>
   <translation>Everyone will be notified: {people}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>Эмодзи</source>
   <translation>Emoji</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/bar.py" />
   <source>сообщение</source>
   <translation>message</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/enclosures.py" />
   <source>Снимок</source>
   <translation>Picture</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/enclosures.py" />
   <source>Снимок не записать на диск: проверьте, есть ли место.</source>
   <translation>The picture cannot be written to the disk: check whether there is room.</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/manners.py" />
   <source>Медленный режим: следующее сообщение {wait}.</source>
   <translation>Slow mode: next message {wait}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/manners.py" />
   <source>Ссылки в этом чате отправлять нельзя: так решил ведущий.</source>
   <translation>Links cannot be sent in this chat: whoever leads it has decided so.</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/manners.py" />
   <source>Файлы в этом чате отправлять нельзя: так решил ведущий.</source>
   <translation>Files cannot be sent in this chat: whoever leads it has decided so.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/composer/manners.py" />
   <source>через %n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>in %n minute</numerusform>
    <numerusform>in %n minutes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/composer/manners.py" />
   <source>через %n [секунду|секунды|секунд]</source>
   <translation>
    <numerusform>in %n second</numerusform>
    <numerusform>in %n seconds</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/mentions.py" />
   <source>@все — сообщить всем в чате</source>
   <translation>@all — tell everyone in the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/mentions.py" />
   <source>Кого упомянуть</source>
   <translation>Whom to mention</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/recording.py" />
   <source>Идёт запись голосового сообщения</source>
   <translation>Recording a voice message</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/recording.py" />
   <source>Не отправлять</source>
   <translation>Do not send</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/recording.py" />
   <source>Отправить запись</source>
   <translation>Send the recording</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/snipping.py" />
   <source>Выделите часть экрана. Enter — весь экран, Esc — отмена.</source>
   <translation>Select a part of the screen. Enter takes all of it, Esc cancels.</translation>
  </message>
  <message>
   <location filename="../../app/ui/composer/strip.py" />
   <source>Отменить</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>За кого вы согласны:</source>
   <translation>You agree on behalf of:</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>Не сейчас</source>
   <translation>Not now</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>Редакция {version}</source>
   <translation>Version {version}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>Редакция {version} от {day}</source>
   <translation>Version {version} of {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>Согласен(на)</source>
   <translation>I agree</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>Согласие</source>
   <translation>Consent</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consent_sheet.py" />
   <source>Согласие можно отозвать в любой день: Настройки, Согласия.</source>
   <translation>A consent can be withdrawn on any day: Settings, Consents.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>{title}. За кого: {name}. Школа узнает об этом сразу.</source>
   <translation>{title}. For: {name}. The school will know at once.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Какие данные передаются</source>
   <translation>What data is shared</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Отозвать</source>
   <translation>Revoke</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Отозвать согласие за {name}</source>
   <translation>Withdraw the consent for {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Отозвать согласие?</source>
   <translation>Withdraw the consent?</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Согласия</source>
   <translation>Consents</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Согласия и данные</source>
   <translation>Consents and data</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Читать</source>
   <translation>Read</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Читать: {title}</source>
   <translation>Read: {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>Школа пока не просит согласий.</source>
   <translation>The school does not ask for consents yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>вышла новая редакция: решение от {day} её не касается</source>
   <translation>there is a new version: the decision of {day} does not cover it</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>решают родители</source>
   <translation>the parents decide</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>решения ещё нет</source>
   <translation>not decided yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>согласие дано {day}</source>
   <translation>consent given {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/consents_page.py" />
   <source>согласие отозвано {day}</source>
   <translation>consent withdrawn {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>Без этого согласия в школе не обойтись</source>
   <translation>The school cannot do without this consent</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>Название документа</source>
   <translation>Title of the document</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>Новая редакция</source>
   <translation>New version</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>Новый документ</source>
   <translation>New document</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>Опубликовать</source>
   <translation>Post</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>После публикации каждого спросят снова, за себя и за детей.</source>
   <translation>Once it is published everybody is asked anew, for themselves and their children.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/publish_sheet.py" />
   <source>Текст</source>
   <translation>Text</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Кто видит, кто в сети</source>
   <translation>Who sees who is online</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Кто кому пишет лично</source>
   <translation>Who writes to whom directly</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Одноклассники — друг другу, в 1–4 классах</source>
   <translation>Classmates to each other, in grades 1–4</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Одноклассники — друг другу, с 5 класса</source>
   <translation>Classmates to each other, from grade 5</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Пересланные чужие сообщения</source>
   <translation>Other people's messages, forwarded</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Правила школы</source>
   <translation>The school’s rules</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Родители одного класса — друг другу</source>
   <translation>Parents of one class to each other</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Родители примерно видят чужих детей</source>
   <translation>Parents see other children roughly</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Сотрудники — ученикам, которых не учат</source>
   <translation>Staff to pupils they do not teach</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Сохранить</source>
   <translation>Save</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Ссылки</source>
   <translation>Links</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Уроки</source>
   <translation>Lessons</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Ученики и родители видят сотрудников точно, а не примерно</source>
   <translation>Pupils and parents see staff exactly, not roughly</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Учитель может записать урок, предупредив всех на нём</source>
   <translation>Teachers may record a lesson after everybody in it has been told</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Файлы, фотографии и голос</source>
   <translation>Files, photos and voice</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_card.py" />
   <source>Что отправляют ученики</source>
   <translation>What pupils send</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>%n [согласие|согласия|согласий]</source>
   <translation>
    <numerusform>%n consent</numerusform>
    <numerusform>%n consents</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>Второй шаг сброшен: человек прочитает причину.</source>
   <translation>The second step is reset: the person will read the reason.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>Добавить документ</source>
   <translation>Add a document</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>Кто ещё не согласился</source>
   <translation>Who has not agreed yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>Опубликовано: теперь об этом спросят каждого.</source>
   <translation>Published: everybody is asked about it now.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>Правила сохранены</source>
   <translation>Rules saved</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/consents/rules_view.py" />
   <source>без согласия %n [человек|человека|человек]</source>
   <translation>
    <numerusform>%n person without</numerusform>
    <numerusform>%n people without</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Второй шаг при входе</source>
   <translation>Second step when signing in</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Второй шаг у людей школы</source>
   <translation>Second step of the school's people</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Для входа снова хватит пароля. Убедитесь, что просит сам владелец профиля: лично или по телефону, который вы знаете. Сброс останется в журнале действий школы.</source>
   <translation>A password will be enough again. Make sure that the owner of the profile asks for it: in person, or from a phone number you know. The reset stays in the school's log.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>К паролю добавится код с телефона. Тем, у кого второго шага ещё нет, программа предложит включить его при входе.</source>
   <translation>A code from the phone is added to the password. Whoever has no second step yet is offered to turn it on when signing in.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Причина: её прочитает владелец профиля</source>
   <translation>Reason: the owner of the profile will read it</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Просить сотрудников включить второй шаг</source>
   <translation>Ask the staff to turn on the second step</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Сбросить</source>
   <translation>Reset</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>Сбросить второй шаг?</source>
   <translation>Reset the second step?</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>включён {day}</source>
   <translation>on since {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/second_step_card.py" />
   <source>не включён</source>
   <translation>not turned on</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Берутся из журнала школы. Видят ученик, его родители и учителя. В чаты не попадают. Последняя неделя хранится на этом компьютере в зашифрованном файле.</source>
   <translation>Taken from the school's register. Seen by the pupil, the parents and teachers. Never put into chats. The last week is kept on this computer in an encrypted file.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Видит сервер школы; список ваших устройств видите вы: Настройки, Устройства.</source>
   <translation>Seen by the school's server; the list of your devices is for you: Settings, Devices.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Видят собеседники. Можно выключить: Настройки, Приватность.</source>
   <translation>Seen by those you talk to. Can be switched off: Settings, Privacy.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Дневник: оценки, задания, пропуски</source>
   <translation>Diary: marks, homework, absences</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Журнал работы программы</source>
   <translation>The program's log</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Звук и изображение во время звонка</source>
   <translation>Sound and picture during a call</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Идут через сервер школы участникам звонка. Парта звонки не записывает.</source>
   <translation>They go through the school's server to those in the call. Parta does not record calls.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Имя, роль и класс</source>
   <translation>Name, role and class</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Их вносит школа из своего списка. Видят те, с кем школа разрешает вам общаться.</source>
   <translation>The school enters them from its roster. Seen by those the school lets you talk to.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Когда вы были в сети, что печатаете, что прочитали</source>
   <translation>When you were online, that you are typing, what you have read</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Лежат на сервере школы открытым текстом, чтобы быть на всех ваших устройствах. Собеседники их не видят; может увидеть тот, кто ведёт сервер.</source>
   <translation>Kept on the school's server as plain text, so that all your devices have them. Those you write to cannot see them; whoever runs the server can.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Остаётся на компьютере. Уходит в поддержку, только если вы сами его приложите.</source>
   <translation>Stays on the computer. Goes to support only if you attach it yourself.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Сетевой адрес и название этого компьютера</source>
   <translation>Network address and name of this computer</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Сообщения, файлы, голоса в опросах</source>
   <translation>Messages, files, votes in polls</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Телефонную книгу, местоположение, данные для рекламы. Рекламы в Парте нет.</source>
   <translation>Your contacts, your location, data for advertising. There is no advertising in Parta.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Хранятся на сервере школы, видят участники чата. Голос в анонимном опросе не видят ни участники, ни учителя: только итоги.</source>
   <translation>Kept on the school's server, seen by the members of the chat. A vote in an anonymous poll is seen neither by members nor by teachers: only the totals.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Чего Парта не передаёт</source>
   <translation>What Parta does not share</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/shared_data.py" />
   <source>Черновики и папки чатов</source>
   <translation>Drafts and chat folders</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Адрес должен начинаться с https://</source>
   <translation>The address must begin with https://</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Анонимные опросы</source>
   <translation>Anonymous polls</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Версии программы</source>
   <translation>Versions of the program</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Версия — это числа через точку, например 1.4 или 1.4.2.</source>
   <translation>A version is numbers with dots, such as 1.4 or 1.4.2.</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Дневник</source>
   <translation>Diary</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Не пускать версии старше</source>
   <translation>Let in no versions older than</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Откуда скачать</source>
   <translation>Where to download</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Последняя версия</source>
   <translation>Latest version</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Сохранить правила</source>
   <translation>Save the rules</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Ссылки на чаты</source>
   <translation>Links into chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Стикеры</source>
   <translation>Stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Уроки в чате класса</source>
   <translation>Lessons in a class's chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/consents/versions_card.py" />
   <source>Что сказать тем, кому пора обновиться</source>
   <translation>What to tell those who have to update</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Адрес скопирован</source>
   <translation>Address copied</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Больше никто не сможет проголосовать или изменить голос.</source>
   <translation>Nobody will be able to vote or change a vote any more.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>В этом опросе голос изменить нельзя.</source>
   <translation>Votes in this poll are final.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Завершить опрос?</source>
   <translation>End the poll?</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Можно выбрать не больше {n}</source>
   <translation>You can choose up to {n}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>На самом деле она ведёт на {host}:
{url}</source>
   <translation>It really leads to {host}:
{url}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Они исчезнут у всех участников чата.</source>
   <translation>They will disappear for everyone in the chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Оно исчезнет у всех участников чата.</source>
   <translation>It will disappear for everyone in the chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Открыть ссылку?</source>
   <translation>Open the link?</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Переслано</source>
   <translation>Forwarded</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Скопировано</source>
   <translation>Copied</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Ссылка скопирована</source>
   <translation>Link copied</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Стикер в вашем наборе</source>
   <translation>The sticker is in your pack</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Такую ссылку Парта не открывает</source>
   <translation>Parta does not open such links</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Удалить сообщение?</source>
   <translation>Delete the message?</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/actions.py" />
   <source>Удалить сообщения: {n}?</source>
   <translation>Delete messages: {n}?</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>В этот чат пишут только те, кому это разрешено.</source>
   <translation>Only those who are allowed to may write here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Вам нельзя писать в этот чат до: {when}. Так решил ведущий.</source>
   <translation>You may not write in this chat until {when}. Whoever leads it has decided so.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Вы больше не участник этого чата.</source>
   <translation>You are no longer a member of this chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Набранное сохранится.</source>
   <translation>What you typed is kept.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Перейти</source>
   <translation>Go there</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Тихие часы: до {time} пишут только сотрудники школы.</source>
   <translation>Quiet hours: until {time} only staff of the school write.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Тихие часы: писать можно будет с {time}.</source>
   <translation>Quiet hours: you can write from {time} on.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Чат зашифрован: эта версия Парты не может в него писать.</source>
   <translation>The chat is encrypted: this version of Parta cannot write to it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Это канал: пишут его авторы, остальные читают и ставят реакции.</source>
   <translation>This is a channel: its authors write, the others read and react.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/bottom.py" />
   <source>Этот чат перенесён. Переписка продолжается в новом.</source>
   <translation>This chat has moved. The conversation goes on in the new one.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/dropping.py" />
   <source>Отпустите, чтобы отправить</source>
   <translation>Let go to send</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/exporting.py" />
   <source>Вариант</source>
   <translation>Option</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/exporting.py" />
   <source>Голосов</source>
   <translation>Votes</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/exporting.py" />
   <source>Доля</source>
   <translation>Share</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/exporting.py" />
   <source>Итоги сохранены</source>
   <translation>Results saved</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/exporting.py" />
   <source>Кто голосовал</source>
   <translation>Who voted</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/exporting.py" />
   <source>Не получилось записать файл. Выберите другую папку.</source>
   <translation>The file could not be written. Choose another folder.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/files.py" />
   <source>«{name}» — программа. Открывайте её, только если доверяете отправителю.</source>
   <translation>“{name}” is a program. Open it only if you trust the sender.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/files.py" />
   <source>Открыть программу?</source>
   <translation>Open the program?</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/files.py" />
   <source>файл</source>
   <translation>file</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/files.py" />
   <source>Аудио</source>
   <translation>Audio</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/files.py" />
   <source>Отменить отправку</source>
   <translation>Cancel sending</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/files.py" />
   <source>Отправляется, {share} %</source>
   <translation>Sending, {share} %</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/files.py" />
   <source>Перемотать: {name}</source>
   <translation>Seek: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/media.py" />
   <source>Стикер</source>
   <translation>Sticker</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/parts.py" />
   <source>{n} тыс.</source>
   <translation>{n}K</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/parts.py" />
   <source>Загружается…</source>
   <translation>Loading…</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/parts.py" />
   <source>Ответ на: {text}</source>
   <translation>Reply to: {text}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/parts.py" />
   <source>Переслано от {name}</source>
   <translation>Forwarded from {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/parts.py" />
   <source>Показать полностью</source>
   <translation>Show all</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/parts.py" />
   <source>Реакция {emoji}, {count}</source>
   <translation>Reaction {emoji}, {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>, выбрано</source>
   <translation>, chosen</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>[Проголосовал|Проголосовали|Проголосовали] %n</source>
   <translation>
    <numerusform>%n voted</numerusform>
    <numerusform>%n voted</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Анонимный опрос</source>
   <translation>Anonymous poll</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Вариант «{text}»</source>
   <translation>Option “{text}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Ваш голос принят</source>
   <translation>Your vote is in</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Голосов нет</source>
   <translation>No votes</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Итоги — с трёх голосов</source>
   <translation>Totals from 3 votes on</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Опрос · итоги после завершения</source>
   <translation>Poll · results when it ends</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Опрос завершён</source>
   <translation>Poll closed</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Опрос, голос не меняется</source>
   <translation>Poll, votes are final</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Проголосовали {n} из {total}</source>
   <translation>{n} of {total} voted</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Проголосуйте первым!</source>
   <translation>Be the first to vote!</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Публичный опрос</source>
   <translation>Public poll</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>Публичный опрос · несколько вариантов</source>
   <translation>Public poll · several answers</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/poll.py" />
   <source>до {when}</source>
   <translation>until {when}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/row.py" />
   <source>Профиль: {name}</source>
   <translation>Profile: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/service.py" />
   <source>Новые сообщения</source>
   <translation>New messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/service.py" />
   <source>показать</source>
   <translation>show</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/stamp.py" />
   <source>История изменений</source>
   <translation>Edit history</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/stamp.py" />
   <source>Кто прочитал</source>
   <translation>Who has read it</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/stamp.py" />
   <source>Не отправлено</source>
   <translation>Not sent</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/layout/stamp.py" />
   <source>изм.</source>
   <translation>edited</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Добавить в мои стикеры</source>
   <translation>Add to my stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Добавить реакцию…</source>
   <translation>Add a reaction…</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Другая реакция</source>
   <translation>Another reaction</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Завершить опрос</source>
   <translation>End the poll</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Изменить</source>
   <translation>Edit</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Копировать адрес ссылки</source>
   <translation>Copy link address</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Копировать ссылку на сообщение</source>
   <translation>Copy link to message</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Копировать текст</source>
   <translation>Copy text</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Кто отреагировал</source>
   <translation>Who reacted</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Отменить голос</source>
   <translation>Take my vote back</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Отправить ещё раз</source>
   <translation>Send again</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Переслать</source>
   <translation>Forward</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Реакция {emoji}</source>
   <translation>Reaction {emoji}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Сохранить итоги</source>
   <translation>Save results</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Сохранить как…</source>
   <translation>Save as…</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Удалить неотправленное</source>
   <translation>Delete unsent message</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menu.py" />
   <source>Удалить у всех</source>
   <translation>Delete for everyone</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/menus.py" />
   <source>Ничего не закреплено</source>
   <translation>Nothing is pinned</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Вас пригласили в этот чат.</source>
   <translation>You were invited to this chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Возможно, вы из него вышли или он ещё не загрузился.</source>
   <translation>You may have left it, or it has not loaded yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Выберите чат</source>
   <translation>Choose a chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Не удалось открыть чат</source>
   <translation>The chat could not be opened</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Принять</source>
   <translation>Accept</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Сообщения появятся здесь.</source>
   <translation>Messages will appear here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/middle.py" />
   <source>Чат не найден</source>
   <translation>Chat not found</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>%n [непрочитанное|непрочитанных|непрочитанных]</source>
   <translation>
    <numerusform>%n unread</numerusform>
    <numerusform>%n unread</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>[Выбрано|Выбраны|Выбрано] %n</source>
   <translation>
    <numerusform>%n selected</numerusform>
    <numerusform>%n selected</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>К последним</source>
   <translation>To the latest</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>К упоминанию</source>
   <translation>To the mention</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>Копировать</source>
   <translation>Copy</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/overlay.py" />
   <source>Отменить выбор</source>
   <translation>Clear selection</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/page.py" />
   <source>Голосовое сообщение ещё записывается. В другом чате его не будет.</source>
   <translation>A voice message is still being recorded. It will not go to another chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/page.py" />
   <source>Не отправлять запись?</source>
   <translation>Discard the recording?</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/states.py" />
   <source>Загрузка сообщений</source>
   <translation>Loading messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/wayfinder.py" />
   <source>Сообщение не найдено: возможно, его удалили</source>
   <translation>Message not found: it may have been deleted</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/words.py" />
   <source>%n [событие|события|событий]</source>
   <translation>
    <numerusform>%n event</numerusform>
    <numerusform>%n events</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{actor} вернул(а) {name} право войти</source>
   <translation>{actor} unbanned {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{actor} заблокировал(а) {name}</source>
   <translation>{actor} banned {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{actor} исключил(а) {name}</source>
   <translation>{actor} removed {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{actor} пригласил(а) {name}</source>
   <translation>{actor} invited {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{day} {month}</source>
   <translation>{day} {month}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} включил(а) шифрование</source>
   <translation>{name} turned encryption on</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} вышел(ла) из чата</source>
   <translation>{name} left the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} изменил(а) видимость истории</source>
   <translation>{name} changed who can see the history</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} изменил(а) закреплённые сообщения</source>
   <translation>{name} changed the pinned messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} изменил(а) описание чата</source>
   <translation>{name} changed the chat's description</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} изменил(а) права участников</source>
   <translation>{name} changed permissions</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} изменил(а) правила входа</source>
   <translation>{name} changed who may join</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} назвал(а) чат «{value}»</source>
   <translation>{name} named the chat “{value}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} начал(а) звонок</source>
   <translation>{name} started a call</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} обновил(а) профиль</source>
   <translation>{name} updated their profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} отклонил(а) приглашение</source>
   <translation>{name} declined the invitation</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} перенёс(ла) чат</source>
   <translation>{name} moved the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} печатает…</source>
   <translation>{name} is typing…</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} сменил(а) фото</source>
   <translation>{name} changed their picture</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} сменил(а) фото чата</source>
   <translation>{name} changed the chat's picture</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} создал(а) чат</source>
   <translation>{name} created the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} теперь в чате</source>
   <translation>{name} joined the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{name} убрал(а) название чата</source>
   <translation>{name} removed the chat's name</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{old} теперь {name}</source>
   <translation>{old} is now {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>{one} и {two} печатают…</source>
   <translation>{one} and {two} are typing…</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Б</source>
   <translation>B</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Видео</source>
   <translation>Video</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Вчера</source>
   <translation>Yesterday</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Вы</source>
   <translation>You</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>ГБ</source>
   <translation>GB</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Зашифрованное сообщение: эта версия Парты не может его прочитать</source>
   <translation>Encrypted message: this version of Parta cannot read it</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>КБ</source>
   <translation>KB</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>МБ</source>
   <translation>MB</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Сегодня</source>
   <translation>Today</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Сообщение неизвестного вида ({kind})</source>
   <translation>A message of an unknown kind ({kind})</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Сообщение удалено</source>
   <translation>Message deleted</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>Фотография</source>
   <translation>Photo</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>загружается, {share} %</source>
   <translation>uploading, {share} %</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>изменено</source>
   <translation>edited</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>не отправлено</source>
   <translation>not sent</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>ответ на «{text}»</source>
   <translation>reply to “{text}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>отменено</source>
   <translation>cancelled</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>отправлено</source>
   <translation>sent</translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>отправляется</source>
   <translation>sending</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/conversation/words.py" />
   <source>печатают %n [человек|человека|человек]…</source>
   <translation>
    <numerusform>%n person is typing…</numerusform>
    <numerusform>%n people are typing…</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/conversation/words.py" />
   <source>прочитано</source>
   <translation>read</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>{first} и {second} печатают…</source>
   <translation>{first} and {second} are typing…</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Аудиозапись</source>
   <translation>Audio</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Зашифрованное сообщение</source>
   <translation>Encrypted message</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Звонок</source>
   <translation>Call</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Нет сообщений</source>
   <translation>No messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Опрос: {question}</source>
   <translation>Poll: {question}</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Приглашение в чат</source>
   <translation>Invitation to a chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Приглашение от {name}</source>
   <translation>Invitation from {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>Черновик:</source>
   <translation>Draft:</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>без звука</source>
   <translation>muted</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>вас упомянули</source>
   <translation>you were mentioned</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>ждёт отправки</source>
   <translation>waiting to be sent</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>закреплён</source>
   <translation>pinned</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>отмечен непрочитанным</source>
   <translation>marked as unread</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/chat_row.py" />
   <source>печатает…</source>
   <translation>typing…</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>%n участник(а/ов)</source>
   <translation>
    <numerusform>%n member</numerusform>
    <numerusform>%n members</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>{school_class}, родители</source>
   <translation>{school_class}, parents</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>Администрация</source>
   <translation>Administration</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>Семья</source>
   <translation>Family</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>Чат {name}</source>
   <translation>Chat {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>администратор школы</source>
   <translation>school administrator</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>бот</source>
   <translation>bot</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>классный руководитель {classes}</source>
   <translation>class teacher of {classes}</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>родитель</source>
   <translation>parent</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>сотрудник школы</source>
   <translation>school staff</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>ученик</source>
   <translation>pupil</translation>
  </message>
  <message>
   <location filename="../../app/ui/delegates/search_row.py" />
   <source>учитель</source>
   <translation>teacher</translation>
  </message>
  <message>
   <location filename="../../app/ui/desktop/reminding.py" />
   <source>Опрос закроется {when}: {question}</source>
   <translation>The poll closes {when}: {question}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/desktop/tray.py" />
   <source>%n [чат|чата|чатов] с новыми сообщениями</source>
   <translation>
    <numerusform>%n chat with new messages</numerusform>
    <numerusform>%n chats with new messages</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/desktop/tray.py" />
   <source>Закрыть Парту</source>
   <translation>Quit Parta</translation>
  </message>
  <message>
   <location filename="../../app/ui/desktop/tray.py" />
   <source>Напоминание из дневника</source>
   <translation>A reminder from the diary</translation>
  </message>
  <message>
   <location filename="../../app/ui/desktop/tray.py" />
   <source>Не показывать уведомления</source>
   <translation>Do not show notifications</translation>
  </message>
  <message>
   <location filename="../../app/ui/desktop/tray.py" />
   <source>Новое сообщение</source>
   <translation>New message</translation>
  </message>
  <message>
   <location filename="../../app/ui/desktop/tray.py" />
   <source>Открыть Парту</source>
   <translation>Open Parta</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>%n [картинка|картинки|картинок]</source>
   <translation>
    <numerusform>%n picture</numerusform>
    <numerusform>%n pictures</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>В мои стикеры</source>
   <translation>To my stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>В набор чата «{name}»</source>
   <translation>To the pack of the chat “{name}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Добавить</source>
   <translation>Add</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Добавить стикеры</source>
   <translation>Add stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Добавлено {n} из {all}</source>
   <translation>{n} of {all} added</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Картинки</source>
   <translation>Pictures</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Картинки для стикеров</source>
   <translation>Pictures for stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Куда добавить</source>
   <translation>Where to add</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/add_stickers.py" />
   <source>Сколько добавлено</source>
   <translation>How many are added</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/ballot.py" />
   <source>Ваш голос</source>
   <translation>Your vote</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/ballot.py" />
   <source>Изменить или отменить голос потом нельзя.</source>
   <translation>It cannot be changed or taken back afterwards.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/ballot.py" />
   <source>Кто что выбрал, не видно ни участникам, ни автору, ни учителям: в чате будут только итоги.</source>
   <translation>Neither members, nor the author, nor teachers can see who chose what: the chat will show totals only.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/ballot.py" />
   <source>Проголосовать</source>
   <translation>Vote</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/before_me.py" />
   <source>До вашего прихода здесь ничего не написали.</source>
   <translation>Nothing was written here before you came.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/before_me.py" />
   <source>Сообщения до вашего прихода</source>
   <translation>Messages from before you came</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/before_me.py" />
   <source>Что писали до меня</source>
   <translation>What was written before me</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/before_me.py" />
   <source>Эти сообщения вам открыла ссылка, по которой вы вошли.</source>
   <translation>The link you came by opened these messages to you.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Адрес ссылки</source>
   <translation>Address of the link</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Аннулировать</source>
   <translation>Revoke</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Аннулировать ссылку</source>
   <translation>Revoke the link</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Аннулировать ссылку?</source>
   <translation>Revoke the link?</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Вошёл по ней %n [человек|человека|человек]</source>
   <translation>
    <numerusform>%n person came by it</numerusform>
    <numerusform>%n people came by it</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Лист для печати</source>
   <translation>Sheet to print</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Никто больше не войдёт по ней: ни по адресу, ни по напечатанному QR-коду.</source>
   <translation>Nobody will enter by it any more, neither by the address nor by a printed QR code.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Новички прочтут и всё, что написано в этом чате раньше.</source>
   <translation>Newcomers will also read everything written in this chat before.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Показать последние 250 сообщений</source>
   <translation>Show the last 250 messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Скопировать</source>
   <translation>Copy</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Создать ссылку</source>
   <translation>Create a link</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Ссылка есть, но её адрес виден только на компьютере, где её создали. Новая ссылка заменит её.</source>
   <translation>There is a link, but its address can be seen only on the computer where it was made. A new link will replace it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Ссылка на чат</source>
   <translation>Link to the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Ссылки пока нет. По ней войдут только те, кого вы вправе пригласить.</source>
   <translation>There is no link yet. Only people whom you may invite can enter by it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>Чтобы приглашение стало недействительным, аннулируйте ссылку.</source>
   <translation>To make the invitation invalid, revoke the link.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_link.py" />
   <source>новички видят последние 250 сообщений</source>
   <translation>newcomers see the last 250 messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Кто видит чат</source>
   <translation>Who sees the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Менять настройки могут администраторы чата.</source>
   <translation>Only the chat's administrators can change these settings.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Название чата</source>
   <translation>Name of the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Настройки чата</source>
   <translation>Chat settings</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Новички видят, что написано до них</source>
   <translation>Newcomers see what was written before them</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Описание</source>
   <translation>Description</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Описание чата</source>
   <translation>Description of the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Оформление чата для всех</source>
   <translation>Background for everybody</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Права участников</source>
   <translation>What members may do</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Правила переписки</source>
   <translation>Rules of writing</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Сменить фото</source>
   <translation>Change photo</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Только участники: школьных чатов нет ни в поиске, ни в каталогах. Ссылку видит тот, кто её создал, и ведущие чата; войдут по ней те, кого вправе пригласить.</source>
   <translation>Members only: chats of a school are in no search and no directory. A link is seen by whoever made it and by the chat's leaders; only those who may be invited get in by it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/chat_settings.py" />
   <source>Фото чата</source>
   <translation>Photo of the chat</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>%n [секунда|секунды|секунд]</source>
   <translation>
    <numerusform>%n second</numerusform>
    <numerusform>%n seconds</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>%n [час|часа|часов]</source>
   <translation>
    <numerusform>%n hour</numerusform>
    <numerusform>%n hours</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>В какие дни</source>
   <translation>On which days</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Закрыть на ночь: с 21:00 до 7:00</source>
   <translation>Close for the night: 21:00 to 7:00</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Кто может отправлять ссылки</source>
   <translation>Who can send links</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Кто может отправлять файлы</source>
   <translation>Who can send files</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Кто пишет в тихие часы</source>
   <translation>Who writes in quiet hours</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Медленный режим</source>
   <translation>Slow mode</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Тихие часы</source>
   <translation>Quiet hours</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Тихие часы до</source>
   <translation>Quiet hours until</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>Тихие часы с</source>
   <translation>Quiet hours from</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>в выбранные дни</source>
   <translation>on chosen days</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>выключен</source>
   <translation>off</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>до</source>
   <translation>to</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>каждый день</source>
   <translation>every day</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>никто не пишет</source>
   <translation>nobody writes</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>пишут только сотрудники</source>
   <translation>only staff write</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>по будням</source>
   <translation>on workdays</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/conduct.py" />
   <source>с</source>
   <translation>from</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Август</source>
   <translation>August</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Апрель</source>
   <translation>April</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Дата: {date}</source>
   <translation>Date: {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Декабрь</source>
   <translation>December</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Июль</source>
   <translation>July</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Июнь</source>
   <translation>June</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Май</source>
   <translation>May</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Март</source>
   <translation>March</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Ноябрь</source>
   <translation>November</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Октябрь</source>
   <translation>October</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Перейти к дате</source>
   <translation>Go to a date</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Предыдущий месяц</source>
   <translation>Previous month</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Сентябрь</source>
   <translation>September</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Следующий месяц</source>
   <translation>Next month</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Февраль</source>
   <translation>February</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/date.py" />
   <source>Январь</source>
   <translation>January</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Еда и напитки</source>
   <translation>Food and drink</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Животные и природа</source>
   <translation>Animals and nature</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Занятия</source>
   <translation>Activities</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Люди и жесты</source>
   <translation>People and gestures</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Найдено</source>
   <translation>Found</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Найти эмодзи</source>
   <translation>Find an emoji</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Недавние</source>
   <translation>Recent</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Путешествия и места</source>
   <translation>Travel and places</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Символы</source>
   <translation>Symbols</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Смайлы</source>
   <translation>Smileys</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Флаги</source>
   <translation>Flags</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/emoji.py" />
   <source>Что выбрать</source>
   <translation>What to choose</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/file_row.py" />
   <source>{name}, {place} из {count}</source>
   <translation>{name}, {place} of {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/file_row.py" />
   <source>Выше</source>
   <translation>Move up</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/file_row.py" />
   <source>Это папка. Отправить можно только файлы.</source>
   <translation>This is a folder. Only files can be sent.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Без сжатия</source>
   <translation>Full size</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Больше, чем принимает сервер: предел {most}</source>
   <translation>Larger than the server takes: the limit is {most}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>За раз не больше %n [файла|файлов|файлов], остальные не взяты.</source>
   <translation>
    <numerusform>No more than %n file at a time, the others were left out.</numerusform>
    <numerusform>No more than %n files at a time, the others were left out.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Как файлы</source>
   <translation>As files</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Не [отправится|отправятся|отправятся]: %n</source>
   <translation>
    <numerusform>Will not be sent: %n</numerusform>
    <numerusform>Will not be sent: %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Отправить %n файл(а/ов)</source>
   <translation>
    <numerusform>Send %n file</numerusform>
    <numerusform>Send %n files</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Отправить %n фото</source>
   <translation>
    <numerusform>Send %n photo</numerusform>
    <numerusform>Send %n photos</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Отправить файл</source>
   <translation>Send a file</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Отправить фото</source>
   <translation>Send a photo</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Подпись</source>
   <translation>Caption</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/files.py" />
   <source>Сжать фото</source>
   <translation>Compress photos</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/folder.py" />
   <source>В папке %n чат(а/ов)</source>
   <translation>
    <numerusform>%n chat in the folder</numerusform>
    <numerusform>%n chats in the folder</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/folder.py" />
   <source>Название папки</source>
   <translation>Folder name</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/folder.py" />
   <source>Папка с чатами</source>
   <translation>Chat folder</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/folder.py" />
   <source>Чатов пока нет</source>
   <translation>No chats yet</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/forward.py" />
   <source>Переслать %n [сообщение|сообщения|сообщений]</source>
   <translation>
    <numerusform>Forward %n message</numerusform>
    <numerusform>Forward %n messages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/forward.py" />
   <source>Переслать в %n чат(а/ов)</source>
   <translation>
    <numerusform>Forward to %n chat</numerusform>
    <numerusform>Forward to %n chats</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/forward.py" />
   <source>Переслать сообщение</source>
   <translation>Forward a message</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/forward.py" />
   <source>Пересылать пока некуда</source>
   <translation>There is no chat to forward to yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Вступить</source>
   <translation>Join</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Вступить в чат</source>
   <translation>Join a chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Вы увидите последние 250 сообщений, написанных до вас.</source>
   <translation>You will see the last 250 messages written before you.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Вы уже в этом чате.</source>
   <translation>You are in this chat already.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Картинка с QR-кодом</source>
   <translation>Picture with a QR code</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>На картинке не видно QR-кода. Сфотографируйте его ближе и ровнее.</source>
   <translation>No QR code can be seen in the picture. Take a closer and straighter photo of it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Проверяю ссылку…</source>
   <translation>Checking the link…</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Прочитать QR-код с картинки</source>
   <translation>Read the QR code from a picture</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Эта ссылка не для вас.</source>
   <translation>This link is not for you.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/join.py" />
   <source>Это не похоже на ссылку школьного чата.</source>
   <translation>This does not look like a link to a school chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Обо всех сообщениях</source>
   <translation>All messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Отключить до утра</source>
   <translation>Mute until morning</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Отключить на час</source>
   <translation>Mute for an hour</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Отключить навсегда</source>
   <translation>Mute for good</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Сейчас отключены до {time}.</source>
   <translation>Muted until {time}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Только когда упоминают меня</source>
   <translation>Only when I am mentioned</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/mute.py" />
   <source>Уведомления</source>
   <translation>Notifications</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Вид группы</source>
   <translation>Kind of group</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Вступить по ссылке или QR-коду</source>
   <translation>Join by a link or a QR code</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Выбрано: %n</source>
   <translation>
    <numerusform>%n chosen</numerusform>
    <numerusform>%n chosen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Имя и фамилия</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Ищем…</source>
   <translation>Searching…</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Название группы</source>
   <translation>Name of the group</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Написать</source>
   <translation>Write</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Начните вводить имя</source>
   <translation>Begin to type a name</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Никого не нашлось. Проверьте имя и фамилию.</source>
   <translation>Nobody was found. Check the name.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Обсуждение: пишут все</source>
   <translation>Discussion: everyone writes</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Объявления: пишут администраторы</source>
   <translation>Announcements: administrators write</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/new_chat.py" />
   <source>Создать группу</source>
   <translation>Create the group</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/people.py" />
   <source>%n голос(а/ов)</source>
   <translation>
    <numerusform>%n vote</numerusform>
    <numerusform>%n votes</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/people.py" />
   <source>Пока никто не проголосовал</source>
   <translation>Nobody has voted yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/people.py" />
   <source>Пока никто не прочитал</source>
   <translation>Nobody has read it yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/people.py" />
   <source>Прежних версий нет</source>
   <translation>There are no earlier versions</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/people.py" />
   <source>Реакций больше нет</source>
   <translation>There are no reactions any more</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/people.py" />
   <source>Сначала · {time}</source>
   <translation>At first · {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/picking.py" />
   <source>Найти чат</source>
   <translation>Find a chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/picking.py" />
   <source>Такого чата нет</source>
   <translation>There is no such chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>{n} из {most} знаков</source>
   <translation>{n} of {most} characters</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Анонимное голосование</source>
   <translation>Anonymous voting</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Вариант {n}</source>
   <translation>Option {n}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Варианты ответа</source>
   <translation>Options</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Варианты повторяются.</source>
   <translation>Options repeat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Время голосования</source>
   <translation>Time to vote</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Выбор нескольких вариантов</source>
   <translation>Several answers</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Добавить вариант</source>
   <translation>Add an option</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Запретить отмену голоса</source>
   <translation>Votes are final</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Кто как голосовал, никому в чате не видно. Голос один, изменить его нельзя.</source>
   <translation>Nobody in the chat can see who voted for what. One vote each, and it is final.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Настройки опроса</source>
   <translation>Poll settings</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Новый опрос</source>
   <translation>New poll</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>О чём спросить?</source>
   <translation>What is the question?</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Отправить опрос</source>
   <translation>Send the poll</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Переместить</source>
   <translation>Move</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Переместить вариант {n} (Alt+стрелки)</source>
   <translation>Move option {n} (Alt+arrows)</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Тема опроса</source>
   <translation>Question</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Удалить вариант</source>
   <translation>Remove option</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Удалить вариант {n}</source>
   <translation>Remove option {n}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>Фон</source>
   <translation>Background</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>без ограничения</source>
   <translation>no limit</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>неделя</source>
   <translation>a week</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>сутки</source>
   <translation>a day</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>трое суток</source>
   <translation>three days</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/poll.py" />
   <source>час</source>
   <translation>an hour</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/qr_picture.py" />
   <source>QR-код ссылки</source>
   <translation>QR code of the link</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Все участники</source>
   <translation>All members</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может менять закреплённое сообщение</source>
   <translation>Who may change pinned messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может менять оформление чата</source>
   <translation>Who may change the background</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может назначать администраторов</source>
   <translation>Who may name administrators</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может начинать звонки</source>
   <translation>Who may start calls</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может отправлять массовые упоминания</source>
   <translation>Who may mention everybody</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может писать в чат</source>
   <translation>Who may write</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может приглашать участников</source>
   <translation>Who may invite people</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Кто может редактировать информацию</source>
   <translation>Who may edit name and photo</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Создатель и администраторы</source>
   <translation>Owner and administrators</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/rights.py" />
   <source>Только создатель</source>
   <translation>Owner only</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/sticker_pane.py" />
   <source>Здесь пока нет стикеров. Добавьте картинки кнопкой «+» или сохраните стикер из переписки.</source>
   <translation>No stickers here yet. Add pictures with “+” or keep a sticker from a conversation.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/sticker_pane.py" />
   <source>Мои стикеры</source>
   <translation>My stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/sticker_pane.py" />
   <source>Набор другого чата</source>
   <translation>Pack of another chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/sticker_pane.py" />
   <source>Набор стикеров</source>
   <translation>Sticker pack</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/sticker_pane.py" />
   <source>Убрать из моих стикеров</source>
   <translation>Remove from my stickers</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>Фон: {name}</source>
   <translation>Background: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>без фона</source>
   <translation>none</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>зелёный</source>
   <translation>green</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>оранжевый</source>
   <translation>orange</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>розовый</source>
   <translation>pink</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>синий</source>
   <translation>blue</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/swatches.py" />
   <source>фиолетовый</source>
   <translation>purple</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>%n [сообщение|сообщения|сообщений]</source>
   <translation>
    <numerusform>%n message</numerusform>
    <numerusform>%n messages</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Авторов в выгрузке нет</source>
   <translation>The export has no authors</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Выбрать другой файл…</source>
   <translation>Choose another file…</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Выбрать файл…</source>
   <translation>Choose a file…</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Выгрузите чат в Telegram («Экспорт истории чата», формат JSON) или в Сферуме и выберите файл. Сообщения придут в «{chat}» сводкой по дням от вашего имени. Картинки переносятся, если лежат рядом с файлом выгрузки; другие файлы — нет.</source>
   <translation>Export the chat in Telegram (“Export chat history”, format JSON) or in Sferum and choose the file. Messages come into “{chat}” as a summary by days in your name. Pictures are brought if they lie beside the export file; other files are not.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Выгрузка чата</source>
   <translation>Chat export</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Выгрузки чатов</source>
   <translation>Chat exports</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Готово. Переписка — в чате «{chat}».</source>
   <translation>Done. The conversation is in the chat “{chat}”.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Картинки: {n} из {all}</source>
   <translation>Pictures: {n} of {all}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Картинок рядом с файлом нет. Если это архив, распакуйте его и выберите result.json.</source>
   <translation>There are no pictures beside the file. If it is an archive, unpack it and choose result.json.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Кто писал в том чате</source>
   <translation>Who wrote in that chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Не перенесено: {count} (нет рядом или слишком большие).</source>
   <translation>Not brought: {count} (not there or too large).</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Отметьте, кого пригласить в чат.</source>
   <translation>Tick whom to invite into the chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Перенести</source>
   <translation>Bring</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Перенести и картинки</source>
   <translation>Bring the pictures too</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Перенести и картинки: {count}</source>
   <translation>Bring the pictures too: {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Перенести переписку</source>
   <translation>Bring a conversation</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Переношу…</source>
   <translation>Bringing it…</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Пригласить не удалось: {names}.</source>
   <translation>Could not be invited: {names}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>Читаю выгрузку…</source>
   <translation>Reading the export…</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>более ранние не поместятся: {count}</source>
   <translation>earlier ones that do not fit: {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/dialogs/transfer.py" />
   <source>в чате</source>
   <translation>in the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/call_buttons.py" />
   <source>Войти в урок</source>
   <translation>Join lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/call_buttons.py" />
   <source>Начать урок</source>
   <translation>Start a lesson</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/find_bar.py" />
   <source>{at} из {count}</source>
   <translation>{at} of {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/find_bar.py" />
   <source>Закрыть поиск</source>
   <translation>Close search</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/find_bar.py" />
   <source>Искать в этом чате</source>
   <translation>Search this chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/find_bar.py" />
   <source>Не найдено</source>
   <translation>Not found</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/find_bar.py" />
   <source>Предыдущее (Enter)</source>
   <translation>Previous (Enter)</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/find_bar.py" />
   <source>Следующее (Shift+Enter)</source>
   <translation>Next (Shift+Enter)</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/header/header.py" />
   <source>%n [подписчик|подписчика|подписчиков]</source>
   <translation>
    <numerusform>%n subscriber</numerusform>
    <numerusform>%n subscribers</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/header/header.py" />
   <source>%n [человек|человека|человек] печатают…</source>
   <translation>
    <numerusform>%n person is typing…</numerusform>
    <numerusform>%n people are typing…</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/header/header.py" />
   <source>{members} · {online} в сети</source>
   <translation>{members} · {online} online</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/header.py" />
   <source>Действия с чатом</source>
   <translation>Chat actions</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/header.py" />
   <source>Информация о чате</source>
   <translation>Chat info</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/header.py" />
   <source>Искать в чате</source>
   <translation>Search in the chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/header.py" />
   <source>К списку чатов</source>
   <translation>To the chat list</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/header.py" />
   <source>под наблюдением школы</source>
   <translation>supervised by the school</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/pinned.py" />
   <source>Все закреплённые</source>
   <translation>All pinned</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/pinned.py" />
   <source>Закреплено</source>
   <translation>Pinned</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/pinned.py" />
   <source>Закреплено · {at} из {all}</source>
   <translation>Pinned · {at} of {all}</translation>
  </message>
  <message>
   <location filename="../../app/ui/header/pinned.py" />
   <source>Скрыть закреплённое</source>
   <translation>Hide pinned</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/address.py" />
   <source>Адрес сервера</source>
   <translation>Server address</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/address.py" />
   <source>Адрес школы или ссылка-приглашение</source>
   <translation>School address or invite link</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/address.py" />
   <source>Ищем сервер…</source>
   <translation>Looking for the server…</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/address.py" />
   <source>Название школы, её адрес или ссылка-приглашение</source>
   <translation>Name of the school, its address or an invite link</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/address.py" />
   <source>Например: лицей 14 Самара</source>
   <translation>For example: lyceum 14 Samara</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/art.py" />
   <source>Парта: школа и личное в одном приложении, но не вперемешку</source>
   <translation>Parta: school and private life in one program, never mixed</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/art.py" />
   <source>Переключение между профилями в один клик</source>
   <translation>Switch between profiles with one click</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/art.py" />
   <source>Пишут только свои: класс, родители, коллеги</source>
   <translation>Only your own people write: class, parents, colleagues</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/art.py" />
   <source>Чаты классов создаются сами из электронного журнала</source>
   <translation>Class chats come from the school register by themselves</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/art.py" />
   <source>Школа и личное —
в одном приложении,
но не вперемешку</source>
   <translation>School and private life
in one program,
never mixed</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/card.py" />
   <source>В коде двенадцать знаков: три группы по четыре.</source>
   <translation>The code has twelve characters: three groups of four.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/card.py" />
   <source>Код напечатан на карточке, которую выдал классный руководитель.</source>
   <translation>The code is printed on the card that the class teacher handed out.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/card.py" />
   <source>Код с карточки</source>
   <translation>Code of the card</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/card.py" />
   <source>На картинке не видно QR-кода. Сфотографируйте карточку ближе и ровнее.</source>
   <translation>No QR code can be seen in the picture. Take a closer and straighter photo of the card.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/card.py" />
   <source>Это QR-код не с карточки ученика.</source>
   <translation>This QR code is not from a sign-in card.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/fields.py" />
   <source>Показать пароль</source>
   <translation>Show password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/fields.py" />
   <source>Скрыть пароль</source>
   <translation>Hide password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Браузер может запомнить вас: после работы выйдите и там.</source>
   <translation>The browser may remember you: sign out there too when you are done.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Войти в личный профиль</source>
   <translation>Sign in to a personal profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Войти в учебный профиль</source>
   <translation>Sign in to a school profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Вход в личный профиль</source>
   <translation>Personal profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Вход в учебный профиль</source>
   <translation>School profile sign-in</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Входим…</source>
   <translation>Signing in…</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Журнал проверяет логин и пароль…</source>
   <translation>The gradebook is checking the login and password…</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Общий компьютер: не оставлять данных после выхода</source>
   <translation>Shared computer: leave no data behind after signing out</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Пароли выдаёт школа. Попросите классного руководителя или администратора школы напечатать новую карточку: по ней вы войдёте без пароля.</source>
   <translation>The school gives passwords out. Ask the class teacher or an administrator of the school for a new card: it signs you in without a password.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Пароль личного профиля меняют на сайте вашего сервера.</source>
   <translation>The password of a personal profile is changed on the site of your server.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Продолжите вход в браузере. Парта ждёт, пока вы закончите.</source>
   <translation>Continue in the browser. Parta waits until you are done.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/form.py" />
   <source>Этот сервер не предлагает входа, который умеет Парта.</source>
   <translation>This server offers no way to sign in that Parta knows.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/gradebook.py" />
   <source>Логин журнала</source>
   <translation>Gradebook login</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/gradebook.py" />
   <source>Логин и пароль проверяет сам журнал. Парта их не хранит.</source>
   <translation>The gradebook itself checks the login and password. Parta does not keep them.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/gradebook.py" />
   <source>Пароль журнала</source>
   <translation>Gradebook password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/gradebook.py" />
   <source>У вас несколько профилей. Выберите, в какой войти.</source>
   <translation>You have several profiles. Choose which one to sign in to.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/gradebook.py" />
   <source>Электронный журнал</source>
   <translation>Electronic gradebook</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/offers.py" />
   <source>Войти по карточке или коду</source>
   <translation>Sign in with a card or code</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/offers.py" />
   <source>Войти по логину и паролю</source>
   <translation>Sign in with name and password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/offers.py" />
   <source>Войти с паролем электронного журнала</source>
   <translation>Sign in with the gradebook password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/offers.py" />
   <source>или</source>
   <translation>or</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/page.py" />
   <source>Назад</source>
   <translation>Back</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/password.py" />
   <source>Забыли пароль?</source>
   <translation>Forgot the password?</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/password.py" />
   <source>Логин</source>
   <translation>User name</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/password.py" />
   <source>Пароль</source>
   <translation>Password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/schools.py" />
   <source>Ищем школу…</source>
   <translation>Looking for the school…</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/schools.py" />
   <source>Найденные школы</source>
   <translation>Schools found</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/schools.py" />
   <source>Показать ещё</source>
   <translation>Show more</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/schools.py" />
   <source>Такой школы в списке нет. Проверьте название или введите адрес школы.</source>
   <translation>No such school in the list. Check the name or type the school’s address.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/second_step.py" />
   <source>Второй шаг входа</source>
   <translation>Second step</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/second_step.py" />
   <source>Код</source>
   <translation>Code</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/second_step.py" />
   <source>Назад к паролю</source>
   <translation>Back to the password</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/second_step.py" />
   <source>Пароль верный. Откройте на телефоне приложение с кодами и введите шесть цифр для Парты. Нет телефона под рукой — введите один из напечатанных кодов.</source>
   <translation>The password is right. Open the app with codes on your phone and enter the six digits for Parta. If the phone is not at hand, enter one of the printed codes.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/second_step.py" />
   <source>Потеряли и телефон, и лист с кодами? Второй шаг сбросит классный руководитель или администратор школы.</source>
   <translation>Lost both the phone and the sheet with codes? The class teacher or the school's administrator resets the second step.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/second_step.py" />
   <source>Продолжить</source>
   <translation>Continue</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/sso.py" />
   <source>Продолжить через {provider}</source>
   <translation>Continue with {provider}</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/sso.py" />
   <source>браузер</source>
   <translation>the browser</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/sso.py" />
   <source>единый вход</source>
   <translation>single sign-on</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/storage_choice.py" />
   <source>Защитить фразой</source>
   <translation>Protect with a phrase</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/storage_choice.py" />
   <source>На этом компьютере нет хранилища паролей, поэтому ключи входа защищает ваша фраза. Введите её или, если её ещё нет, придумайте. Можно ничего не хранить: после закрытия Парты придётся войти снова.</source>
   <translation>This computer has no password store, so a phrase of yours protects the sign-in keys. Enter it or, if there is none yet, think of one. You can also keep nothing: you will have to sign in again after closing Parta.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/storage_choice.py" />
   <source>Не хранить</source>
   <translation>Keep nothing</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/storage_choice.py" />
   <source>Фраза для ключей входа</source>
   <translation>Phrase for the sign-in keys</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/storage_choice.py" />
   <source>Фраза, не короче 8 знаков</source>
   <translation>Phrase, at least 8 characters</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/login/words.py" />
   <source>%n [минуту|минуты|минут]</source>
   <translation>
    <numerusform>%n minute</numerusform>
    <numerusform>%n minutes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/login/words.py" />
   <source>%n [секунду|секунды|секунд]</source>
   <translation>
    <numerusform>%n second</numerusform>
    <numerusform>%n seconds</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/login/words.py" />
   <source>Неверный логин или пароль. Проверьте раскладку и Caps Lock.</source>
   <translation>Wrong user name or password. Check the keyboard layout and Caps Lock.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/words.py" />
   <source>По этому адресу школа не найдена. Проверьте, нет ли опечатки.</source>
   <translation>There is no school at this address. Check the spelling.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/words.py" />
   <source>Слишком много попыток. Подождите {wait} и попробуйте снова.</source>
   <translation>Too many tries. Wait {wait} and try again.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/words.py" />
   <source>Эта учётная запись отключена. Обратитесь к администратору.</source>
   <translation>This account is deactivated. Ask the administrator.</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/words.py" />
   <source>администратор</source>
   <translation>administrator</translation>
  </message>
  <message>
   <location filename="../../app/ui/login/words.py" />
   <source>сотрудник</source>
   <translation>staff</translation>
  </message>
  <message>
   <location filename="../../app/ui/news.py" />
   <source>Версия {version} · {day}</source>
   <translation>Version {version} · {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/news.py" />
   <source>Понятно</source>
   <translation>Got it</translation>
  </message>
  <message>
   <location filename="../../app/ui/news.py" />
   <source>Список изменений не прочитался. Переустановите Парту, чтобы его увидеть.</source>
   <translation>The list of changes could not be read. Reinstall Parta to see it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/news.py" />
   <source>Что нового в Парте</source>
   <translation>What's new in Parta</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>{name} не сможет писать в этот чат.</source>
   <translation>{name} cannot write in this chat.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>{name} снова может писать в этот чат.</source>
   <translation>{name} can write in this chat again.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>{name}: новые сообщения к вам не придут.</source>
   <translation>{name}: you will get no new messages.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>{name}: сообщения снова приходят.</source>
   <translation>{name}: messages come again.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>Всё, что {name} написал(а) в этом чате, исчезнет у всех.</source>
   <translation>Everything {name} has written in this chat will disappear for everybody.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>Запретить писать</source>
   <translation>Forbid writing</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/panel/member_order.py" />
   <source>На %n [час|часа|часов]</source>
   <translation>
    <numerusform>For %n hour</numerusform>
    <numerusform>For %n hours</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>Снять запрет писать (до: {when})</source>
   <translation>Allow writing again (forbidden until {when})</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>Сообщения удаляются.</source>
   <translation>The messages are being deleted.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>Удалить всё от этого человека…</source>
   <translation>Delete everything from this person…</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_order.py" />
   <source>Удалить всё?</source>
   <translation>Delete everything?</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_rows.py" />
   <source>админ</source>
   <translation>admin</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/member_rows.py" />
   <source>создатель</source>
   <translation>creator</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/members.py" />
   <source>Без связи видны не все участники.</source>
   <translation>Without a connection not all members are shown.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/members.py" />
   <source>Добавить участников</source>
   <translation>Add members</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/members.py" />
   <source>Загружаю участников…</source>
   <translation>Loading members…</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/members.py" />
   <source>Найти участника</source>
   <translation>Find a member</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/members.py" />
   <source>Никого не нашлось</source>
   <translation>Nobody found</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/members.py" />
   <source>Поиск</source>
   <translation>Search</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/panel/members.py" />
   <source>Приглашено: %n</source>
   <translation>
    <numerusform>Invited: %n</numerusform>
    <numerusform>Invited: %n</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Видео пока нет</source>
   <translation>No videos yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Включено</source>
   <translation>On</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Выключено</source>
   <translation>Off</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Голосовые</source>
   <translation>Voice</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Голосовых сообщений пока нет</source>
   <translation>No voice messages yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Информация</source>
   <translation>Info</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Карточки для входа</source>
   <translation>Sign-in cards</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Опросов пока нет</source>
   <translation>No polls yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Опросы</source>
   <translation>Polls</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Ссылка и QR-код для вступления</source>
   <translation>Link and QR code to join</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Уведомления: {state}</source>
   <translation>Notifications: {state}</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Упоминания</source>
   <translation>Mentions</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Участники {count}</source>
   <translation>Members {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Файлов пока нет</source>
   <translation>No files yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Файлы</source>
   <translation>Files</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Фото</source>
   <translation>Photos</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>Фотографий пока нет</source>
   <translation>No photos yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/panel.py" />
   <source>состав из журнала</source>
   <translation>members from the register</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>{name} больше не увидит новых сообщений. Вернуться можно по приглашению.</source>
   <translation>{name} will see no new messages. Only an invitation brings them back.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>{name} останется в чате обычным участником.</source>
   <translation>{name} stays in the chat as an ordinary member.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>{name} сможет делать в этом чате всё, что разрешено администраторам: что именно, видно в настройках чата.</source>
   <translation>{name} will be able to do everything that administrators of this chat may do: the chat settings show what that is.</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Показать профиль</source>
   <translation>Show profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Сделать администратором</source>
   <translation>Make administrator</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Сделать администратором?</source>
   <translation>Make administrator?</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Сделать администратором…</source>
   <translation>Make administrator…</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Снять с администраторов</source>
   <translation>Remove as administrator</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Снять с администраторов?</source>
   <translation>Remove as administrator?</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Снять с администраторов…</source>
   <translation>Remove as administrator…</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Удалить из чата?</source>
   <translation>Remove from the chat?</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_acts.py" />
   <source>Удалить из чата…</source>
   <translation>Remove from the chat…</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_roles.py" />
   <source>Класс: {classes}</source>
   <translation>Class: {classes}</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_roles.py" />
   <source>Классный руководитель: {classes}</source>
   <translation>Class teacher: {classes}</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_roles.py" />
   <source>Классы детей: {classes}</source>
   <translation>Children’s classes: {classes}</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_roles.py" />
   <source>Предметы: {subjects}</source>
   <translation>Subjects: {subjects}</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_sheet.py" />
   <source>Администратор этого чата</source>
   <translation>Administrator of this chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_sheet.py" />
   <source>Профиль</source>
   <translation>Profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_sheet.py" />
   <source>Создатель этого чата</source>
   <translation>Creator of this chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/person_sheet.py" />
   <source>Спрашиваю школу…</source>
   <translation>Asking the school…</translation>
  </message>
  <message>
   <location filename="../../app/ui/panel/tabs.py" />
   <source>Разделы</source>
   <translation>Sections</translation>
  </message>
  <message>
   <location filename="../../app/ui/qt/saving.py" />
   <source>Сохранить как</source>
   <translation>Save as</translation>
  </message>
  <message>
   <location filename="../../app/ui/qt/task_sheet.py" />
   <source>Закрыть без отправки?</source>
   <translation>Close without sending?</translation>
  </message>
  <message>
   <location filename="../../app/ui/qt/task_sheet.py" />
   <source>То, что вы написали, пропадёт.</source>
   <translation>What you wrote will be lost.</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/profile_button.py" />
   <source>Ctrl+Вверх и Ctrl+Вниз меняют порядок</source>
   <translation>Ctrl+Up and Ctrl+Down change the order</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/profile_button.py" />
   <source>Личное</source>
   <translation>Personal</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/profile_button.py" />
   <source>идёт звонок</source>
   <translation>in a call</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/profile_button.py" />
   <source>нужно войти снова</source>
   <translation>needs you to sign in again</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/profile_button.py" />
   <source>открыт</source>
   <translation>open</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/rail.py" />
   <source>Выйти из профиля…</source>
   <translation>Sign out…</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/rail.py" />
   <source>Добавить профиль</source>
   <translation>Add a profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/rail.py" />
   <source>Настройки</source>
   <translation>Settings</translation>
  </message>
  <message>
   <location filename="../../app/ui/rail/rail.py" />
   <source>Профили и разделы</source>
   <translation>Profiles and sections</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Аннулировать карточки?</source>
   <translation>Revoke cards?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Аннулировать у {who}…</source>
   <translation>Revoke for {who}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>В этом классе никого нет.</source>
   <translation>There is nobody in this class.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Карточки {title}</source>
   <translation>Cards {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Карточки, по которым ещё не входили, перестанут действовать.</source>
   <translation>Cards that were not used yet will stop working.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Класс</source>
   <translation>Class</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Лист сохранён: {name}. Прежние карточки недействительны.</source>
   <translation>Sheet saved: {name}. Earlier cards are no longer valid.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Напечатать</source>
   <translation>Print</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Напечатать для {who}…</source>
   <translation>Print for {who}…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Напечатать заново?</source>
   <translation>Print anew?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Нет класса</source>
   <translation>No class</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Новая карточка</source>
   <translation>New card</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Новая карточка: {name}</source>
   <translation>New card: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>По карточке входят один раз, дальше программа помнит вход. Забыт пароль или потерян телефон — сделайте новую карточку.</source>
   <translation>A card signs in once; the program remembers it afterwards. If a password is forgotten or a phone is lost, make a new card.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Сбросить второй шаг</source>
   <translation>Reset the second step</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Сбросить второй шаг: {name}</source>
   <translation>Reset the second step: {name}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>У %n [человека|человек|человек] уже есть карточка, по которой ещё не входили. Она перестанет действовать.</source>
   <translation>
    <numerusform>%n person already has a card that was not used yet. It will stop working.</numerusform>
    <numerusform>%n people already have a card that was not used yet. It will stop working.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>Чьи карточки</source>
   <translation>Whose cards</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>всех</source>
   <translation>everybody</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>вход выполнен</source>
   <translation>signed in</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>ждёт входа</source>
   <translation>not used yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>ждёт входа до {day}</source>
   <translation>not used yet, valid until {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>карточки не было</source>
   <translation>no card yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/cards_view.py" />
   <source>не действует</source>
   <translation>no longer valid</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chat_sheet.py" />
   <source>Добавить: имя или фамилия</source>
   <translation>Add: first or last name</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chat_sheet.py" />
   <source>Кто в чате, решает список школы. Выберите человека, чтобы убрать его на время.</source>
   <translation>The school's list decides who is in the chat. Choose somebody to take them out for a time.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chat_sheet.py" />
   <source>Найденные люди</source>
   <translation>People found</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chat_sheet.py" />
   <source>ведёт</source>
   <translation>leads</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chat_sheet.py" />
   <source>исключение</source>
   <translation>exception</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chat_sheet.py" />
   <source>помогает</source>
   <translation>helps</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/chats_view.py" />
   <source>%n [исключение|исключения|исключений]</source>
   <translation>
    <numerusform>%n exception</numerusform>
    <numerusform>%n exceptions</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chats_view.py" />
   <source>Чатов ещё нет</source>
   <translation>No chats yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chats_view.py" />
   <source>Чаты появятся, когда в списке школы будут классы и сотрудники.</source>
   <translation>Chats appear once the school's list has classes and staff.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/chats_view.py" />
   <source>Чаты школы</source>
   <translation>School chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Дата рождения</source>
   <translation>Date of birth</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Должность</source>
   <translation>Position</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Загрузить ещё раз</source>
   <translation>Upload again</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Запомнить</source>
   <translation>Remember</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Классное руководство</source>
   <translation>Class led</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Мать</source>
   <translation>Mother</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Названия столбцов</source>
   <translation>Column names</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Номер или код человека</source>
   <translation>Person's number or code</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Обычные названия программа понимает сама. Впишите заголовок из вашего файла, если он другой: например, «Кто» вместо «ФИО».</source>
   <translation>Usual headings are understood by themselves. Write the heading of your file where it differs: for instance “Who” instead of “Name”.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Отец</source>
   <translation>Father</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Предмет</source>
   <translation>Subject</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/columns_sheet.py" />
   <source>Фамилия, имя, отчество</source>
   <translation>Full name</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>{what} до {day}: {reason}</source>
   <translation>{what} until {day}: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Возможно, это один и тот же человек</source>
   <translation>These may be one and the same person</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Исключения из списка</source>
   <translation>Exceptions from the list</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Объединены в одного</source>
   <translation>Merged into one</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Объединить</source>
   <translation>Merge</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Ограничения родителей</source>
   <translation>Restrictions of parents</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Разделить</source>
   <translation>Divide</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Решения школы</source>
   <translation>Decisions of the school</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Снять</source>
   <translation>Lift</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>Список выполняется без исключений.</source>
   <translation>The list holds without exceptions.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>есть в чате «{chat}»</source>
   <translation>in the chat “{chat}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>нет в чате «{chat}»</source>
   <translation>not in the chat “{chat}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>нет дневника</source>
   <translation>no diary</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/decisions_card.py" />
   <source>нет чатов с ребёнком и о нём</source>
   <translation>no chats with the child or about it</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Год начнётся {day}: применить можно будет с этого дня.</source>
   <translation>The year begins on {day}: it can be applied from that day on.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Классы и группы в архив</source>
   <translation>Classes and groups to be archived</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Классы нового учебного года</source>
   <translation>Classes of the new school year</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Классы переименованы</source>
   <translation>Classes renamed</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняется имя</source>
   <translation>Name changes</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняется классный руководитель</source>
   <translation>New class teacher</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняется роль</source>
   <translation>Role changes</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняются ограничения родителей</source>
   <translation>Restrictions of parents change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняются родители</source>
   <translation>Parents change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняются уроки учителей</source>
   <translation>Teachers' lessons change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Меняются учебные группы</source>
   <translation>Study groups change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Новые классы и группы</source>
   <translation>New classes and groups</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Объединить их можно будет на вкладке «Люди» после применения.</source>
   <translation>You can merge them on the “People” tab after applying.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Отменить загрузку</source>
   <translation>Discard upload</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Переходят в другой класс</source>
   <translation>Moving to another class</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Почему уходит столько людей</source>
   <translation>Why so many people leave</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Применить</source>
   <translation>Apply</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Приходят</source>
   <translation>Coming</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Проверьте: %n [замечание|замечания|замечаний]</source>
   <translation>
    <numerusform>Please check: %n finding</numerusform>
    <numerusform>Please check: %n findings</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Сработал предохранитель</source>
   <translation>The safety brake is on</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Уходят</source>
   <translation>Leaving</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Чаты прошлого года продолжаются в новых классах</source>
   <translation>Last year's chats go on in the new classes</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Чаты станут архивом: читать можно, писать нет</source>
   <translation>Chats become archives: to read, not to write in</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Что изменится</source>
   <translation>What will change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>Это не ошибка: применить всё равно</source>
   <translation>This is no mistake: apply anyway</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>возможно</source>
   <translation>maybe</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/draft_card.py" />
   <source>скорее всего</source>
   <translation>most likely</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>3 месяца</source>
   <translation>3 months</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>4 недели</source>
   <translation>4 weeks</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>{title} · класс</source>
   <translation>{title} · class</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>{title} · родители</source>
   <translation>{title} · parents</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Действует со следующей сверки и до конца выбранного дня.</source>
   <translation>It holds from the next sync until the end of the chosen day.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Действует сразу и поверх любой выгрузки, пока его не снимут.</source>
   <translation>It holds at once and over every export until it is lifted.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Добавить в чат</source>
   <translation>Add to chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Исключение: {name}</source>
   <translation>Exception: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Нет дневника и отметок</source>
   <translation>No diary and no marks</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Нет чатов с ребёнком и о нём</source>
   <translation>No chats with the child or about it</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Ограничение: {name}</source>
   <translation>Restriction: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Ограничить</source>
   <translation>Restrict</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Основание: решение суда, дата, номер</source>
   <translation>Grounds: court ruling, date, number</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Причина</source>
   <translation>Reason</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Ребёнок</source>
   <translation>Child</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Сделать исключение</source>
   <translation>Make exception</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Сотрудники школы</source>
   <translation>School staff</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Срок</source>
   <translation>Term</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Убрать из чата</source>
   <translation>Remove from chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>Что сделать</source>
   <translation>What to do</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/exception_sheets.py" />
   <source>до конца учебного года</source>
   <translation>until the end of the school year</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/lines.py" />
   <source>Показать ещё: %n</source>
   <translation>
    <numerusform>Show more: %n</numerusform>
    <numerusform>Show more: %n</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/loaded.py" />
   <source>Не удалось открыть</source>
   <translation>Could not open</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/loaded.py" />
   <source>Сначала загрузите список школы на вкладке «Состав и чаты».</source>
   <translation>First upload the school list on the “People and chats” tab.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/loaded.py" />
   <source>Списка школы ещё нет</source>
   <translation>There is no school list yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/new_card.py" />
   <source>QR-код карточки</source>
   <translation>QR code of the card</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/new_card.py" />
   <source>{name} выйдет из программы на всех устройствах. Войти можно будет по новой карточке; прежняя больше не действует.</source>
   <translation>{name} will be signed out on all devices. The new card signs in; the earlier one no longer works.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/new_card.py" />
   <source>Карточка готова</source>
   <translation>The card is ready</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/new_card.py" />
   <source>Покажите или запишите код сейчас: больше его никто не увидит.</source>
   <translation>Show or write down the code now: nobody will see it again.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/new_card.py" />
   <source>Сделать новую карточку?</source>
   <translation>Make a new card?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/new_card.py" />
   <source>Скопировать код</source>
   <translation>Copy code</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>{first}–{last} из {all}</source>
   <translation>{first}–{last} of {all}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>{name}: {why}. Останется одна учётная запись. Это можно отменить.</source>
   <translation>{name}: {why}. One account will remain. This can be undone.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Все классы</source>
   <translation>All classes</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Все роли</source>
   <translation>All roles</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Дальше решает только выгрузка.</source>
   <translation>From now on the export alone decides.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Имя или фамилия</source>
   <translation>Name or surname</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Ищу…</source>
   <translation>Searching…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Люди школы</source>
   <translation>People of the school</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Найти человека</source>
   <translation>Find a person</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Никого не нашлось.</source>
   <translation>Nobody found.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Предыдущие</source>
   <translation>Previous</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Роль</source>
   <translation>Role</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Следующие</source>
   <translation>Next</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Снять ограничение?</source>
   <translation>Lift the restriction?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/people_view.py" />
   <source>Это один человек?</source>
   <translation>Is this one person?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Дети</source>
   <translation>Children</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Исключение в чате…</source>
   <translation>Exception in a chat…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Классы и группы</source>
   <translation>Classes and groups</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Новая карточка…</source>
   <translation>New card…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Ограничить родителя…</source>
   <translation>Restrict parent…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Появится после ближайшей сверки</source>
   <translation>Comes with the next sync</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Роли</source>
   <translation>Roles</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/person_sheet.py" />
   <source>Учётная запись</source>
   <translation>Account</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/roster_view.py" />
   <source>Больше не забирать список?</source>
   <translation>Stop pulling the list?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/roster_view.py" />
   <source>Всё уже так, как в списке: менять нечего.</source>
   <translation>Everything is as the list says: nothing to change.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/roster_view.py" />
   <source>Провести</source>
   <translation>Go ahead</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/roster_view.py" />
   <source>Провести сверку?</source>
   <translation>Run this sync?</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/roster_view.py" />
   <source>Список принят. Чаты приводятся в порядок.</source>
   <translation>The list was accepted. Chats are being updated.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/roster_view.py" />
   <source>Что изменит сверка</source>
   <translation>What a sync would change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/school_sheets.py" />
   <source>Карточки класса</source>
   <translation>Class cards</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/school_sheets.py" />
   <source>Первые шаги</source>
   <translation>First steps</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Адрес OneRoster (https://…)</source>
   <translation>OneRoster address (https://…)</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Адрес выдачи токена (https://…)</source>
   <translation>Token address (https://…)</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Взять сейчас</source>
   <translation>Pull now</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Ещё не брали; {every}</source>
   <translation>Not pulled yet; {every}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Журнал должен уметь OneRoster 1.1 или 1.2. Данные для входа выдаёт его поставщик; сервер школы хранит их зашифрованными.</source>
   <translation>The register must speak OneRoster 1.1 or 1.2. Its supplier gives you the sign-in data; the school server keeps them encrypted.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Журналы, откуда список берётся сам</source>
   <translation>Registers the list is pulled from</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Идентификатор клиента</source>
   <translation>Client ID</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Как часто</source>
   <translation>How often</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Ни один журнал не подключён: список загружают файлами.</source>
   <translation>No register is connected: the list is uploaded as files.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Подключить</source>
   <translation>Connect</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Подключить журнал</source>
   <translation>Connect a register</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Подключить журнал…</source>
   <translation>Connect a register…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Последний раз {when}; {every}</source>
   <translation>Last pulled {when}; {every}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Раз в %n ч</source>
   <translation>
    <numerusform>Every %n h</numerusform>
    <numerusform>Every %n h</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Секрет клиента</source>
   <translation>Client secret</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>Убрать: {place}</source>
   <translation>Remove: {place}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/sources_card.py" />
   <source>раз в %n ч</source>
   <translation>
    <numerusform>every %n h</numerusform>
    <numerusform>every %n h</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Войдите в чат сотрудников школы по ссылке</source>
   <translation>Enter the staff chat of your school by its link</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Всё готово. Спасибо!</source>
   <translation>All done. Thank you!</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Заполните профиль</source>
   <translation>Fill in your profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Заполнить</source>
   <translation>Fill in</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>К чатам</source>
   <translation>To chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Общайтесь с классами</source>
   <translation>Talk with your classes</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Подайте заявку на подтверждение статуса учителя</source>
   <translation>Apply to be confirmed as a teacher</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Подать заявку</source>
   <translation>Apply</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Подключите электронный журнал</source>
   <translation>Connect the electronic gradebook</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Получите подтверждённый статус</source>
   <translation>Get your status confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Посмотреть</source>
   <translation>Look</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Пригласите учеников</source>
   <translation>Invite pupils</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Пригласить</source>
   <translation>Invite</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Сделано {done} из {all}</source>
   <translation>{done} of {all} done</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Создайте чаты по предметам</source>
   <translation>Create subject chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Создайте чаты с родителями</source>
   <translation>Create chats with parents</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>Установите Парту</source>
   <translation>Install Parta</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>не сделано</source>
   <translation>not done</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/steps_view.py" />
   <source>сделано</source>
   <translation>done</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>+{joined} / −{removed}</source>
   <translation>+{joined} / −{removed}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Журнал сверок</source>
   <translation>Sync log</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Идёт сверка: {done} из {planned}.</source>
   <translation>Syncing: {done} of {planned}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Идёт сверка: смотрю, что изменилось.</source>
   <translation>Syncing: looking at what has changed.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Изменений за неделю: {counts}</source>
   <translation>Changes this week: {counts}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Изменений: {done} из {planned}</source>
   <translation>Changes: {done} of {planned}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>История списка</source>
   <translation>History of the list</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Остановить</source>
   <translation>Stop</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Последняя сверка {when}, без ошибок.</source>
   <translation>Last sync {when}, no errors.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Провести всё равно</source>
   <translation>Run anyway</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Сверить сейчас</source>
   <translation>Sync now</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Сверка ждёт подтверждения.</source>
   <translation>The sync waits for your confirmation.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Сверка начнётся через несколько секунд.</source>
   <translation>The sync starts in a few seconds.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Сверка не закончена из-за ошибки.</source>
   <translation>The sync was not finished because of an error.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Сверку остановили.</source>
   <translation>The sync was stopped.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Списка ещё не загружали.</source>
   <translation>No list has been uploaded yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Ход сверки</source>
   <translation>Sync progress</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Чаты ещё ни разу не сверяли со списком.</source>
   <translation>Chats have never been synced with the list.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>Чаты по списку</source>
   <translation>Chats from the list</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>ждёт</source>
   <translation>waiting</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>ждёт подтверждения</source>
   <translation>needs confirmation</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>идёт</source>
   <translation>running</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>остановлена</source>
   <translation>stopped</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/sync_card.py" />
   <source>с ошибкой</source>
   <translation>failed</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>%n [замечание|замечания|замечаний]</source>
   <translation>
    <numerusform>%n finding</numerusform>
    <numerusform>%n findings</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>OneRoster или Microsoft SDS (архив или папка с CSV), свои списки в Excel или CSV. Сначала покажем, что изменится.</source>
   <translation>OneRoster or Microsoft SDS (an archive or a folder of CSV files), your own lists in Excel or CSV. You see what changes first.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Выбрать папку…</source>
   <translation>Choose folder…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Выбрать файлы…</source>
   <translation>Choose files…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Выгрузки и списки</source>
   <translation>Exports and lists</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Загружаю и сравниваю с тем, что есть. Пока ничего не меняется…</source>
   <translation>Uploading and comparing with what there is. Nothing changes yet…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Перетащите сюда выгрузку из журнала</source>
   <translation>Drop the export of your register here</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Список школы</source>
   <translation>School list</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Столбцы названы иначе…</source>
   <translation>Columns have other names…</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/upload_card.py" />
   <source>Что не так в файлах</source>
   <translation>What is wrong in the files</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/roster/year_view.py" />
   <source>%n [ученик|ученика|учеников]</source>
   <translation>
    <numerusform>%n pupil</numerusform>
    <numerusform>%n pupils</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Выпускаемые классы: их чаты становятся архивом, писать в них нельзя. Ученики и родители, у которых больше нет детей в школе, выходят из чатов, их учётные записи закрываются по сроку из раздела «Хранение». Учителя читают архив дальше.</source>
   <translation>Classes that leave: their chats become archives in which nobody writes. Pupils, and parents who have no other child at the school, go out of the chats; their accounts are closed after the period of the section “Keeping”. Teachers go on reading the archive.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Для школ, у которых нет выгрузки нового года. Классы переходят вместе с чатами, учителями и предметами: меняются только названия. Новые ученики придут со следующей выгрузкой.</source>
   <translation>For schools that have no export of the new year. Classes go up with their chats, teachers and subjects: only the names change. New pupils come with the next export.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Классы нового года взяты из журнала, год начинается {day}. До этого дня живут прежние классы, потом их чаты продолжаются в новых.</source>
   <translation>The classes of the new year come from the register; the year begins on {day}. Until then the present classes stand, after that their chats go on in the new ones.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Новый год готовится не здесь</source>
   <translation>The new year is not prepared here</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Новый учебный год</source>
   <translation>New school year</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Новый учебный год: {year}</source>
   <translation>New school year: {year}</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Посмотреть, что изменится</source>
   <translation>See what would change</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Проверьте, что изменится, и примените.</source>
   <translation>Look at what would change, then apply it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>Список этой школы приходит из журнала, новый учебный год придёт оттуда же. Классов нового года в журнале ещё не было: «Посмотреть, что изменится» спросит его снова.</source>
   <translation>This school's list comes from its register, and so will the new school year. The register has not told of its classes yet: “See what would change” asks it again.</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>выпускается</source>
   <translation>leaves</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>остаётся как есть</source>
   <translation>stays as it is</translation>
  </message>
  <message>
   <location filename="../../app/ui/roster/year_view.py" />
   <source>станет {title}</source>
   <translation>becomes {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>,</source>
   <translation>.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Активность по организациям</source>
   <translation>Activity by organisation</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Активность учителей {week}</source>
   <translation>Teacher activity {week}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Группы меньше пяти учителей не показываются.</source>
   <translation>Groups of fewer than five teachers are not shown.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Карта регионов: {regions}</source>
   <translation>Map of regions: {regions}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Неделя</source>
   <translation>Week</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Отчёт не открылся</source>
   <translation>The report did not open</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Отчётов пока нет</source>
   <translation>No reports yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Первый отчёт появится в понедельник.</source>
   <translation>The first report comes on Monday.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Пересчитать по событиям</source>
   <translation>Count anew from the events</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>По районам и школам</source>
   <translation>By district and school</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Сохранить отчёт: {form}</source>
   <translation>Save the report: {form}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Учителя, написавшие более 10 сообщений за неделю, %</source>
   <translation>Teachers who wrote more than 10 messages in the week, %</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>Файл сохранён: {name}</source>
   <translation>File saved: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>мало учителей</source>
   <translation>too few teachers</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>на {date}</source>
   <translation>as of {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>по регионам</source>
   <translation>by region</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/activity_view.py" />
   <source>по школам</source>
   <translation>by school</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_nav.py" />
   <source>{title}, ждут: {count}</source>
   <translation>{title}, waiting: {count}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_nav.py" />
   <source>Разделы школы</source>
   <translation>Sections of the school</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>{school} · управление</source>
   <translation>{school} · administration</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>{year} учебный год · {here}</source>
   <translation>{year} school year · {here}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Активность</source>
   <translation>Activity</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Безопасность</source>
   <translation>Safety</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Жалобы</source>
   <translation>Reports</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Записи уроков</source>
   <translation>Recorded lessons</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Заявки</source>
   <translation>Applications</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Карточки</source>
   <translation>Cards</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Меню журнала</source>
   <translation>Register menu</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Мероприятия</source>
   <translation>Events</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Обзор</source>
   <translation>Overview</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Обращения</source>
   <translation>Requests</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Правила</source>
   <translation>Rules</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Привязки</source>
   <translation>Links</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Раздел</source>
   <translation>Section</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Состав и чаты</source>
   <translation>People and chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Учебный год</source>
   <translation>School year</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Хранение</source>
   <translation>Keeping</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/admin_page.py" />
   <source>Чаты и состав</source>
   <translation>Chats and list</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/admin_page.py" />
   <source>сейчас в сети %n [человек|человека|человек]</source>
   <translation>
    <numerusform>%n person here now</numerusform>
    <numerusform>%n people here now</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>{some} из {all}</source>
   <translation>{some} of {all}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Вы ознакомились {moment}</source>
   <translation>You read this {moment}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Его больше никто не увидит, а отметки «Ознакомлен(а)» пропадут.</source>
   <translation>Nobody will see it any more, and the “I have read this” marks will be gone.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Ещё не ознакомились</source>
   <translation>Not yet confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Кто ознакомился</source>
   <translation>Who has confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Кто ознакомился: {title}</source>
   <translation>Who has confirmed: {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Новое объявление</source>
   <translation>New announcement</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Объявление опубликовано</source>
   <translation>Announcement posted</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Объявлений пока нет.</source>
   <translation>No announcements yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Объявления школы</source>
   <translation>School announcements</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Ознакомились</source>
   <translation>Confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Ознакомлен(а)</source>
   <translation>I have read this</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Ознакомлен(а): {title}</source>
   <translation>I have read this: {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Убрать объявление: {title}</source>
   <translation>Take down the announcement: {title}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Убрать объявление?</source>
   <translation>Take the announcement down?</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/board_sheet.py" />
   <source>Это объявление никому не адресовано</source>
   <translation>This announcement is addressed to nobody</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_desk.py" />
   <source>Отвязать журнал…</source>
   <translation>Unlink the gradebook…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_desk.py" />
   <source>Привязать заново…</source>
   <translation>Link again…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>{date} в {time}</source>
   <translation>{date} at {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Доска сотрудника</source>
   <translation>Staff board</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Журнал</source>
   <translation>Gradebook</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Итоги</source>
   <translation>Results</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Объявления</source>
   <translation>Announcements</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Предыдущая неделя</source>
   <translation>Previous week</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Пропуски</source>
   <translation>Absences</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Разделы дневника</source>
   <translation>Sections of the diary</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Следующая неделя</source>
   <translation>Next week</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>Чей дневник</source>
   <translation>Whose diary</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>в {time}</source>
   <translation>at {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_head.py" />
   <source>данные из «{book}», обновлено {when}</source>
   <translation>from “{book}”, updated {when}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>{problem} Показано загруженное {when}.</source>
   <translation>{problem} Shown as loaded {when}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Дневник ещё не подключён</source>
   <translation>The diary is not linked yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Дневник не открылся</source>
   <translation>The diary did not open</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Дневника пока нет</source>
   <translation>No diary yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Он появится, когда школа запишет вас или вашего ребёнка в класс.</source>
   <translation>It appears when the school puts you or your child into a class.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Привяжите электронный журнал, и оценки ({name}) появятся здесь.</source>
   <translation>Link the electronic gradebook, and the marks ({name}) appear here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Привязать журнал</source>
   <translation>Link a gradebook</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/diary_page.py" />
   <source>Привязать заново</source>
   <translation>Link again</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/due_notice.py" />
   <source>%n [задание|задания|заданий] на завтра</source>
   <translation>
    <numerusform>%n task for tomorrow</numerusform>
    <numerusform>%n tasks for tomorrow</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>Мероприятий пока нет.</source>
   <translation>No events yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>Мероприятия и новости</source>
   <translation>Events and news</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>Новостей пока нет.</source>
   <translation>No news yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>Новости</source>
   <translation>News</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>Открыть в браузере: {what}</source>
   <translation>Open in the browser: {what}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>Открыть на {host}</source>
   <translation>Open at {host}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/events_sheet.py" />
   <source>весь день</source>
   <translation>all day</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>%n [мероприятие|мероприятия|мероприятий]</source>
   <translation>
    <numerusform>%n event</numerusform>
    <numerusform>%n events</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>%n [новость|новости|новостей]</source>
   <translation>
    <numerusform>%n news item</numerusform>
    <numerusform>%n news items</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Адрес (https://…)</source>
   <translation>Address (https://…)</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Добавить адрес</source>
   <translation>Add an address</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Добавить адрес…</source>
   <translation>Add an address…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Загрузить календарь (.ics)</source>
   <translation>Upload a calendar (.ics)</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Календарей и лент пока нет.</source>
   <translation>No calendars or feeds yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Календари и ленты</source>
   <translation>Calendars and feeds</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Календарь</source>
   <translation>Calendar</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Календарь (iCalendar)</source>
   <translation>Calendar (iCalendar)</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Календарь школы</source>
   <translation>The school’s calendar</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Мероприятия добавлены</source>
   <translation>Events added</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Мероприятия и новости видят все люди школы: в «Дневнике» и «Журнале». Адреса задаёт администратор сервера: только https и только открытые для всех.</source>
   <translation>Everybody at the school sees events and news, in “Diary” and “Journal”. Addresses are set by the server’s administrator: https only, and open to everybody only.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Мероприятия и новости оттуда больше не будут видны.</source>
   <translation>Events and news from there will no longer be seen.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Новости (RSS, Atom)</source>
   <translation>News (RSS, Atom)</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Обновить: {place}</source>
   <translation>Refresh: {place}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Сервер школы читает адрес раз в час. Показываются только даты и заголовки.</source>
   <translation>The school’s server reads the address once an hour. Only dates and titles are shown.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Убрать «{title}»?</source>
   <translation>Remove “{title}”?</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>Что там</source>
   <translation>What is there</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/feeds_view.py" />
   <source>из файла</source>
   <translation>from a file</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/file_link.py" />
   <source>Открыть файл {name}</source>
   <translation>Open the file {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/file_link.py" />
   <source>Сохранить файл {name}</source>
   <translation>Save the file {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Всё действует</source>
   <translation>Everything works</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Если отвязать, войти этим способом будет нельзя, а на всех устройствах человека выполнится выход. Профиль, чаты и сообщения останутся.</source>
   <translation>Once unlinked, this way of signing in is closed and the person is signed out on all devices. The profile, chats and messages stay.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Здесь появятся входы, которые люди школы привязали.</source>
   <translation>Sign-ins that people of the school have linked will appear here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Какие привязки показать</source>
   <translation>Which links to show</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Не действуют</source>
   <translation>Broken</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Отвязать</source>
   <translation>Unlink</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Привязок нет</source>
   <translation>No links</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Привязок, которые ничего не открывают, нет.</source>
   <translation>There are no links that open nothing.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/identities_view.py" />
   <source>Чем открываются профили</source>
   <translation>What opens profiles</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_table.py" />
   <source>Балл</source>
   <translation>Avg</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_table.py" />
   <source>Журнал класса</source>
   <translation>Class journal</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_table.py" />
   <source>нет отметки</source>
   <translation>no mark</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_table.py" />
   <source>средний балл</source>
   <translation>average</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>В этом периоде отметок пока нет.</source>
   <translation>No marks in this period yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Все параллели</source>
   <translation>All grades</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Все предметы</source>
   <translation>All subjects</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Все учителя</source>
   <translation>All teachers</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Вы не ведёте ни одного класса.</source>
   <translation>You lead no class.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Выберите класс, предмет и период.</source>
   <translation>Choose class, subject and term.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Журнал не открылся</source>
   <translation>The journal did not open</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Журналов пока нет</source>
   <translation>No journals yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Загрузить</source>
   <translation>Load</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Нажмите «Загрузить», чтобы показать журнал</source>
   <translation>Press “Load” to show the journal</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Параллель</source>
   <translation>Grade</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Период</source>
   <translation>Term</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/journal_view.py" />
   <source>Учитель</source>
   <translation>Teacher</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/lesson_dialog.py" />
   <source>Вес отметки: {weight}</source>
   <translation>Weight of the mark: {weight}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/lesson_dialog.py" />
   <source>Заданий и отметок нет.</source>
   <translation>No tasks and no marks.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/lesson_dialog.py" />
   <source>Написать учителю</source>
   <translation>Write to the teacher</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/lesson_dialog.py" />
   <source>Отметка {mark}</source>
   <translation>Mark {mark}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/lesson_dialog.py" />
   <source>кабинет {room}</source>
   <translation>room {room}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/link_dialog.py" />
   <source>В журнале несколько детей. Выберите, чей это дневник.</source>
   <translation>There are several children in the gradebook. Choose whose diary this is.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/link_dialog.py" />
   <source>Оценки и задания ({name}) появятся здесь. Логин и пароль от журнала хранит сервер школы в зашифрованном виде и никому не показывает.</source>
   <translation>Marks and homework ({name}) will appear here. The school’s server keeps the gradebook login and password encrypted and shows them to nobody.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/link_dialog.py" />
   <source>Привязать</source>
   <translation>Link</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/link_dialog.py" />
   <source>Привязать электронный журнал</source>
   <translation>Link an electronic gradebook</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/link_dialog.py" />
   <source>Ребёнок в журнале</source>
   <translation>Child in the gradebook</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/linking.py" />
   <source>Отвязать журнал?</source>
   <translation>Unlink the gradebook?</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/linking.py" />
   <source>Школа ещё не подключила ни одного электронного журнала.</source>
   <translation>The school has not connected any electronic gradebook yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/linking.py" />
   <source>Школа забудет логин и пароль от журнала. Отметки здесь больше не появятся.</source>
   <translation>The school forgets the gradebook login and password. No more marks will appear here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Есть срок</source>
   <translation>Has a deadline</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Заголовок</source>
   <translation>Title</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Классы: не выбрано ни одного — для всех</source>
   <translation>Classes: none chosen means all</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Кому</source>
   <translation>To</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Накануне срока бот напомнит тем, кто не отметил «Ознакомлен(а)».</source>
   <translation>The day before the deadline the bot reminds those who have not confirmed.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Объявлять может только сотрудник школы.</source>
   <translation>Only staff of the school can announce.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Текст длиннее {count} знаков: сократите его.</source>
   <translation>The text is longer than {count} characters: shorten it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/new_notice.py" />
   <source>Текст объявления</source>
   <translation>Text of the announcement</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Не больше {count} файлов в объявлении.</source>
   <translation>At most {count} files in an announcement.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Отправка файла {name}</source>
   <translation>Sending the file {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Отправляю…</source>
   <translation>Sending…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Приложить файлы</source>
   <translation>Attach files</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Приложить файлы…</source>
   <translation>Attach files…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Убрать файл {name}</source>
   <translation>Take out the file {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/notice_files.py" />
   <source>Файл слишком большой: не больше {most}.</source>
   <translation>The file is too large: {most} at most.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/period_view.py" />
   <source>В этом периоде пропусков нет.</source>
   <translation>No absences in this period.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/period_view.py" />
   <source>Отметки по предметам</source>
   <translation>Marks by subject</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/period_view.py" />
   <source>Учебный период</source>
   <translation>School term</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/periods_card.py" />
   <source>%n [год|года|лет]</source>
   <translation>
    <numerusform>%n year</numerusform>
    <numerusform>%n years</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/periods_card.py" />
   <source>%n [день|дня|дней]</source>
   <translation>
    <numerusform>%n day</numerusform>
    <numerusform>%n days</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/periods_card.py" />
   <source>Всегда</source>
   <translation>For ever</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/periods_card.py" />
   <source>Сохранить сроки…</source>
   <translation>Save the periods…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>{lesson}, {when}</source>
   <translation>{lesson}, {when}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>Загружается: {percent} %</source>
   <translation>Downloading: {percent} %</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>Записей нет. Записывать уроки учителя могут, если это разрешено в «Правилах» и на сервере школы есть чем записывать.</source>
   <translation>There are no recordings. Teachers can record lessons if “Rules” allow it and the school's server has a recorder.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>Она удалится с сервера школы для всех. Вернуть её нельзя.</source>
   <translation>It is deleted from the school's server for everybody and cannot be brought back.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>Удалить запись {name}</source>
   <translation>Delete the recording {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>Удалить запись урока?</source>
   <translation>Delete the recording of the lesson?</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recordings.py" />
   <source>хранится до {day}</source>
   <translation>kept until {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>{share} · совпадает</source>
   <translation>{share} · the same</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>За эту неделю сравнивать нечего: учителей в отчёте нет.</source>
   <translation>There is nothing to compare for this week: the report has no teachers.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Начинаю…</source>
   <translation>Beginning…</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Неделя {week}: сервер заново считает сообщения и сравнивает с сохранённым отчётом. Сам отчёт не меняется.</source>
   <translation>Week {week}: the server counts the messages anew and compares with the report that was kept. The report itself is not changed.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Ни список, ни сроки этого не объясняют: сохранённые числа изменены или повреждены. Сообщите администратору сервера.</source>
   <translation>Neither the list nor the time explains it: the kept numbers were changed or damaged. Tell the server's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Отчёт сохранён до конца недели: после него ещё писали.</source>
   <translation>The report was kept before the week was over: people wrote after it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Пересчитать снова</source>
   <translation>Count again</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Пересчёт по событиям</source>
   <translation>Counting anew from the events</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Пересчёт прервался: сервер не смог прочитать события. Попробуйте позже.</source>
   <translation>The count broke off: the server could not read the events. Try again later.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Посчитано дней: {done} из {of}.</source>
   <translation>Days counted: {done} of {of}.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Расходится у %n [организации|организаций|организаций].</source>
   <translation>
    <numerusform>Differs at %n organisation.</numerusform>
    <numerusform>Differs at %n organisations.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Совпадает: в событиях те же числа, что и в отчёте.</source>
   <translation>The same: the events give the numbers of the report.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Сохранено и пересчитано</source>
   <translation>Kept and counted anew</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Список школы с тех пор изменился: считаются другие учителя.</source>
   <translation>The school's list has changed since: other teachers are counted.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Ход пересчёта</source>
   <translation>How far the count is</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>Часть сообщений той недели уже удалена по сроку хранения.</source>
   <translation>Some messages of that week were deleted by their period of keeping.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>в отчёте {kept}, по событиям {anew}</source>
   <translation>{kept} in the report, {anew} by the events</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>мало учителей, есть расхождение</source>
   <translation>few teachers, differs</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/recount_sheet.py" />
   <source>расходится</source>
   <translation>differs</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_button.py" />
   <source>Ещё в ЭЖД</source>
   <translation>More in the register</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_button.py" />
   <source>Ещё в электронном журнале</source>
   <translation>More in the register</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Адрес электронного журнала</source>
   <translation>Address of the register</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Меню сохранено</source>
   <translation>The menu is saved</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Меняет администратор сервера.</source>
   <translation>Changed by the server's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Не больше {count} страниц.</source>
   <translation>At most {count} pages.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Нужен адрес вида https://sgo.example, без пути.</source>
   <translation>The address must be like https://sgo.example, without a path.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Отчёты = /app/reports</source>
   <translation>Reports = /app/reports</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Показывать и семьям</source>
   <translation>Show to families too</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Сохранить меню</source>
   <translation>Save the menu</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Страницы портала, которых нет в Парте: отчёты, планирование, управление. Они стоят в меню «Ещё в ЭЖД» над дневником и журналом и открываются в браузере; вход там свой.</source>
   <translation>Pages of the portal that Parta does not have: reports, planning, administration. They stand in the menu “More in the register” above diary and journal and open in the browser; one signs in there separately.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Страницы: название = путь, по одной в строке</source>
   <translation>Pages: title = path, one in each line</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Строка {number}: нужно «Название = /путь».</source>
   <translation>Line {number}: it must be “Title = /path”.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/register_menu_view.py" />
   <source>Укажите адрес электронного журнала.</source>
   <translation>Give the address of the register.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>%n [запись урока|записи уроков|записей уроков]</source>
   <translation>
    <numerusform>%n recorded lesson</numerusform>
    <numerusform>%n recorded lessons</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>%n [чат|чата|чатов]</source>
   <translation>
    <numerusform>%n chat</numerusform>
    <numerusform>%n chats</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>{kind}: {messages} старше {day} ({chats})</source>
   <translation>{kind}: {messages} older than {day} ({chats})</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Ближайшей ночью:</source>
   <translation>In the coming night:</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Вернуть это нельзя.</source>
   <translation>This cannot be undone.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Ещё не выполнялось: начнётся ближайшей ночью.</source>
   <translation>Not carried out yet: it begins in the coming night.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Из переписки ничего не удаляется.</source>
   <translation>Nothing is deleted from the chats.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Последний раз выполнено {when}.</source>
   <translation>Last carried out {when}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Решено {when}.</source>
   <translation>Decided {when}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Сейчас ничего не удалится: старше этих сроков ничего нет.</source>
   <translation>Nothing goes now: nothing is older than these periods.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Сколько хранить переписку и записи</source>
   <translation>How long chats and recordings are kept</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Сохранить и удалить</source>
   <translation>Save and delete</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Сохранить сроки?</source>
   <translation>Save the periods?</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Срок не выбран: из переписки ничего не удаляется.</source>
   <translation>No period chosen: nothing is deleted from the chats.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Сроки сохранены</source>
   <translation>The periods are saved</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Старше срока — удаляется ночью, в половине третьего, и возвращается только из резервной копии. Личные чаты и чаты, которые люди создали сами, не затрагиваются. Записи уроков удаляются в тот же час, когда выйдет срок, и копий у них нет.</source>
   <translation>What is older is deleted at night, at half past two, and comes back from a backup only. Direct chats and chats that people made themselves are not touched. Recorded lessons are deleted within the hour in which their time is over, and there are no copies of them.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Учительская</source>
   <translation>Staff room</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Учётные записи ушедших</source>
   <translation>Accounts of people who left</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Файл удаляется, если его столько времени никто не открывал. Учётная запись закрывается, когда человека столько времени нет в списке школы; имя на написанном остаётся.</source>
   <translation>A file goes when nobody has opened it for so long. An account is closed when its owner has been off the school's list for so long; the name stays on what they wrote.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Файлы и ушедшие: весь сервер</source>
   <translation>Files and leavers: the whole server</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Чаты классов</source>
   <translation>Class chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Чаты предметов</source>
   <translation>Subject chats</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/retention_view.py" />
   <source>Чаты родителей</source>
   <translation>Parents' chats</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>до %n [сообщения|сообщений|сообщений]</source>
   <translation>
    <numerusform>up to %n message</numerusform>
    <numerusform>up to %n messages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>закроется %n [учётная запись|учётные записи|учётных записей]</source>
   <translation>
    <numerusform>%n account is closed</numerusform>
    <numerusform>%n accounts are closed</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/retention_view.py" />
   <source>удалится %n [файл|файла|файлов]</source>
   <translation>
    <numerusform>%n file is deleted</numerusform>
    <numerusform>%n files are deleted</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/rows.py" />
   <source>{number}-й урок, {why}</source>
   <translation>lesson {number}, {why}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/rows.py" />
   <source>{subject}: {average}</source>
   <translation>{subject}: {average}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/scrolling.py" />
   <source>Страница</source>
   <translation>Page</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/states.py" />
   <source>Загрузка</source>
   <translation>Loading</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/today.py" />
   <source>Уроки сегодня</source>
   <translation>Lessons today</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/today.py" />
   <source>были {came} из {expected}</source>
   <translation>{came} of {expected} came</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/today.py" />
   <source>есть запись</source>
   <translation>recorded</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/today.py" />
   <source>идёт урок</source>
   <translation>in progress</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/week_view.py" />
   <source>{weekday}, {day}</source>
   <translation>{weekday} {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/week_view.py" />
   <source>Ближайшие работы</source>
   <translation>Coming up</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/week_view.py" />
   <source>Ближайших работ нет</source>
   <translation>Nothing coming up</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/week_view.py" />
   <source>На этой неделе уроков нет.</source>
   <translation>There are no lessons this week.</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/week_view.py" />
   <source>Просрочено</source>
   <translation>Overdue</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/week_view.py" />
   <source>Средний балл по предметам</source>
   <translation>Average mark by subject</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>{weekday}, {date}</source>
   <translation>{weekday}, {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Воскресенье</source>
   <translation>Sunday</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Всем</source>
   <translation>Everyone</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Вторник</source>
   <translation>Tuesday</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Понедельник</source>
   <translation>Monday</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/school/words.py" />
   <source>Пропущено %n [урок|урока|уроков]</source>
   <translation>
    <numerusform>%n lesson missed</numerusform>
    <numerusform>%n lessons missed</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Пятница</source>
   <translation>Friday</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Родителям</source>
   <translation>Parents</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Сотрудникам</source>
   <translation>Staff</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Среда</source>
   <translation>Wednesday</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Срок: {day}</source>
   <translation>Deadline: {day}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Суббота</source>
   <translation>Saturday</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Ученикам</source>
   <translation>Pupils</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>Четверг</source>
   <translation>Thursday</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>августа</source>
   <translation>August</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>апреля</source>
   <translation>April</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>без уважительной причины</source>
   <translation>unexcused</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>декабря</source>
   <translation>December</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>июля</source>
   <translation>July</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>июня</source>
   <translation>June</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>марта</source>
   <translation>March</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>мая</source>
   <translation>May</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>ноября</source>
   <translation>November</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>октября</source>
   <translation>October</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>опоздание</source>
   <translation>late</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>освобождение</source>
   <translation>released</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>отметки: {marks}</source>
   <translation>marks: {marks}</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>отсутствие</source>
   <translation>absent</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>по болезни</source>
   <translation>illness</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>по уважительной причине</source>
   <translation>excused</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>сентября</source>
   <translation>September</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>февраля</source>
   <translation>February</translation>
  </message>
  <message>
   <location filename="../../app/ui/school/words.py" />
   <source>января</source>
   <translation>January</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/binding.py" />
   <source>Будет привязан вход «{title}», учётная запись: {owner}. Это вы?</source>
   <translation>The sign-in “{title}” will be linked, account: {owner}. Is this you?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/binding.py" />
   <source>Войдите через службу входа в браузере. Страница покажет код: введите его здесь. Вводите только код, который получили сами.</source>
   <translation>Sign in with the sign-in service in your browser. The page will show a code: enter it here. Only enter a code you received yourself.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/binding.py" />
   <source>Да, привязать</source>
   <translation>Yes, link it</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/binding.py" />
   <source>Код со страницы входа</source>
   <translation>Code from the sign-in page</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/binding.py" />
   <source>После этого в профиль можно войти с логином и паролем журнала. Их проверит сам журнал; сервер школы пароль не хранит.</source>
   <translation>After that you can sign in to this profile with the gradebook login and password. The gradebook itself checks them; the school server does not keep the password.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>В это время уведомлений нет.</source>
   <translation>No notifications at this time.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Видно только, что пришло сообщение: ни имени, ни текста.</source>
   <translation>Shows only that a message came: no name, no text.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Запускать вместе с системой</source>
   <translation>Start with the system</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Звук</source>
   <translation>Sound</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Кнопка закрытия прячет окно, сообщения продолжают приходить.</source>
   <translation>The close button hides the window; messages go on coming.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Меняется после перезапуска Парты.</source>
   <translation>Changes when Parta is started again.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>На время показа экрана они молчат сами.</source>
   <translation>They are silent while you present.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Открывать ссылки в Парте</source>
   <translation>Open links in Parta</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Парта {version}</source>
   <translation>Parta {version}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Показывать уведомления</source>
   <translation>Show notifications</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Размер текста</source>
   <translation>Text size</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Светлая</source>
   <translation>Light</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Свободная программа под лицензией AGPL 3.0 или новее. Шрифт Golos Text (OFL), значки Fluent System Icons (MIT).</source>
   <translation>Free software under AGPL 3.0 or later. Golos Text typeface (OFL), Fluent System Icons (MIT).</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Сворачивать в значок у часов</source>
   <translation>Close to the tray</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Скрывать текст</source>
   <translation>Hide the text</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Ссылки parta: и matrix: из браузера и других программ.</source>
   <translation>parta: and matrix: links from the browser and other programs.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Тема</source>
   <translation>Theme</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Тёмная</source>
   <translation>Dark</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Что нового</source>
   <translation>What's new</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Школа и личное в одном приложении, но не вперемешку.</source>
   <translation>School and private life in one program, never mixed.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/computer.py" />
   <source>Язык</source>
   <translation>Language</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/device.py" />
   <source>Войти на другом устройстве</source>
   <translation>Sign in on another device</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/device.py" />
   <source>Действует ещё {minutes}:{seconds}</source>
   <translation>Valid for {minutes}:{seconds}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/device.py" />
   <source>Код устарел.</source>
   <translation>The code has expired.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/device.py" />
   <source>На другом устройстве откройте Парту, введите адрес школы, выберите «Войти по карточке или коду» и наберите код. Никому его не показывайте: он открывает ваш профиль.</source>
   <translation>On the other device open Parta, enter the school's address, choose “Sign in with a card or code” and type the code. Do not show it to anyone: it opens your profile.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/device.py" />
   <source>Новый код</source>
   <translation>New code</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Внешний вид</source>
   <translation>Appearance</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Вход и привязки</source>
   <translation>Sign-in and links</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Запуск</source>
   <translation>Start</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>О программе</source>
   <translation>About</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Помощь</source>
   <translation>Help</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Приватность</source>
   <translation>Privacy</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Разделы настроек</source>
   <translation>Settings pages</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Сеть</source>
   <translation>Network</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Статус учителя</source>
   <translation>Teacher status</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/dialog.py" />
   <source>Хранилище</source>
   <translation>Storage</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>В пустом поле: изменить последнее своё сообщение</source>
   <translation>In an empty field: edit your last message</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Ведущий чата мог закрыть его на ночь или включить медленный режим. Над полем написано, когда можно будет. Набранный текст не пропадёт.</source>
   <translation>Whoever leads the chat may have closed it for the night or turned on slow mode. The line above the field says when you can write. What you typed is not lost.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Вопросы и ответы</source>
   <translation>Questions and answers</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Вопросы, ответы и клавиши</source>
   <translation>Questions, answers and keys</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Забыл(а) пароль</source>
   <translation>I forgot my password</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Закрыть то, что открыто последним</source>
   <translation>Close what was opened last</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Клавиши</source>
   <translation>Keyboard</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Меню или Shift+F10</source>
   <translation>Menu key or Shift+F10</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Мне написали что-то плохое. Что делать?</source>
   <translation>Somebody wrote something bad to me. What can I do?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Нажмите на сообщение правой кнопкой и выберите «Пожаловаться». Об этом узнают только администраторы школы.</source>
   <translation>Right-click the message and choose “Report”. Only the school's administrators will know.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Написать в поддержку</source>
   <translation>Write to support</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Нет связи. Что с моими сообщениями?</source>
   <translation>There is no connection. What about my messages?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Новая строка</source>
   <translation>New line</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Обращение принято. Чат с поддержкой появится в списке.</source>
   <translation>Your request was received. The chat with support will appear in the list.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Они отправятся сами, когда связь появится, и не потеряются, даже если закрыть Парту. Прочитанное раньше видно и без сети.</source>
   <translation>They go out by themselves when the connection is back and are not lost even if you close Parta. What you read before can be seen without a network.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Переключить профиль</source>
   <translation>Switch profile</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Поиск в открытом чате; F3 — дальше, Shift+F3 — назад</source>
   <translation>Search in the open chat; F3 next, Shift+F3 previous</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Поиск по чатам, людям и сообщениям</source>
   <translation>Search chats, people and messages</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Почему в чат нельзя писать?</source>
   <translation>Why can't I write in a chat?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Почему я не могу написать человеку?</source>
   <translation>Why can't I write to somebody?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Предыдущий и следующий чат</source>
   <translation>Previous and next chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Снимок части экрана в открытый чат</source>
   <translation>A screenshot of a part of the screen, for the open chat</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Ученикам и родителям новую карточку для входа печатает классный руководитель.</source>
   <translation>The class teacher prints new sign-in cards for pupils and parents.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Что значит шапочка рядом с именем?</source>
   <translation>What does the cap beside a name mean?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Что можно сделать с выбранным сообщением</source>
   <translation>What can be done with the selected message</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Школа подтвердила, что это её учитель. Подделать этот значок нельзя.</source>
   <translation>The school has confirmed that this is its teacher. The badge cannot be forged.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/help.py" />
   <source>Школа решает, кто кому может писать первым: учителя — ученикам своих классов и их родителям, ученики — своим учителям. Остальных поиск не показывает.</source>
   <translation>The school decides who may write to whom first: teachers to pupils of their classes and their parents, pupils to their teachers. Search shows nobody else.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/keywords.py" />
   <source>Ключевые слова · {profile}</source>
   <translation>Keywords · {profile}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/keywords.py" />
   <source>Новое ключевое слово</source>
   <translation>New keyword</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/keywords.py" />
   <source>О сообщении с таким словом Парта сообщит как об упоминании, и там, где сообщает только о них. Звёздочка заменяет любые буквы: «контрольн*».</source>
   <translation>Parta tells you of a message with such a word as of a mention, also where it tells you of mentions only. An asterisk stands for any letters: “exam*”.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/keywords.py" />
   <source>Слов пока нет.</source>
   <translation>No words yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/keywords.py" />
   <source>Слово или фамилия</source>
   <translation>A word or a surname</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/keywords.py" />
   <source>Убрать слово «{word}»</source>
   <translation>Remove the word “{word}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Адрес кнопки «Открыть Парту»</source>
   <translation>Address of the “Open Parta” button</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Адрес счётчика</source>
   <translation>Counter address</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Закрыть счётчик</source>
   <translation>Close the counter</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Заменить адрес</source>
   <translation>Replace the address</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Портал электронного журнала сможет показать, сколько у вас непрочитанных сообщений. Адрес открывает только это число: ни чатов, ни имён по нему не узнать.</source>
   <translation>The gradebook portal will be able to show how many unread messages you have. The address reveals only this number: neither chats nor names can be learnt from it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Скопировать: {name}</source>
   <translation>Copy: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Создать адрес</source>
   <translation>Create an address</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Счётчик для портала</source>
   <translation>Counter for the portal</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/portal.py" />
   <source>Счётчик закрыт</source>
   <translation>The counter is closed</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Каждый код действует один раз. Никому их не показывайте.</source>
   <translation>Each code works once. Show them to nobody.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Коды для входа</source>
   <translation>Sign-in codes</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Коды для входа в Парту</source>
   <translation>Codes to sign in to Parta</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Коды на бумагу</source>
   <translation>Codes for paper</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Коды скопированы</source>
   <translation>Codes copied</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Лист сохранён: {name}</source>
   <translation>Sheet saved: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Не удалось сохранить файл. Выберите другую папку.</source>
   <translation>The file could not be saved. Choose another folder.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>По каждому из этих кодов можно войти один раз, если телефона нет под рукой. Напечатайте или перепишите их сейчас: больше их никто не увидит. Храните лист дома, как документы.</source>
   <translation>Each of these codes signs you in once when the phone is not at hand. Print or write them down now: nobody will see them again. Keep the sheet at home, like documents.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/printed_codes.py" />
   <source>Сохранить лист…</source>
   <translation>Save the sheet…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>{name} · это устройство</source>
   <translation>{name} · this device</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>{size} ГБ</source>
   <translation>{size} GB</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>{size} МБ</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Адрес</source>
   <translation>Address</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Без прокси</source>
   <translation>No proxy</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Все файлы (*)</source>
   <translation>All files (*)</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Выйти на «{name}»</source>
   <translation>Sign out “{name}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Выйти на всех других устройствах</source>
   <translation>Sign out all other devices</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Занято сейчас: {size}</source>
   <translation>In use now: {size}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Здесь выполнен вход в этот профиль. Незнакомое устройство отключите.</source>
   <translation>This profile is signed in here. Sign out a device that you do not know.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Имя, если прокси его спрашивает</source>
   <translation>User name, if the proxy asks for one</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Картинки и файлы загрузятся с сервера, когда понадобятся.</source>
   <translation>Pictures and files will be loaded from the server when needed.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Кто видит, когда я в сети</source>
   <translation>Who sees when I am online</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Место для картинок и файлов</source>
   <translation>Space for pictures and files</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Название устройства</source>
   <translation>Device name</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Не показывать, что я печатаю</source>
   <translation>Do not show when I am typing</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Не сообщать, что я прочитал(а)</source>
   <translation>Do not tell that I have read a message</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Никто</source>
   <translation>Nobody</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Отправители не увидят отметок о прочтении.</source>
   <translation>Senders will see no read marks.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Очистить кеш?</source>
   <translation>Clear the cache?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Пароль прокси</source>
   <translation>Proxy password</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Переименовать «{name}»</source>
   <translation>Rename “{name}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Примерно</source>
   <translation>Roughly</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Примерно — это «недавно» или «на этой неделе». Школа может показывать меньше: ученикам, например, сотрудников — примерно.</source>
   <translation>Roughly means “recently” or “this week”. The school may show less: the staff only roughly to pupils, for example.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Прокси-сервер</source>
   <translation>Proxy server</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Свой</source>
   <translation>Own</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Сертификат школы</source>
   <translation>School certificate</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Сертификаты (*.pem *.crt *.cer)</source>
   <translation>Certificates (*.pem *.crt *.cer)</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Сеть настроил администратор.</source>
   <translation>The administrator has set the network.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Старое удаляется с компьютера, но остаётся на сервере.</source>
   <translation>Old files leave the computer but stay on the server.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Точное время</source>
   <translation>The exact time</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Убрать {name}</source>
   <translation>Remove {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Файл PEM, которому доверять вдобавок к системным.</source>
   <translation>A PEM file to trust beside the system's own.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Фото и видео загружаются по щелчку, вас не видно в сети, и вы не видите, кто в сети. Сообщения приходят как обычно.</source>
   <translation>Photos and videos load when clicked, nobody sees that you are online, and you do not see who is. Messages come as usual.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/profile.py" />
   <source>Экономить трафик</source>
   <translation>Save data</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Введите код из приложения или один из напечатанных.</source>
   <translation>Enter a code from the app or one of the printed ones.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Включить второй шаг…</source>
   <translation>Turn on the second step…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Включён {day}: к паролю нужен код; {left}.</source>
   <translation>On since {day}: the password needs a code; {left}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Второй шаг выключен.</source>
   <translation>The second step is off.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Выключен. Школа просит сотрудников включить второй шаг.</source>
   <translation>Off. The school asks its staff to turn on the second step.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Выключен: для входа хватает пароля.</source>
   <translation>Off: a password is enough to sign in.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Выключить</source>
   <translation>Turn off</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Выключить второй шаг?</source>
   <translation>Turn off the second step?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Выключить…</source>
   <translation>Turn off…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Для входа снова хватит пароля, а напечатанные коды перестанут действовать.</source>
   <translation>A password will be enough again, and the printed codes stop working.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Напечатайте новые, чтобы не остаться без входа.</source>
   <translation>Print new ones so that you are not locked out.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Напечатать новые коды…</source>
   <translation>Print new codes…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Новые коды</source>
   <translation>New codes</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Получить коды</source>
   <translation>Get codes</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step.py" />
   <source>Прежние напечатанные коды перестанут действовать.</source>
   <translation>The codes printed before stop working.</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/settings/second_step.py" />
   <source>напечатанных кодов осталось: %n</source>
   <translation>
    <numerusform>%n printed code left</numerusform>
    <numerusform>%n printed codes left</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step_setup.py" />
   <source>QR-код для приложения с кодами</source>
   <translation>QR code for the app with codes</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step_setup.py" />
   <source>Включить</source>
   <translation>Turn on</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step_setup.py" />
   <source>Камеры нет? Введите в приложении этот ключ:</source>
   <translation>No camera? Enter this key in the app:</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step_setup.py" />
   <source>Кроме пароля, при входе понадобится код с вашего телефона. Установите любое приложение для одноразовых кодов (например, FreeOTP или Яндекс Ключ) и наведите его камеру на картинку.</source>
   <translation>Besides the password, signing in will need a code from your phone. Install any app for one-time codes (for example FreeOTP) and point its camera at the picture.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/second_step_setup.py" />
   <source>Теперь введите шесть цифр, которые показывает приложение:</source>
   <translation>Now enter the six digits the app shows:</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Ввести код со страницы входа…</source>
   <translation>Enter the code from the sign-in page…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Войти на другом устройстве…</source>
   <translation>Sign in on another device…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Войти этим способом будет нельзя. Профиль, чаты, сообщения и дневник останутся, входить можно по карточке или паролю от школы. Запись о привязке останется в журнале действий школы.</source>
   <translation>You will no longer be able to sign in this way. The profile, chats, messages and diary stay; you can sign in with a card or password from the school. The record of the link stays in the school's audit log.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Вход привязан к этому профилю.</source>
   <translation>The sign-in is linked to this profile.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Другое устройство</source>
   <translation>Another device</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Журнал привязан: его паролем можно войти в этот профиль.</source>
   <translation>The gradebook is linked: its password signs in to this profile.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Защита на случай, если пароль узнает кто-то ещё: код с вашего телефона.</source>
   <translation>In case somebody else learns the password: a code from your phone.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>На его страницах можно показать, сколько сообщений вас ждёт.</source>
   <translation>Its pages can show how many messages are waiting for you.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Отвязать «{name}»</source>
   <translation>Unlink “{name}”</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Отвязать «{name}»?</source>
   <translation>Unlink “{name}”?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Пока ничего не привязано.</source>
   <translation>Nothing is linked yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Покажите код на этом экране и введите его в Парте на другом своём устройстве.</source>
   <translation>Show a code on this screen and enter it in Parta on another device of yours.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Портал электронного журнала</source>
   <translation>Gradebook portal</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Привязать электронный журнал…</source>
   <translation>Link an electronic gradebook…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Счётчик для портала…</source>
   <translation>Counter for the portal…</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>Чем открывается этот профиль, кроме карточки и пароля от школы.</source>
   <translation>What opens this profile besides the card and password from the school.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>не действует: школа больше не предлагает такого входа или человека нет в списках</source>
   <translation>does not work: the school no longer offers this sign-in, or the person is not on its lists</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>последний вход {date}</source>
   <translation>last sign-in {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>привязала школа</source>
   <translation>linked by the school</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>привязано {date}</source>
   <translation>linked {date}</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_in.py" />
   <source>этим способом ещё не входили</source>
   <translation>not used to sign in yet</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_out.py" />
   <source>Введите пароль этого профиля, чтобы подтвердить.</source>
   <translation>Enter this profile's password to confirm.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_out.py" />
   <source>Выйти на других устройствах?</source>
   <translation>Sign out other devices?</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_out.py" />
   <source>Отключите на странице в браузере. Парта ждёт, пока это не сделано.</source>
   <translation>Sign it out on the page in the browser. Parta waits until that is done.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_out.py" />
   <source>Открыть страницу управления</source>
   <translation>Open the account page</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_out.py" />
   <source>Подтвердите вход в браузере. Парта ждёт, пока вы закончите.</source>
   <translation>Confirm it in the browser. Parta waits until you are done.</translation>
  </message>
  <message>
   <location filename="../../app/ui/settings/sign_out.py" />
   <source>Подтвердить в браузере</source>
   <translation>Confirm in the browser</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Отказать</source>
   <translation>Decline</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Открыть подтверждение…</source>
   <translation>Open the proof…</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Подтвердить</source>
   <translation>Confirm</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Подтверждение {name}</source>
   <translation>Proof {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Подтверждение сохранено.</source>
   <translation>The proof was saved.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Причина отзыва: её прочитает учитель</source>
   <translation>Reason for revoking: the teacher will read it</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>Причина отказа: её прочитает заявитель</source>
   <translation>Reason for declining: the applicant will read it</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>не указан</source>
   <translation>not given</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/application_sheet.py" />
   <source>не указана</source>
   <translation>not given</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Ждут решения</source>
   <translation>Waiting</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Заявок нет</source>
   <translation>No applications</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Какие заявки показать</source>
   <translation>Which applications to show</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Никого</source>
   <translation>Nobody</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Новые заявки учителей появятся здесь.</source>
   <translation>New applications of teachers will appear here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>По заявкам ещё никто не подтверждён.</source>
   <translation>Nobody has been confirmed by application yet.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Подтверждение статуса учителя</source>
   <translation>Teacher verification</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Подтверждённые</source>
   <translation>Confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/applications_view.py" />
   <source>Предмет не указан</source>
   <translation>No subject given</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Дата рождения: 12.03.1986</source>
   <translation>Date of birth: 12.03.1986</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Документы</source>
   <translation>Documents</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Заявку рассмотрит администратор школы. После подтверждения рядом с вашим именем появится значок учителя.</source>
   <translation>An administrator of the school will look at your application. Once confirmed, a teacher's badge appears beside your name.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Имя</source>
   <translation>Given name</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Отправить заявку</source>
   <translation>Send application</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Отчество (если есть)</source>
   <translation>Patronymic (if any)</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Подтвердить статус учителя</source>
   <translation>Confirm teacher status</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Подтверждение</source>
   <translation>Proof</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Подтверждение приложено. Заменить…</source>
   <translation>A proof is attached. Replace…</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Подтверждение: {name}</source>
   <translation>Proof: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Предмет или должность</source>
   <translation>Subject or position</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Приложить подтверждение…</source>
   <translation>Attach a proof…</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Справка с места работы или удостоверение: PDF, PNG или JPEG до 10 МБ. Файл увидят только администраторы этой школы.</source>
   <translation>A certificate of employment or an identity card of the school: PDF, PNG or JPEG up to 10 MB. Only administrators of this school will see it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/apply_sheet.py" />
   <source>Фамилия</source>
   <translation>Family name</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/queue.py" />
   <source>Список не открылся</source>
   <translation>The list could not be opened</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Другое</source>
   <translation>Something else</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Если дело в сообщении, пожалуйтесь на него: так его смогут прочитать.</source>
   <translation>If it is about a message, report the message: then it can be read.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Жалоба отправлена администраторам школы.</source>
   <translation>The report was sent to the school's administrators.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Жалобу увидят администраторы школы и никто больше.</source>
   <translation>The school's administrators will see the report, and nobody else.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Непристойное или опасное для детей</source>
   <translation>Indecent or dangerous for children</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Оскорбления или травля</source>
   <translation>Insults or bullying</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Пожаловаться</source>
   <translation>Report</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Пожаловаться на сообщение</source>
   <translation>Report the message</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Пожаловаться: {name}</source>
   <translation>Report {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Само сообщение прочитают, только если согласятся двое администраторов.</source>
   <translation>The message itself is read only if two administrators agree.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Спам или обман</source>
   <translation>Spam or fraud</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Угрозы</source>
   <translation>Threats</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_dialog.py" />
   <source>Что случилось</source>
   <translation>What happened</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>(без текста)</source>
   <translation>(no text)</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>{name} просит о просмотре: {why}</source>
   <translation>{name} asks to look: {why}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Вы и второй администратор можете смотреть сутки.</source>
   <translation>You and the second administrator may look for a day.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Вы попросили о просмотре. Нужно согласие другого администратора.</source>
   <translation>You asked to look. Another administrator must agree.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Жалоба: {name}</source>
   <translation>Report: {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Заглушить на</source>
   <translation>Mute for</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Закрыл(а) {name}: {decision}</source>
   <translation>Closed by {name}: {decision}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Закрыть жалобу</source>
   <translation>Close report</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Зачем смотреть, или чем закончилось</source>
   <translation>Why to look, or how it ended</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Здесь нет сообщений с текстом.</source>
   <translation>There are no messages with text here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>На сколько заглушить</source>
   <translation>For how long to mute</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Пожаловался(ась) {name}</source>
   <translation>Reported by {name}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Показать сообщение</source>
   <translation>Show the message</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Попросить о просмотре</source>
   <translation>Ask to look</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Смотрят двое других администраторов.</source>
   <translation>Two other administrators are looking.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Согласиться</source>
   <translation>Agree</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Сообщение можно прочитать, если согласится второй администратор. Каждый просмотр остаётся в журнале.</source>
   <translation>The message can be read if a second administrator agrees. Every look stays in the log.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Сообщение удалено.</source>
   <translation>The message was deleted.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Удалить всё от этого человека</source>
   <translation>Delete everything from this person</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Удалить сообщение</source>
   <translation>Delete the message</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Чем закончилось: решение останется в журнале</source>
   <translation>How it ended: the decision stays in the log</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/report_sheet.py" />
   <source>Это жалоба на человека, а не на сообщение: читать здесь нечего.</source>
   <translation>This report is about a person, not a message: there is nothing to read.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Жалоб нет</source>
   <translation>No reports</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Жалобы на сообщения и людей</source>
   <translation>Reports of messages and people</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Жалобы на сообщения и людей появятся здесь.</source>
   <translation>Reports of messages and people will appear here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Закрытые</source>
   <translation>Closed</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Закрытых жалоб нет</source>
   <translation>No closed reports</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Какие жалобы показать</source>
   <translation>Which reports to show</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>Открытые</source>
   <translation>Open</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>ждёт второго администратора</source>
   <translation>waits for a second administrator</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>закрыта</source>
   <translation>closed</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>можно смотреть</source>
   <translation>you may look</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>на человека</source>
   <translation>about a person</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>новая</source>
   <translation>new</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>нужно ваше согласие</source>
   <translation>needs your consent</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>смотрят другие</source>
   <translation>others are looking</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/reports_view.py" />
   <source>чат без названия</source>
   <translation>chat without a name</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Вашу заявку подтвердил администратор школы.</source>
   <translation>An administrator of the school has confirmed your application.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Её рассмотрит администратор. {school} · отправлена {when}</source>
   <translation>An administrator will look at it. {school} · sent {when}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Заявка на рассмотрении</source>
   <translation>The application is being looked at</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Заявка не отправлена</source>
   <translation>The application was not sent</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Заявка отклонена</source>
   <translation>The application was declined</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Заявка отправлена.</source>
   <translation>The application was sent.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Заявка подтверждена</source>
   <translation>The application was approved</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Значок появится через несколько секунд.</source>
   <translation>The badge will appear within seconds.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Изменить заявку</source>
   <translation>Change the application</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Исправить и отправить снова</source>
   <translation>Correct and send again</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Подать заявку снова</source>
   <translation>Apply again</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Подтверждение отозвано</source>
   <translation>The confirmation was revoked</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Причина: {reason}</source>
   <translation>Reason: {reason}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Статус не открылся</source>
   <translation>The status could not be loaded</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Статус учителя не подтверждён</source>
   <translation>Teacher status is not confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Статус учителя подтверждён</source>
   <translation>Teacher status is confirmed</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Так записано в списке школы.</source>
   <translation>The school's list says so.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/status_page.py" />
   <source>Учитель с подтверждённым статусом отмечен значком: ученики и родители видят, что это действительно учитель школы.</source>
   <translation>A confirmed teacher has a badge: pupils and parents see that this really is a teacher of the school.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/support_sheet.py" />
   <source>Журнал пуст.</source>
   <translation>The log is empty.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/support_sheet.py" />
   <source>Журнал, который уйдёт</source>
   <translation>The log that will be sent</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/support_sheet.py" />
   <source>Из журнала уже убраны пароли, имена, адреса и телефоны. Посмотрите, что уйдёт; лишнее можно стереть.</source>
   <translation>Passwords, names, addresses and telephone numbers are already taken out of the log. See what will be sent; you can delete more.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/support_sheet.py" />
   <source>Откроется чат с администраторами вашей школы. Пароли в нём не нужны никому.</source>
   <translation>A chat with the administrators of your school opens. Nobody there needs your passwords.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/support_sheet.py" />
   <source>Приложить журнал программы</source>
   <translation>Attach the program's log</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/support_sheet.py" />
   <source>Что случилось и что вы делали перед этим</source>
   <translation>What happened and what you did before it</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Журнал сохранён.</source>
   <translation>The log was saved.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Закрытых обращений нет</source>
   <translation>No closed requests</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Закрыть обращение</source>
   <translation>Close request</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Какие обращения показать</source>
   <translation>Which requests to show</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Когда кто-нибудь напишет в поддержку, вы увидите это здесь.</source>
   <translation>When somebody writes to support, you will see it here.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Обращение № {number}</source>
   <translation>Request No. {number}</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Обращений нет</source>
   <translation>No requests</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Обращения в поддержку</source>
   <translation>Requests for support</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Отвечайте в чате «Обращение № {number}».</source>
   <translation>Answer in the chat of the request, No. {number}.</translation>
  </message>
  <message>
   <location filename="../../app/ui/trust/tickets_view.py" />
   <source>Сохранить журнал программы…</source>
   <translation>Save the program's log…</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Закрыть (Esc)</source>
   <translation>Close (Esc)</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Копировать (Ctrl+C)</source>
   <translation>Copy (Ctrl+C)</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Открыть в другой программе (Ctrl+O)</source>
   <translation>Open in another program (Ctrl+O)</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Предыдущее</source>
   <translation>Previous</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Следующее</source>
   <translation>Next</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Сохранить как (Ctrl+S)</source>
   <translation>Save as (Ctrl+S)</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Увеличить (+)</source>
   <translation>Zoom in (+)</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/frame.py" />
   <source>Уменьшить (−)</source>
   <translation>Zoom out (−)</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Включить звук</source>
   <translation>Sound on</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Воспроизвести</source>
   <translation>Play</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Выключить звук</source>
   <translation>Sound off</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Громкость</source>
   <translation>Volume</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Место</source>
   <translation>Position</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Пауза</source>
   <translation>Pause</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/playing.py" />
   <source>Скорость</source>
   <translation>Speed</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/viewer.py" />
   <source>Загружаем… {share} %</source>
   <translation>Loading… {share} %</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/viewer.py" />
   <source>Картинка повреждена, или Парта не знает такого формата</source>
   <translation>The picture is damaged, or of a format that Parta does not know</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/viewer.py" />
   <source>Просмотр</source>
   <translation>Viewer</translation>
  </message>
  <message>
   <location filename="../../app/ui/viewer/viewer.py" />
   <source>Этого сообщения больше нет</source>
   <translation>This message is no longer there</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>{date}, {time}</source>
   <translation>{date}, {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>авг</source>
   <translation>Aug</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>апр</source>
   <translation>Apr</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/when.py" />
   <source>был(а) %n [минуту|минуты|минут] назад</source>
   <translation>
    <numerusform>last seen %n minute ago</numerusform>
    <numerusform>last seen %n minutes ago</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/when.py" />
   <source>был(а) %n [час|часа|часов] назад</source>
   <translation>
    <numerusform>last seen %n hour ago</numerusform>
    <numerusform>last seen %n hours ago</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>был(а) {moment}</source>
   <translation>last seen {moment}</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>был(а) в этом месяце</source>
   <translation>last seen this month</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>был(а) давно</source>
   <translation>last seen long ago</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>был(а) на этой неделе</source>
   <translation>last seen this week</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>был(а) недавно</source>
   <translation>last seen recently</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>был(а) только что</source>
   <translation>last seen just now</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>в сети</source>
   <translation>online</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>вс</source>
   <translation>Sun</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>вт</source>
   <translation>Tue</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>вчера</source>
   <translation>yesterday</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>вчера в {time}</source>
   <translation>yesterday at {time}</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>дек</source>
   <translation>Dec</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>июл</source>
   <translation>Jul</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>июн</source>
   <translation>Jun</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>мар</source>
   <translation>Mar</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>ноя</source>
   <translation>Nov</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>окт</source>
   <translation>Oct</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>пн</source>
   <translation>Mon</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>пт</source>
   <translation>Fri</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>сб</source>
   <translation>Sat</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>сен</source>
   <translation>Sep</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>ср</source>
   <translation>Wed</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>фев</source>
   <translation>Feb</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>чт</source>
   <translation>Thu</translation>
  </message>
  <message>
   <location filename="../../app/ui/when.py" />
   <source>янв</source>
   <translation>Jan</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/errands.py" />
   <source>Выйти из профиля «{title}»?</source>
   <translation>Sign out of “{title}”?</translation>
  </message>
  <message numerus="yes">
   <location filename="../../app/ui/window/errands.py" />
   <source>Неотправленное в %n [чате|чатах|чатах] пропадёт.</source>
   <translation>
    <numerusform>What is unsent in %n chat will be lost.</numerusform>
    <numerusform>What is unsent in %n chats will be lost.</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../app/ui/window/errands.py" />
   <source>Переписка и файлы этого профиля будут удалены с компьютера. На сервере всё останется.</source>
   <translation>The messages and files of this profile will be removed from this computer. Everything stays on the server.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Вступить в чат?</source>
   <translation>Join the chat?</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Карточка для входа лежит в сообщении. Не входите по ней: она может быть чужой.</source>
   <translation>This message holds a sign-in card. Do not sign in with it: it may be somebody else's.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Сначала войдите: ссылка откроется в вашем профиле.</source>
   <translation>Sign in first: the link opens in your profile.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Чат без названия</source>
   <translation>A chat without a name</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Эта ссылка ведёт в другую школу. Войдите в неё, чтобы открыть ссылку.</source>
   <translation>This link leads to another school. Sign in there to open it.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Эта ссылка не для Парты или повреждена.</source>
   <translation>This link is not for Parta, or it is broken.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/link_follower.py" />
   <source>Этого чата нет среди ваших, а войти в него по ссылке нельзя: нужно приглашение.</source>
   <translation>This chat is not among yours and cannot be joined by a link: you need an invitation.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>Новую версию даст администратор школы.</source>
   <translation>The school's administrator will give you the new version.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>Обновите Парту</source>
   <translation>Update Parta</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>Переписка, файлы и черновики на месте: после обновления всё откроется как было.</source>
   <translation>Messages, files and drafts are in place: after the update everything opens as it was.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>Проверить снова</source>
   <translation>Check again</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>Скачать новую версию</source>
   <translation>Download the new version</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>У вас версия {version}</source>
   <translation>You have version {version}</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/outdated.py" />
   <source>Эта версия Парты больше не поддерживается школой.</source>
   <translation>This version of Parta is no longer supported by the school.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/people.py" />
   <source>Вы пишете</source>
   <translation>You write to</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/people.py" />
   <source>Другие люди</source>
   <translation>Other people</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/people.py" />
   <source>Здесь будут люди, которым вы пишете</source>
   <translation>The people you write to will be here</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/people.py" />
   <source>Найдите человека по имени.</source>
   <translation>Find a person by name.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/people.py" />
   <source>Проверьте имя и фамилию.</source>
   <translation>Check the name.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/people.py" />
   <source>Список людей не загрузился</source>
   <translation>The list of people did not load</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/profile_page.py" />
   <source>Ctrl+K ищет по чатам, людям и сообщениям.</source>
   <translation>Ctrl+K searches chats, people and messages.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/school_door.py" />
   <source>Включите второй шаг</source>
   <translation>Turn on the second step</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/school_door.py" />
   <source>Школа просит всех сотрудников включить второй шаг при входе: кроме пароля понадобится код с вашего телефона. Это займёт две минуты.</source>
   <translation>The school asks all its staff to turn on the second step: besides the password a code from your phone is needed. It takes two minutes.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Войдите ещё раз</source>
   <translation>Sign in again</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Войти через браузер</source>
   <translation>Sign in through the browser</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Вход на этом компьютере завершили с другого устройства или это сделал администратор. Данные профиля будут удалены отсюда; на сервере всё осталось.</source>
   <translation>This computer was signed out from another device or by the administrator. The profile's data will be removed from here; everything is still on the server.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Выйти из профиля</source>
   <translation>Sign out</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Если в школе проверяют защищённые соединения, добавьте сертификат школы: Настройки, Сеть.</source>
   <translation>If your school inspects secure connections, add the school's certificate: Settings, Network.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Не удаётся открыть данные профиля</source>
   <translation>The profile's data cannot be opened</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Переписка на месте. Обратитесь к администратору школы.</source>
   <translation>Your messages are still here. Ask the school's administrator.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Проверьте, есть ли место на диске и не открыта ли Парта второй раз. Ничего из отправленного не потеряно.</source>
   <translation>Check for free disk space and for a second Parta. Nothing you sent is lost.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Сеанс закончился. Переписка и черновики на месте, нужен только вход.</source>
   <translation>The session has ended. Messages and drafts are in place; all you need is to sign in.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Сеанс закончился. Переписка и черновики на месте, нужен только пароль.</source>
   <translation>The session has ended. Messages and drafts are still here; only the password is needed.</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Сертификат сервера не принят</source>
   <translation>The server's certificate was not accepted</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Удалить и продолжить</source>
   <translation>Remove and go on</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Учётная запись временно заблокирована</source>
   <translation>The account is locked for now</translation>
  </message>
  <message>
   <location filename="../../app/ui/window/stopped.py" />
   <source>Это устройство отключили</source>
   <translation>This device was signed out</translation>
  </message>
 </context>
</TS>
