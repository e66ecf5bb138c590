"""Alembic's entry: runs the revisions on the connection `db.migrate` hands over."""

from alembic import context

from db.base import Base
from db.models import office  # noqa: F401  loads every model through its package

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
