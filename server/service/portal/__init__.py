"""The portal of the register: how many messages wait, and a button that opens the program."""
