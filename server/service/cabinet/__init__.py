"""`/cabinet`: the school in a browser, for what has to be done without the program (F38, F71).

Plain forms without a single script. The homeserver checks name, password and second step, or a
provider in the browser does; the device that makes is signed out at once, and what stays is a
session of ours in a cookie. Whoever runs the server is an ordinary person here.
"""
