"""数据导入: choose a file, see what was read and what is wrong, confirm, and undo if need be."""

from components import batch_history, page, reporting, templates, to_mend, upload, worklists

view = page.start("upload")

upload.new_file(view)
to_mend.waiting(view)
templates.offered(view)
reporting.by_month(view)
batch_history.history(view)
worklists.data_covered(view)
upload.backup(view)
