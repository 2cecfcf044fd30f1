"""系统审计: who did what and when, and whether anybody tampered with it."""

from components import audit_list, page

view = page.start("audit")

audit_list.verified(view)
audit_list.searchable_list(view)
