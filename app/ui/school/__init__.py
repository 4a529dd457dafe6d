"""The school's own sections: the diary for families, «Школа» for administrators."""
