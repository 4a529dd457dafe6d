"""The program without a screen: asyncio, no Qt; it runs under plain asyncio in tests."""
