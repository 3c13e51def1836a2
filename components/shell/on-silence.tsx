/**
 * Calls back when nothing was heard for so long, again and again while that lasts, and when the browser says that it is
 * connected again: a computer that slept cuts no connection, nor does a network that went away without a word.
 * @returns what ends it
 */
export function onSilence(lastHeard: () => number, silenceMs: number, callBack: () => void): () => void {
  const timer = setInterval(() => {
    if (Date.now() - lastHeard() >= silenceMs) callBack();
  }, silenceMs / 3);
  if (typeof window !== "undefined") window.addEventListener("online", callBack);
  return () => {
    clearInterval(timer);
    if (typeof window !== "undefined") window.removeEventListener("online", callBack);
  };
}
