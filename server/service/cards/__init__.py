"""Sign-in cards (rows F28, F41–F46 for children without e-mail and phone): a code on paper.

A card is for one person and one use. Its code is printed and never kept: the database has its hash.
A new card ends the person's older ones, so printing again is also how a class teacher resets a
forgotten sign-in. The homeserver's module asks here (`/v1/internal/sign-in`) when somebody types a
code; nobody else may.
"""
