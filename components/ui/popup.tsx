/** The surface of menus, lists and other things that float over the page. */
export const POPUP =
  "origin-(--transform-origin) rounded-lg border border-line-strong bg-raised p-1 text-fg shadow-pop outline-none transition-[opacity,scale] data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** A row in such a surface. */
export const POPUP_ITEM =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-line-strong pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";
