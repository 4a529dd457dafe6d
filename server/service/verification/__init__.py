"""Confirming the status of a teacher (rows F65–F71): application, queue, decision, revocation.

Whoever the roster calls a teacher is one without asking. An approved application gives the role
beside the roster (`server.service.school`), which the module shows in `unsigned` of every event
from that moment on. Proofs are files of the service, in its data folder, readable by the applicant
and the school's administrators only; they never become Matrix media.
"""
