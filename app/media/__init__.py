"""Pictures, sound and video: files in, frames and samples out; no Qt."""
