import { handleApiRequest } from "#lib/api/handler";

export const dynamic = "force-dynamic";

export {
  handleApiRequest as DELETE,
  handleApiRequest as GET,
  handleApiRequest as PATCH,
  handleApiRequest as POST,
  handleApiRequest as PUT,
};
