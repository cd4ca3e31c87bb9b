"""What Alembic runs: the migrations, in the transaction of the connection that it is handed. No configuration file, no logging set up."""

from alembic import context

from monitor.adapters.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,  # SQLite alters tables by rebuilding them
    transactional_ddl=True,  # our SQLite transactions hold schema changes as well; Alembic assumes that they don't
)
with context.begin_transaction():
    context.run_migrations()
