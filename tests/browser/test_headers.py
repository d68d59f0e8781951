"""What the browser is told to refuse."""

from __future__ import annotations

from urllib.request import urlopen

from playwright.sync_api import Browser


def test_every_answer_forbids_content_from_elsewhere(server: str):
    for path in ("", "/risk", "/_stcore/health"):
        with urlopen(f"{server}{path}") as answer:
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_picture_from_elsewhere_is_not_fetched(server: str, chromium: Browser):
    page = chromium.new_page()
    page.goto(server)
    refused = page.evaluate("""() => new Promise(done => {
        document.addEventListener("securitypolicyviolation", event => done(event.violatedDirective));
        setTimeout(done, 5000, "nothing");
        new Image().src = "http://127.0.0.2:9/pixel.png";
    })""")
    page.close()
    assert refused == "img-src"
