"""«Сетевой Город. Образование»: our own client of the register's web interface, for one family."""
