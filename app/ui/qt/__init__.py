"""Where Qt meets asyncio and observable lists."""
