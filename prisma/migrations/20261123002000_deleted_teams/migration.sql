-- Whether a name was a deleted team's is asked when a team is made; the log is long, and few teams are deleted.
CREATE INDEX "AuditEvent_deleted_teams_idx" ON "AuditEvent" (target) WHERE action = 'team.delete';
