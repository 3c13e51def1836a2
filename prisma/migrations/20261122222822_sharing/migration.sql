-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('team', 'organisation');

-- CreateEnum
CREATE TYPE "ShareAccess" AS ENUM ('use', 'edit');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('pending', 'succeeded', 'failed');

-- What a member may do, a developer may: "member" is renamed by way of a new type.
CREATE TYPE "Role_new" AS ENUM ('viewer', 'developer', 'maintainer', 'owner');
ALTER TABLE "Member" ALTER COLUMN "role" DROP DEFAULT;
ALTER TABLE "Member" ALTER COLUMN "role" TYPE "Role_new" USING (CASE "role"::text WHEN 'member' THEN 'developer' ELSE "role"::text END::"Role_new");
ALTER TYPE "Role" RENAME TO "Role_old";
ALTER TYPE "Role_new" RENAME TO "Role";
DROP TYPE "Role_old";

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "role" "Role" NOT NULL DEFAULT 'developer',
ADD COLUMN     "userId" TEXT,
ALTER COLUMN "teamId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Build" ADD COLUMN     "revokeReason" TEXT,
ADD COLUMN     "revokedAt" TIMESTAMPTZ(3),
ADD COLUMN     "revokedByName" TEXT;

-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "bases" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "deprecatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deprecationDate" DATE,
ADD COLUMN     "deprecationMessage" TEXT,
ADD COLUMN     "forkedFromId" UUID,
ADD COLUMN     "forkedFromVersion" INTEGER,
ADD COLUMN     "packages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "replacementId" UUID,
ADD COLUMN     "repository" TEXT,
ADD COLUMN     "visibility" "Visibility" NOT NULL DEFAULT 'team';

-- AlterTable
ALTER TABLE "Member" ALTER COLUMN "role" SET DEFAULT 'developer';

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "mutedNotices" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'developer',
    "email" TEXT,
    "hash" TEXT NOT NULL,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedById" TEXT,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImageShare" (
    "imageId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "access" "ShareAccess" NOT NULL,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImageShare_pkey" PRIMARY KEY ("imageId","teamId")
);

-- CreateTable
CREATE TABLE "FormerImageName" (
    "teamId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "imageId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormerImageName_pkey" PRIMARY KEY ("teamId","name")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" UUID NOT NULL,
    "imageId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "buildId" UUID NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChannelMove" (
    "id" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "fromBuildId" UUID,
    "toBuildId" UUID NOT NULL,
    "actorName" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChannelMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegistryTag" (
    "imageId" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "RegistryTag_pkey" PRIMARY KEY ("imageId","tag")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectUse" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "imageId" UUID NOT NULL,
    "channelId" UUID,
    "version" INTEGER,
    "pinnedBuildId" UUID,
    "heldUntil" TIMESTAMPTZ(3),
    "holdReason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAskedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProjectUse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectUseDay" (
    "useId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ProjectUseDay_pkey" PRIMARY KEY ("useId","day")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "teamId" UUID,
    "imageId" UUID,
    "target" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "ip" TEXT,
    "userAgent" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "imageId" UUID,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[],
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),
    "disabledReason" TEXT,
    "failingSince" TIMESTAMPTZ(3),

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attemptedAt" TIMESTAMPTZ(3),
    "durationMs" INTEGER,
    "requestHeaders" JSONB,
    "responseStatus" INTEGER,
    "responseHeaders" JSONB,
    "responseBody" TEXT,
    "error" TEXT,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_hash_key" ON "Invitation"("hash");

-- CreateIndex
CREATE INDEX "Invitation_teamId_idx" ON "Invitation"("teamId");

-- CreateIndex
CREATE INDEX "ImageShare_teamId_idx" ON "ImageShare"("teamId");

-- CreateIndex
CREATE INDEX "FormerImageName_imageId_idx" ON "FormerImageName"("imageId");

-- CreateIndex
CREATE INDEX "Channel_buildId_idx" ON "Channel"("buildId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_imageId_name_key" ON "Channel"("imageId", "name");

-- CreateIndex
CREATE INDEX "ChannelMove_channelId_id_idx" ON "ChannelMove"("channelId", "id");

-- CreateIndex
CREATE INDEX "RegistryTag_notBefore_idx" ON "RegistryTag"("notBefore");

-- CreateIndex
CREATE UNIQUE INDEX "Project_teamId_name_key" ON "Project"("teamId", "name");

-- CreateIndex
CREATE INDEX "ProjectUse_imageId_idx" ON "ProjectUse"("imageId");

-- CreateIndex
CREATE INDEX "ProjectUse_channelId_idx" ON "ProjectUse"("channelId");

-- CreateIndex
CREATE INDEX "ProjectUse_pinnedBuildId_idx" ON "ProjectUse"("pinnedBuildId");

-- CreateIndex
CREATE UNIQUE INDEX "ProjectUse_projectId_name_key" ON "ProjectUse"("projectId", "name");

-- CreateIndex
CREATE INDEX "AuditEvent_teamId_id_idx" ON "AuditEvent"("teamId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_imageId_id_idx" ON "AuditEvent"("imageId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_teamId_action_id_idx" ON "AuditEvent"("teamId", "action", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_teamId_actorId_id_idx" ON "AuditEvent"("teamId", "actorId", "id");

-- CreateIndex
CREATE INDEX "Notice_userId_id_idx" ON "Notice"("userId", "id");

-- CreateIndex
CREATE INDEX "Webhook_teamId_idx" ON "Webhook"("teamId");

-- CreateIndex
CREATE INDEX "Webhook_imageId_idx" ON "Webhook"("imageId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_id_idx" ON "WebhookDelivery"("webhookId", "id");

-- CreateIndex
CREATE INDEX "WebhookDelivery_status_notBefore_idx" ON "WebhookDelivery"("status", "notBefore");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE INDEX "Image_bases_idx" ON "Image" USING GIN ("bases");

-- CreateIndex
CREATE INDEX "Image_packages_idx" ON "Image" USING GIN ("packages");

-- CreateIndex
CREATE INDEX "Image_forkedFromId_idx" ON "Image"("forkedFromId");

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Image" ADD CONSTRAINT "Image_forkedFromId_fkey" FOREIGN KEY ("forkedFromId") REFERENCES "Image"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Image" ADD CONSTRAINT "Image_replacementId_fkey" FOREIGN KEY ("replacementId") REFERENCES "Image"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageShare" ADD CONSTRAINT "ImageShare_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageShare" ADD CONSTRAINT "ImageShare_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormerImageName" ADD CONSTRAINT "FormerImageName_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormerImageName" ADD CONSTRAINT "FormerImageName_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_buildId_fkey" FOREIGN KEY ("buildId") REFERENCES "Build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelMove" ADD CONSTRAINT "ChannelMove_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelMove" ADD CONSTRAINT "ChannelMove_fromBuildId_fkey" FOREIGN KEY ("fromBuildId") REFERENCES "Build"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelMove" ADD CONSTRAINT "ChannelMove_toBuildId_fkey" FOREIGN KEY ("toBuildId") REFERENCES "Build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegistryTag" ADD CONSTRAINT "RegistryTag_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectUse" ADD CONSTRAINT "ProjectUse_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectUse" ADD CONSTRAINT "ProjectUse_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectUse" ADD CONSTRAINT "ProjectUse_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectUse" ADD CONSTRAINT "ProjectUse_pinnedBuildId_fkey" FOREIGN KEY ("pinnedBuildId") REFERENCES "Build"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectUseDay" ADD CONSTRAINT "ProjectUseDay_useId_fkey" FOREIGN KEY ("useId") REFERENCES "ProjectUse"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where each image's builds have gone so far.
UPDATE "Image" SET repository = "Team".name || '/' || "Image".name FROM "Team" WHERE "Team".id = "Image"."teamId";
ALTER TABLE "Image" ALTER COLUMN "repository" SET NOT NULL;

-- :latest becomes a channel like the others, with a history from here on.
INSERT INTO "Channel" (id, "imageId", name, "buildId", "movedAt")
SELECT gen_random_uuid(), image.id, 'latest', build.id, COALESCE(build."finishedAt", now())
FROM "Image" image JOIN "Build" build ON build.id = image."latestBuildId" WHERE image."deletedAt" IS NULL;

-- The audit log is written once: nobody changes it, not even by mistake in our own code.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log cannot be changed';
END $$;
CREATE TRIGGER "AuditEvent_immutable" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- One team or one person has a token, never both.
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_one_holder" CHECK (("teamId" IS NULL) <> ("userId" IS NULL));

-- A use says what it follows, or what it is pinned to.
ALTER TABLE "ProjectUse" ADD CONSTRAINT "ProjectUse_target" CHECK (
  ("channelId" IS NULL OR version IS NULL) AND ("channelId" IS NOT NULL OR version IS NOT NULL OR "pinnedBuildId" IS NOT NULL)
);
