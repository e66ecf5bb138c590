"""Small parts of pages: banner, chips, date, photo, people; they know no register."""
