"""The few pages that the guard writes itself, for people who are not signed in: words and links, no script."""
from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path

from data.language import label

LOGO = Path(__file__).parent.parent / "static" / "icon.png"
STYLE = """
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #EEF2F8; color: #1B2A3D;
  font: 16px/1.7 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif; }
main { background: #fff; border: 1px solid #D5DDE8; border-radius: 8px; padding: 2.5rem 3rem; max-width: 30rem;
  margin: 1rem; text-align: center; }
img { height: 44px; } h1 { font-size: 1.35rem; margin: .8rem 0; } p { margin: .4rem 0; }
p[lang=en] { color: #51677F; font-size: .87rem; line-height: 1.5; }
a { display: inline-block; margin-top: 1.4rem; padding: .55rem 2.2rem; border-radius: 8px; background: #1F5FBF;
  color: #fff; text-decoration: none; font-weight: 600; }
a:focus-visible { outline: 3px solid #8CC0FF; outline-offset: 2px; }
"""


def notice(key: str, address: str, button: str = "door.sign_in", **values: object) -> bytes:
    """A whole page that says `key` in Chinese and English, with one link to `address`."""
    said = label(key, **values)
    product, link = label("door.product"), label(button)
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(product.zh)}</title><style>{STYLE}</style></head><body><main>"
        f'<img src="{_logo()}" alt=""><h1>{escape(product.zh)}</h1><p>{escape(said.zh)}</p>'
        f'<p lang="en">{escape(said.en)}</p>'
        f'<a href="{escape(address)}">{escape(link.zh)} · {escape(link.en)}</a></main></body></html>'
    ).encode()


@cache
def _logo() -> str:
    return "data:image/png;base64," + base64.b64encode(LOGO.read_bytes()).decode()
