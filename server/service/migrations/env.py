"""What Alembic runs: migrations on the connection it was given, all in that one transaction."""

from alembic import context

from server.service.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
