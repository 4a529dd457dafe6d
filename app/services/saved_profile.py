"""What the first paint shows of a profile, kept inside its encrypted file."""

from dataclasses import replace

from app.domain.profiles import Profile
from app.services.ports.store import Store

PROFILE_SETTING = "window.profile"
"""Name and title; settings that begin with "window" are in the start-up snapshot."""


async def save_profile(store: Store, profile: Profile) -> None:
    """Keep the name, the title and the picture."""
    await store.put_setting(
        PROFILE_SETTING,
        {"title": profile.title, "name": profile.name, "avatar": profile.avatar},
    )


async def with_saved(store: Store, profile: Profile) -> Profile:
    """Return the profile with what was kept; with its id where nothing was."""
    saved = await store.setting(PROFILE_SETTING)
    if not isinstance(saved, dict):
        return replace(profile, title=profile.user_id, name=profile.user_id)
    return replace(
        profile,
        title=str(saved.get("title", "")),
        name=str(saved.get("name", "")),
        avatar=saved.get("avatar"),
    )
