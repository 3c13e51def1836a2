-- What waits of each team, in the order in which it is built: whoever looks for the next build reads the first of each.
CREATE INDEX "Build_queue_idx"
  ON "Build" ("teamId", (priority = 'automation'), (priority = 'raised') DESC, id) WHERE status = 'queued';
