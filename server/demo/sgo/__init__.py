"""A simulator of «Сетевой Город. Образование»: a real HTTP server with real faults."""
