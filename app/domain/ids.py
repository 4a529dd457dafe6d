"""Identifier types, so that a room id is never passed where a user id is meant.

They are `NewType`s: free at run time, checked by mypy. The text inside is opaque: a room id of
room version 12 has no server part, so nothing may take one apart with a pattern.
"""

from typing import NewType

UserId = NewType("UserId", str)
RoomId = NewType("RoomId", str)
EventId = NewType("EventId", str)
DeviceId = NewType("DeviceId", str)
TransactionId = NewType("TransactionId", str)
MxcUri = NewType("MxcUri", str)
"""`mxc://server/media`, checked by `app.domain.media.parse_mxc` before it becomes one."""
ProfileId = NewType("ProfileId", str)
"""Sixteen hex digits of a hash of the user id: safe in paths, logs and keyring entries."""
ItemKey = NewType("ItemKey", str)
"""Key of a timeline row: the transaction id for what this device sent, else the event id."""
ParticipantId = NewType("ParticipantId", str)
"""LiveKit identity of a participant of a call: opaque, one per device."""
FolderId = NewType("FolderId", str)
"""A folder of chats of a person's own: made by the app, the same on all their devices."""
PersonId = NewType("PersonId", str)
"""A person of the school's roster: not an account; a small child may have none."""
