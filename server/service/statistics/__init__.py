"""Weekly statistics of teachers' activity: shares of groups, never anything about one teacher."""
