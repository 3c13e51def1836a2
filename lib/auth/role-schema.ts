import { z } from "zod";
import { ROLES } from "#lib/auth/roles";

export const roleSchema = z.enum(ROLES);
