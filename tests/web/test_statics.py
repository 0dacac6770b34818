from __future__ import annotations

import re

from stridewell.web.rendering import Site
from stridewell.web.statics import PLOTLY_URL, plotly_script
from web_app import Browser


def test_plotly_comes_out_of_the_installed_package_and_stays_in_the_cache(
    browser: Browser,
) -> None:
    answer = browser.get(PLOTLY_URL)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "max-age=31536000" in answer.headers["cache-control"]
    assert len(answer.content) == plotly_script().stat().st_size


def test_no_page_fetches_anything_from_elsewhere() -> None:
    site = Site()
    for name in site.templates.list_templates():
        assert site.templates.loader is not None
        source, _, _ = site.templates.loader.get_source(site.templates, name)
        fetched = re.findall(r'(?:<script[^>]*src|<link[^>]*href|<img[^>]*src)="([^"]*)"', source)
        assert all(url.startswith(("/static/", "{{ plotly_url }}")) for url in fetched), name
        assert "style=" not in source
        assert "onclick" not in source


def test_every_static_file_a_page_names_is_there(browser: Browser) -> None:
    for name in ("style.css", "form.js", "chart.js", "icon.svg"):
        assert browser.get(f"/static/{name}").status_code == 200
