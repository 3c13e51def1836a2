import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { TEAM_COOKIE } from "#components/shell/team-cookie";
import { withTeam } from "#components/shell/with-team";
import { serverApi } from "#lib/api/server-client";

/** The catalogue, of the team that was chosen last unless one is no longer in it. */
export default async function Page() {
  const chosen = (await cookies()).get(TEAM_COOKIE)?.value;
  const { context } = await serverApi(await headers());
  const team = context?.teams.find(({ name }) => name === chosen)?.name ?? "";
  redirect(withTeam("/images", team));
}
