"""Invitation links and their QR codes (rows F85–F88): made, limited, revoked, and what they open.

Of a link only the hash of its token is kept: who reads the database cannot enter by it. The
homeserver still judges every entry: in a free chat the invitation is made in the name of the link's
creator, so a link reaches nobody whom its creator could not invite.
"""
