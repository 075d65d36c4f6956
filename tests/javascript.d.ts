// What the scripts of esimder/web/ find on `window` and did not put there by a module: for tests/test_javascript.py.
interface Window {
  Plotly: any;
  __streamlit: any;
}
