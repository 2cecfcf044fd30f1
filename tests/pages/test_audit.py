"""系统审计: an administrator looks somebody up, and sees at once when the log was tampered with."""

from __future__ import annotations

from data import audit, audit_chain
from tests.pages.conftest import html, visitor


def test_the_page_lists_what_was_done_searches_it_and_notices_a_change(own_street, monkeypatch):
    for number in range(30):
        audit.record(own_street, "sign_in", account=f"person{number:02}", role="viewer", area_code="990101001")
    audit.record(own_street, "export", account="<b>li</b>", role="clerk", detail={"file": "网格.xlsx", "rows": 12})
    at = visitor(own_street, monkeypatch)("audit")

    assert not at.exception
    assert "person29" in html(at) and "person01" not in html(at)
    assert "&lt;b&gt;li&lt;/b&gt;" in html(at) and "文件 网格.xlsx；行数 12" in html(at)

    at.text_input(key="audit_search").set_value("person01 登录").run()
    assert "person01" in html(at) and "person29" not in html(at)

    at.button(key="audit_verify").click().run()
    assert [one.value[:6] for one in (*at.error, *at.success)] == ["日志完整：共"]
    [file] = audit_chain.segments(audit.folder_of(own_street.path))
    file.write_bytes(file.read_bytes().replace(b"person01", b"person31"))
    at.button(key="audit_verify").click().run()
    assert "的内容被改动过" in at.error[1].value
