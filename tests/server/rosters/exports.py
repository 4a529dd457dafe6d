"""A small OneRoster export to spoil in every way that schools spoil theirs."""

# ruff: noqa: E501

import io
import zipfile

USERS_11 = """sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
t1,,,true,s14,teacher,vera,,Вера,Вартанян,Арамовна,,,,,,,
t2,,,true,s14,teacher,ivan,,Иван,Кургин,,,,,,,,
a1,,,true,s14,administrator,head,,Елена,Орлова,Сергеевна,,,,,,,
p1,,,true,s14,student,artem,,Артём,Кузнецов,Ильич,,,,,"g1,g2",9,
p2,,,true,s14,student,dasha,,Дарья,Иванова,,,,,,,9,
g1,,,true,s14,parent,mama,,Ольга,Кузнецова,,,,,,,,
g2,,,true,s14,guardian,papa,,Илья,Кузнецов,,,,,,,,
g3,,,true,s14,relative,baba,,Зоя,Иванова,,,,,,p2,,
"""
ORGS = """sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
d1,,,Город,district,,
s14,,,Школа № 14,school,,d1
"""
CLASSES = """sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
9b,,,9Б,09,,,homeroom,,s14,,,,
9b-bio,,,9Б · биология,9,,,scheduled,,s14,,биология,,
"""
ENROLLMENTS = """sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,,,9b,s14,t1,teacher,true,2026-09-01,2027-05-31
e2,,,9b,s14,p1,student,false,2026-09-01,
e3,,,9b,s14,p2,student,false,1/09/2026,
e4,,,9b-bio,s14,t2,teacher,true,,
e5,,,9b-bio,s14,p1,student,false,,
"""


def export() -> dict[str, bytes]:
    texts = {"users": USERS_11, "orgs": ORGS, "classes": CLASSES, "enrollments": ENROLLMENTS}
    return {f"{name}.csv": text.encode() for name, text in texts.items()}


def export_12() -> dict[str, bytes]:
    """The same school in 1.2: roles in a file of their own."""
    files = export()
    lines = USERS_11.splitlines()
    users, roles = [], ["sourcedId,userSourcedId,roleType,role,orgSourcedId"]
    for line in lines[1:]:
        cells = line.split(",", 8)
        rest = line.split('"') if '"' in line else None
        agents = rest[1] if rest else line.split(",")[15]
        names = line.split(",")[8:11]
        users.append(f'{cells[0]},true,{names[0]},{names[1]},{names[2]},"{agents}"')
        role = {"administrator": "principal"}.get(cells[5], cells[5])
        roles.append(f"r-{cells[0]},{cells[0]},primary,{role},{cells[4]}")
    head = "sourcedId,enabledUser,givenName,familyName,middleName,agentSourcedIds"
    files["users.csv"] = "\n".join([head, *users]).encode()
    files["roles.csv"] = "\n".join(roles).encode()
    return files


def zipped(files: dict[str, bytes], folder: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(folder + name, data)
    return stream.getvalue()
