"""The administrator's pages about people: list, chats made from it, cards, first steps."""
