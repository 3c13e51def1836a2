"use client";
import { Combobox } from "@base-ui/react/combobox";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, ChevronsUpDown } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { classes } from "#components/ui/classes";
import { useFieldControl } from "#components/ui/field";
import { CONTROL } from "#components/ui/input";
import { POPUP, POPUP_ITEM } from "#components/ui/popup";
import { problemOf } from "#lib/api/client";
import { orpc } from "#lib/api/query";

export interface ImagePickerProps {
  /** "team/image", or "" while none is chosen. */
  value: string;
  onValueChange: (image: string) => void;
}

/** One of all images that the viewer may see, found by typing a part of its name, team or description. */
export function ImagePicker({ value, onValueChange }: ImagePickerProps) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { data, error, isPlaceholderData, isPending } = useQuery({
    ...orpc.images.list.queryOptions({ input: { q, limit: 20 } }),
    placeholderData: keepPreviousData,
  });
  const descriptions = new Map(
    data?.items.map(({ team, name, description }) => [`${team}/${name}`, description]),
  );
  const items = [...descriptions.keys()];
  const field = useFieldControl();

  return (
    <Combobox.Root
      items={items}
      filter={null}
      value={value || null}
      onValueChange={(next) => onValueChange(next ?? "")}
      onInputValueChange={(next, { reason }) => setText(reason === "input-change" ? next : "")}
      autoHighlight
    >
      <Combobox.InputGroup className="relative">
        <Combobox.Input
          {...field}
          placeholder="media/ffmpeg"
          spellCheck={false}
          autoCapitalize="none"
          className={classes(CONTROL, "h-9 pr-9 pl-2.5 text-base pointer-coarse:h-11 pointer-coarse:text-lg")}
        />
        <Combobox.Trigger
          aria-label="Show images"
          className="absolute inset-y-0 right-0 flex w-9 items-center justify-center text-subtle hover:text-fg"
        >
          <ChevronsUpDown className="size-3.5" aria-hidden="true" />
        </Combobox.Trigger>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4}>
          <Combobox.Popup
            aria-busy={isPlaceholderData || undefined}
            className={classes(POPUP, "w-(--anchor-width)")}
          >
            <Combobox.Status className="px-2 py-1 text-sm text-subtle empty:hidden">
              {error ? problemOf(error).detail : isPending ? "Looking for images…" : null}
            </Combobox.Status>
            <Combobox.Empty className="px-2 py-1 text-sm text-subtle empty:hidden">
              {error || isPending ? null : "No image is called that."}
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto">
              {(name: string) => (
                <Combobox.Item key={name} value={name} className={classes(POPUP_ITEM, "pr-3")}>
                  <span className="flex size-4 shrink-0 items-center">
                    <Combobox.ItemIndicator>
                      <Check className="size-4 text-accent" aria-hidden="true" />
                    </Combobox.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <span className="block truncate">{name}</span>
                    <span className="block truncate text-xs text-subtle empty:hidden">
                      {descriptions.get(name)}
                    </span>
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
