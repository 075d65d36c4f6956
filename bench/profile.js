// Notes what the page sends, gets, morphs and draws, in milliseconds after the click.
(() => {
  const notes = window.profile = [];
  let clicked = 0;
  const note = (name, took) => notes.push([name, performance.now() - clicked - (took || 0), took || 0]);
  window.addEventListener("click", (event) => { clicked = event.timeStamp; }, true);
  // Of each thing, the last.
  window.profileOf = () => [...new Map(notes.map((one) => [one[0], one])).values()];
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", (event) => note((event.data.byteLength || event.data.size) > 20000 ? "large message" : "last message"));
    }
    send(what) { note("sent"); super.send(what); }
  };
  let plotly;
  Object.defineProperty(window, "Plotly", { configurable: true, get: () => plotly, set: (given) => {
    const react = given.react;
    given.react = (place, ...rest) => {
      const start = performance.now(), answer = react(place, ...rest);
      note(`react ${place.closest("[data-figure]").dataset.figure}`, performance.now() - start);
      return answer;
    };
    plotly = given;
  } });
  new MutationObserver((all) => {
    if (all.some(({ target }) => target.matches?.(".esimder") || target.closest?.(".esimder .side"))) note("list morphed");
  }).observe(document, { subtree: true, childList: true });
})();
