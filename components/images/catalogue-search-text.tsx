"use client";
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 150;

/**
 * The text of a search field: what is typed shows at once and reaches the address after a short pause; where
 * the address changes otherwise (back, clear filters), the text follows.
 */
export function useSearchText(q: string, onSearch: (q: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(q);
  const [known, setKnown] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });

  if (q !== known) {
    setKnown(q);
    if (q !== text.trim()) setText(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  function change(next: string) {
    setText(next);
    clearTimeout(timer.current);
    if (next === "") {
      setKnown("");
      latest.current("");
      return;
    }
    timer.current = setTimeout(() => {
      setKnown(next.trim());
      latest.current(next.trim());
    }, PAUSE_MS);
  }
  return [text, change];
}
