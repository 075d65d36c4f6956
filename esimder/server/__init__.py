"""The app: its routes and headers, the record that it shows, and Streamlit, which serves the first look of a page.

Streamlit is known to `shell`, `streamlit_pages` and `own_page` only.
"""
