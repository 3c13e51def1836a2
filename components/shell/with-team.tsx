/** The address of a page, narrowed to a team where the page can be. */
export function withTeam(href: string, team: string): string {
  return team ? `${href}?team=${encodeURIComponent(team)}` : href;
}
