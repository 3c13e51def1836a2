import { z } from "zod";
import { AppError } from "#lib/errors";
import { isStorable } from "#lib/names/is-storable";
import { isUuid } from "#lib/names/is-uuid";

const shape = z.tuple([z.string(), z.string().refine(isUuid)]);

/** Where a page of a list ended: the last row's sort value and id. Opaque to callers. */
export function encodeCursor(value: string, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

/** @param isValue what the list sorts by, where that is no text. @throws invalid when it is none of ours */
export function decodeCursor(
  cursor: string,
  isValue: (value: string) => boolean = isStorable,
): { value: string; id: string } {
  try {
    const [value, id] = shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!isValue(value)) throw new Error("no value of this list");
    return { value, id };
  } catch {
    throw new AppError("invalid", "This cursor is not one the API gave. Start the list again without it.", {
      problems: [{ field: "cursor", message: "Not a cursor of this list." }],
    });
  }
}
