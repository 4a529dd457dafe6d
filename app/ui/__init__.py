"""The screen: Qt Widgets over the services' facade."""
