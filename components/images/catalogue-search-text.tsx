"use client";
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 150;

/**
 * The text of a search field: what is typed shows at once and reaches the address after a short pause; where
 * the address changes otherwise (back, clear filters), the text follows.
 */
export function useSearchText(q: string, onSearch: (q: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(q);
  const [seen, setSeen] = useState(q);
  // Sent and not yet in the address, which follows later and may skip some of them.
  const [sent, setSent] = useState<readonly string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  if (q !== seen) {
    setSeen(q);
    setSent(sent.slice(sent.indexOf(q) + 1));
    if (!sent.includes(q)) setText(q);
  }

  function send(next: string) {
    if (next === (sent.at(-1) ?? q)) return;
    setSent([...sent, next]);
    onSearch(next);
  }

  function change(next: string) {
    setText(next);
    clearTimeout(timer.current);
    if (next === "") send("");
    else timer.current = setTimeout(() => latest.current(next.trim()), PAUSE_MS);
  }
  return [text, change];
}
