"""What hangs on the wall and what is sent: letters, obituaries, rolls of honour."""
