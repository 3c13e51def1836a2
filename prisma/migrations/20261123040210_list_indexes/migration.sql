-- CreateIndex
CREATE INDEX "Image_repository_idx" ON "Image"("repository");

-- What someone has not read is little among much, and is counted on every page.
CREATE INDEX "Notice_unread_idx" ON "Notice" ("userId", id) WHERE "readAt" IS NULL;
