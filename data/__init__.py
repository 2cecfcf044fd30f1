"""What the street uploads: contracts, reading, importing, areas and the store. Knows no Streamlit."""
