"""Numbers as documents: workbooks, slides and letters. Knows no Streamlit."""
