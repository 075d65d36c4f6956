"""What pages show, as values and words: lists, marks, scenes, numbers that open, citations.

Streamlit and files are unknown here. `context` holds what every page gets.
"""
