import { z } from "zod";

export const emptySchema = z.object({});

/** A page of a list: pass `nextCursor` on as `cursor` until it is null. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const pageInput = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const imageInput = { team: z.string(), image: z.string() };
