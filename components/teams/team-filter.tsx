import { Select } from "#components/ui/select";

/** Whose things a list shows; nothing where there is only one team to choose. */
export function TeamFilter(props: {
  /** Those to choose from; one that was asked for in the address need not be among them. */
  teams: readonly string[];
  /** Null for all. */
  team: string | null;
  onChange: (team: string | null) => void;
}) {
  const { teams, team, onChange } = props;
  const names = team && !teams.includes(team) ? [...teams, team] : teams;
  if (names.length < 2 && !team) return null;
  return (
    <Select
      label="Team"
      size="sm"
      className="w-auto! max-w-48 max-sm:flex-1"
      value={team ?? ""}
      options={[{ value: "", label: "All teams" }, ...names.map((name) => ({ value: name, label: name }))]}
      onValueChange={(next) => onChange(next || null)}
    />
  );
}
