-- CreateIndex
CREATE INDEX "Image_repository_idx" ON "Image"("repository" text_pattern_ops);

-- What someone has not read is little among much, and is counted on every page.
CREATE INDEX "Notice_unread_idx" ON "Notice" ("userId", id) WHERE "readAt" IS NULL;
