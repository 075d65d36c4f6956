"""The benchmark: the overview beside a bare Streamlit page and a Dash page of the same views, in one browser."""
