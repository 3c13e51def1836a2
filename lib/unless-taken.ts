import type { AppError } from "#lib/errors";
import { Prisma } from "#prisma/generated/client";

/** Does work that may run into a unique constraint. @throws what `taken` makes of that, and whatever else goes wrong */
export async function unlessTaken<Result>(
  work: () => Promise<Result>,
  taken: () => AppError,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    throw isTaken ? taken() : error;
  }
}
