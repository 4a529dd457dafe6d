"""The school's own side of a profile: who I am there, the diary, statistics."""
