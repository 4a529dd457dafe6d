"""The contract between app and server: the OpenAPI document of the school service."""
