"""Stand-in for Vertex AI, with the three ways to a token: service account, user, metadata server."""

import functools
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.standins.gemini_upstream import GeminiUpstream, google_error
from tests.standins.upstream_server import Reply, Scenario

PROJECT = "cavendish-test"


@functools.cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class VertexUpstream(GeminiUpstream):
    is_vertex: bool = True
    tokens: list[str] = field(default_factory=list)
    """Every token handed out; only the last is taken."""
    grants: list[str] = field(default_factory=list)
    now_s: float | None = None
    """The clock of the token server, where it differs from ours."""
    token_reply: Reply | None = None

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post(
            "/{version:v1|v1beta1}/projects/{project}/locations/{location}/publishers/google/models/{model}"
            ":generateContent",
            self.generate,
        )
        router.add_post("/token", self.grant)
        router.add_get("/computeMetadata/v1/instance/service-accounts/default/token", self.metadata)

    def refuse_caller(self, request: web.Request) -> Reply | None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self.tokens or given != self.tokens[-1]:
            return google_error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        if request.match_info["project"] != PROJECT:
            return google_error(403, "PERMISSION_DENIED", "Permission denied on resource project.")
        return None

    async def grant(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        kind = str(form["grant_type"])
        self.grants.append(kind.rpartition(":")[2])
        if self.token_reply is not None:
            return await self.token_reply(request)
        if kind == "refresh_token":
            is_fine = form["refresh_token"] == "refresh-1"
        else:
            is_fine = self._is_signed(str(form["assertion"]))
        if not is_fine:
            return web.json_response(
                {"error": "invalid_grant", "error_description": "Invalid JWT"}, status=400
            )
        return self._new_token()

    def _is_signed(self, assertion: str) -> bool:
        try:
            claims = jwt.decode(
                assertion,
                private_key().public_key(),
                algorithms=["RS256"],
                audience=[f"{self.url}/token", "https://oauth2.googleapis.com/token"],
                options={"verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError:
            return False
        is_timely = self.now_s is None or abs(claims["iat"] - self.now_s) < 300
        return claims["iss"] == "robot@example.com" and "cloud-platform" in claims["scope"] and is_timely

    def _new_token(self) -> web.Response:
        self.tokens.append(f"ya29.token-{len(self.tokens)}")
        return web.json_response(
            {"access_token": self.tokens[-1], "expires_in": 3599, "token_type": "Bearer"}
        )

    async def metadata(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Metadata-Flavor") != "Google":
            return web.Response(status=403)
        self.grants.append("metadata")
        return self._new_token()

    def service_account(self) -> dict[str, Any]:
        """A key file's content, whose token server is this one."""
        pem = private_key().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": "k1",
            "private_key": pem.decode(),
            "client_email": "robot@example.com",
            "token_uri": f"{self.url}/token",
        }

    def key_file(self, content: dict[str, Any] | None = None) -> Path:
        path = Path(tempfile.mkdtemp()) / "key.json"
        path.write_text(json.dumps(content or self.service_account()))
        return path

    def environ(self) -> dict[str, str]:
        return {
            "GOOGLE_CLOUD_PROJECT": PROJECT,
            "GOOGLE_APPLICATION_CREDENTIALS": str(self.key_file()),
            "CAVENDISH_VERTEX_BASE_URL": self.url,
        }

    def replies(self) -> dict[Scenario, Reply]:
        shared = super().replies()
        # Dynamic shared quota: no RetryInfo.
        shared[Scenario.THROTTLED] = google_error(429, "RESOURCE_EXHAUSTED", "Resource exhausted.")
        return shared
