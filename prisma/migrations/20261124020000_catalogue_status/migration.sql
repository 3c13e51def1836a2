-- DropIndex
DROP INDEX "Image_deletedAt_teamId_visibility_id_updatedAt_name_idx";

-- CreateIndex
CREATE INDEX "Image_catalogue_idx" ON "Image"("deletedAt", "teamId", "visibility", "id", "updatedAt", "name", "lastBuildId");
