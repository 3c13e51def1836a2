-- CreateIndex
CREATE INDEX "Image_deletedAt_teamId_visibility_id_updatedAt_name_idx" ON "Image"("deletedAt", "teamId", "visibility", "id", "updatedAt", "name");
