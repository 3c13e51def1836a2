"use client";
import { Ellipsis, LogOut, UserMinus } from "lucide-react";
import { Initials } from "#components/teams/initials";
import { RoleChoice, RoleWord } from "#components/teams/role-word";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "#components/ui/menu";
import { type Column, Table } from "#components/ui/table";
import { TimeAgo } from "#components/ui/time-ago";
import { isAtLeast, ROLES } from "#lib/auth/roles";
import type { Member } from "#lib/teams/schemas";

export interface MemberTableProps {
  members: readonly Member[];
  /** The viewer's own user id. */
  viewer: string | undefined;
  /** They may change others' roles, and lower their own. */
  canManage: boolean;
  onRoleChange: (member: Member, role: Member["role"]) => void;
  onRemove: (member: Member) => void;
}

/** Who is in a team. Who manages it has a menu on each row, everyone has one on their own. */
export function MemberTable({ members, viewer, canManage, onRoleChange, onRemove }: MemberTableProps) {
  const columns: readonly Column<Member>[] = [
    {
      id: "name",
      header: "Name",
      narrow: "title",
      cell: (member) => (
        <span className="flex items-center gap-2.5">
          <Initials name={member.name} />
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">{member.name}</span>
            {member.id === viewer ? (
              <span className="ml-2">
                <Badge>you</Badge>
              </span>
            ) : null}
          </span>
        </span>
      ),
    },
    {
      id: "email",
      header: "E-mail",
      cell: (member) => <span className="wrap-anywhere text-muted">{member.email}</span>,
    },
    {
      id: "role",
      header: "Role",
      narrow: "end",
      width: "8rem",
      cell: (member) => <RoleWord role={member.role} />,
    },
    {
      id: "joined",
      header: "Joined",
      width: "9rem",
      cell: (member) => (
        <span className="text-muted">
          <span className="sm:hidden">joined </span>
          <TimeAgo time={member.joinedAt} />
        </span>
      ),
    },
    {
      id: "actions",
      header: <span className="sr-only">Actions</span>,
      align: "end",
      narrow: "end",
      width: "4rem",
      cell: (member) =>
        canManage || member.id === viewer ? (
          <Menu
            trigger={
              <IconButton size="sm" label={`Actions for ${member.name}`} icon={<Ellipsis />} side="left" />
            }
          >
            {canManage ? (
              <>
                <MenuChoices
                  label="Role"
                  value={member.role}
                  options={ROLES.filter((role) => member.id !== viewer || isAtLeast(member.role, role)).map(
                    (role) => ({ value: role, label: <RoleChoice role={role} /> }),
                  )}
                  onValueChange={(role) => role !== member.role && onRoleChange(member, role)}
                />
                <MenuSeparator />
              </>
            ) : null}
            <MenuItem
              danger
              icon={member.id === viewer ? <LogOut /> : <UserMinus />}
              onClick={() => onRemove(member)}
            >
              {member.id === viewer ? "Leave the team…" : "Remove from the team…"}
            </MenuItem>
          </Menu>
        ) : null,
    },
  ];
  return (
    <Card>
      <Table label="Members" columns={columns} rows={members} rowKey={(member) => member.id} />
    </Card>
  );
}
