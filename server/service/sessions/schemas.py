"""Bodies of signing in."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from server.service.school.schemas import MeBody


class OpenIdBody(BaseModel):
    """What `POST /_matrix/client/v3/user/{userId}/openid/request_token` answered, as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "access_token": "hSXeyDFJyhHNnHiDPBhH",
                    "token_type": "Bearer",
                    "matrix_server_name": "school14.example",
                    "expires_in": 3600,
                }
            ]
        }
    )

    access_token: str = Field(min_length=1, max_length=1024)
    matrix_server_name: str = Field(max_length=255)
    token_type: str = Field(default="Bearer", max_length=64)
    expires_in: int = 0


class SessionBody(BaseModel):
    """A session of the service: send `Authorization: Bearer {token}` until `expires_at`."""

    token: str
    expires_at: datetime
    me: MeBody
