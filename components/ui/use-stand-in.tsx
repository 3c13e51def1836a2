"use client";
import {
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type Ref,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type Part, usePart } from "#components/ui/part";

/** What the button has already been told. */
export interface Taken {
  isOpen: boolean;
  /** By the keyboard, whose place is then the first item. */
  isByKey: boolean;
  hasFocus: boolean;
}

export interface StandIn<Of> {
  /** The button alone, which opens as soon as that is possible; null once the real one is to be shown. */
  plain: ReactElement | null;
  /** What takes the button's place. */
  real: ({ is: Of } & Taken) | null;
}

type ButtonProps = HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLElement> };

/**
 * For a button that opens something: it is on the page from the beginning, and what it opens, with the button's own way to
 * open it, takes its place when the code is there. Focus and a press that came before are kept.
 */
export function useStandIn<Of>(
  part: Part<Of>,
  button: ReactElement,
  popup: "menu" | "listbox" | "dialog",
): StandIn<Of> {
  const [wanted, setWanted] = useState<"pointer" | "key" | null>(null);
  const is = usePart(part, wanted !== null);
  const place = useRef<HTMLElement>(null);
  const [real, setReal] = useState<StandIn<Of>["real"]>(
    () => is && { is, isOpen: false, isByKey: false, hasFocus: false },
  );
  // Before any other event: a press that begins between looking and replacing would end on another button, and be none.
  useLayoutEffect(() => {
    if (real || !is) return;
    // One that has begun ends on the same button, which then opens by itself.
    if (!wanted && place.current?.matches(":active")) return;
    const hasFocus = document.activeElement === place.current;
    setReal({ is, isOpen: wanted !== null, isByKey: wanted === "key", hasFocus });
  }, [real, is, wanted]);
  if (real) return { plain: null, real };

  const props: ButtonProps = {
    ref: place,
    role: popup === "listbox" ? "combobox" : undefined,
    "aria-haspopup": popup,
    "aria-expanded": false,
    onClick: ({ detail }) => setWanted(detail === 0 ? "key" : "pointer"),
    onKeyDown: ({ key }) => {
      if (key === "ArrowDown" || key === "ArrowUp") setWanted("key");
    },
  };
  return { plain: cloneElement(button, props), real: null };
}
