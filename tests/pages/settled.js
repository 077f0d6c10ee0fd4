// Writes down, in `__settled`, the URL of each request once its answer has arrived whole, was cut off or failed.
(() => {
  const settled = [];
  const { fetch } = window;
  window.fetch = (...values) => {
    const url = String(values[0] && values[0].url || values[0]);
    const done = () => settled.push(url);
    const answer = fetch(...values);
    answer.then(response => response.clone().text()).then(done, done);
    return answer;
  };
  Object.defineProperty(window, '__settled', { value: settled });
})();
