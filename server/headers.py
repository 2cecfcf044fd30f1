"""The headers of every answer: what a browser may run, load, frame, keep and tell others."""
from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
Header = tuple[bytes, bytes]


@cache
def content_policy() -> str:
    """What pages may load and run: only what this server sends.

    `blob:` scripts are those of our own components, which Streamlit hands to the browser as blobs; only a script that
    runs already can make one. The WebGL map compiles WebAssembly, which needs a word of its own and gives no `eval`.
    Styles stand in elements and attributes, so they may be inline; scripts may not.
    """
    inline = re.findall(r"<script>(.*?)</script>", INDEX.read_text("utf-8"), re.DOTALL)
    hashes = " ".join(f"'sha256-{_hash(one)}'" for one in inline)
    return "; ".join([
        "default-src 'none'",
        f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes}".rstrip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ])


@cache
def always(is_secure: bool) -> tuple[Header, ...]:
    """The headers of every answer; `is_secure` where browsers come by TLS."""
    said = {
        "content-security-policy": content_policy(),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), fullscreen=(self)",
    }
    if is_secure:
        said["strict-transport-security"] = "max-age=31536000"
    return tuple((name.encode(), value.encode()) for name, value in said.items())


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
