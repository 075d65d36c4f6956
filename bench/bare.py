"""A bare Streamlit page, the yardstick: one widget and one line of text."""

import streamlit as st

st.text(f"Chosen: {st.checkbox('Place')}")
