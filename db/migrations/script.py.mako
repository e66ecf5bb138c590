"""${message}."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the store forward."""
    ${upgrades if upgrades else "pass"}
