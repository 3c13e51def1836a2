/**
 * Runs as the HTML is read, before any other script is there: keeps what is pressed last, and does not let the browser send
 * forms by itself. Only once the event is over: React may come to life by that very press, and then answers it itself. On the
 * window, on the way down: React stops what it cannot answer yet.
 */
export const KEEP_PRESSES = `{
  const early = {};
  const keep = (event) => {
    if (event.type === "submit") event.preventDefault();
    setTimeout(() => { early.pressed = event.target; });
  };
  early.end = () => {
    removeEventListener("click", keep, true);
    removeEventListener("submit", keep, true);
  };
  addEventListener("click", keep, true);
  addEventListener("submit", keep, true);
  window.early = early;
}`.replace(/\n\s*/g, "");
