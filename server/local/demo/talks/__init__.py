"""What people write to each other, by kind of chat (the form is explained in `talk`)."""
