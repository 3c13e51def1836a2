"use client";
import { ROLE_WORD } from "#components/teams/role-word";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { ROLE_HINTS, ROLES, type Role } from "#lib/auth/roles";

export interface RoleSelectProps {
  label?: string;
  value: Role;
  onValueChange: (role: Role) => void;
  error?: string;
}

/** A role, with what each one is for. */
export function RoleSelect({ label = "Role", value, onValueChange, error }: RoleSelectProps) {
  return (
    <Field label={label} custom error={error} hint={`${ROLE_HINTS[value]}.`}>
      <Select
        value={value}
        onValueChange={onValueChange}
        options={ROLES.map((role) => ({ value: role, label: ROLE_WORD[role], hint: ROLE_HINTS[role] }))}
      />
    </Field>
  );
}
