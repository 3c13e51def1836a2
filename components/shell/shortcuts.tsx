/** A key, or keys one after the other ("g i"), and what pressing them does here. */
export interface Shortcut {
  keys: string;
  label: string;
  run: () => void;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

const groups = new Set<ShortcutGroup>();

/** Adds a page's or a component's keys while it is shown; returns how to take them away. */
export function registerShortcuts(group: ShortcutGroup): () => void {
  groups.add(group);
  return () => groups.delete(group);
}

/** All keys that work now, the page's own first. */
export function currentShortcuts(): ShortcutGroup[] {
  return [...groups].toReversed();
}

/** The shortcut that the keys pressed so far mean, or whether they may become one. */
export function matchShortcut(pressed: string): Shortcut | "partial" | null {
  let partial = false;
  for (const { shortcuts } of currentShortcuts()) {
    for (const shortcut of shortcuts) {
      if (shortcut.keys === pressed) return shortcut;
      if (shortcut.keys.startsWith(`${pressed} `)) partial = true;
    }
  }
  return partial ? "partial" : null;
}
