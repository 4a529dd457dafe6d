"""The embedded school: two homeservers on loopback in one supervised command."""
