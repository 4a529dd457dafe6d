"""What the UI sees of the program: subscribe, replay diffs, call actions. One module for a feature.

The UI types against these protocols; its tests pass a fake session. Every coroutine raises only
`AppError`. Everything runs on the UI loop and returns within a frame unless it says otherwise.
"""
