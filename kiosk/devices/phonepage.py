"""The page on the citizen's phone: plain HTML without script, large, and readable in WeChat's browser."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

FIELD = "photos"
_STYLE = """
body{margin:0;padding:24px;font:20px/1.6 sans-serif;color:#1a1a1a;background:#fff}
h1{font-size:28px;line-height:1.3;margin:0 0 16px}
p{margin:0 0 16px}
.got{padding:16px;border:3px solid #14532d;border-radius:12px;font-weight:bold}
.not{padding:16px;border:3px dashed #991b1b;border-radius:12px}
input,button{display:block;box-sizing:border-box;width:100%;min-height:72px;margin:0 0 20px;padding:16px;
font-size:22px;border-radius:12px;border:2px solid #1a1a1a;background:#fff}
button{color:#fff;background:#1d4ed8;border:0;font-weight:bold}
"""
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_DIGEST}'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def page(received: int, left: int, troubles: Sequence[str]) -> bytes:
    """The page as it stands.

    Args:
        received: photos that are in.
        left: how many more are taken.
        troubles: sentences about those of the last sending that were not taken.
    """
    got = f'<p class="got">✓ 已经传了 {received} 张，终端屏幕上能看到。</p>' if received else ""
    bad = "".join(f'<p class="not">✗ {escape(sentence)}</p>' for sentence in troubles)
    form = (
        f"""<form method="post" enctype="multipart/form-data">
<p>第一步：点下面的框，拍照或者从相册里选，可以一次选几张。</p>
<input type="file" name="{FIELD}" accept="image/*" multiple required aria-label="选照片">
<p>第二步：点“传到终端”，等页面变了再走开。</p>
<button type="submit">传到终端</button>
</form>
<p>还能传 {left} 张。照片只给这台终端，办完就关，手机上的原图不动。</p>"""
        if left
        else "<p>张数够了，请回到终端上接着办。</p>"
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>把照片传到终端</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<style>{_STYLE}</style></head>
<body><h1>把材料的照片传到终端</h1>
{got}{bad}{form}
</body></html>
""".encode()
