-- CreateEnum
CREATE TYPE "BuildPriority" AS ENUM ('automation', 'person', 'raised');

-- CreateEnum
CREATE TYPE "WorkerState" AS ENUM ('active', 'paused', 'draining');

-- AlterTable
ALTER TABLE "Build" ADD COLUMN     "engineId" TEXT,
ADD COLUMN     "platform" TEXT,
ADD COLUMN     "preferredEngineId" TEXT,
ADD COLUMN     "priority" "BuildPriority" NOT NULL DEFAULT 'person',
ADD COLUMN     "raisedByName" TEXT,
ADD COLUMN     "workerLabels" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "platform" TEXT,
ADD COLUMN     "workerLabels" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Team" ADD COLUMN     "lastServedAt" TIMESTAMPTZ(3),
ADD COLUMN     "maxMinutesPerDay" INTEGER,
ADD COLUMN     "maxQueued" INTEGER,
ADD COLUMN     "maxRunning" INTEGER,
ADD COLUMN     "maxStorageBytes" BIGINT;

-- AlterTable
ALTER TABLE "Worker" ADD COLUMN     "cacheBytes" BIGINT,
ADD COLUMN     "cacheLimitBytes" BIGINT,
ADD COLUMN     "clockOffsetMs" INTEGER,
ADD COLUMN     "concurrency" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "cpus" INTEGER,
ADD COLUMN     "diskBytes" BIGINT,
ADD COLUMN     "diskFreeBytes" BIGINT,
ADD COLUMN     "engineId" TEXT,
ADD COLUMN     "host" TEXT,
ADD COLUMN     "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "load" DOUBLE PRECISION,
ADD COLUMN     "memoryBytes" BIGINT,
ADD COLUMN     "memoryFreeBytes" BIGINT,
ADD COLUMN     "problem" TEXT,
ADD COLUMN     "release" TEXT,
ADD COLUMN     "session" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "state" "WorkerState" NOT NULL DEFAULT 'active',
ADD COLUMN     "stateChangedAt" TIMESTAMPTZ(3),
ADD COLUMN     "stateChangedByName" TEXT,
ADD COLUMN     "stateReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "BuildLayer" (
    "buildId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "teamId" UUID NOT NULL,

    CONSTRAINT "BuildLayer_pkey" PRIMARY KEY ("buildId","index")
);

-- CreateTable
CREATE TABLE "Settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "maxRunning" INTEGER,
    "maxQueued" INTEGER DEFAULT 100,
    "maxMinutesPerDay" INTEGER,
    "maxStorageBytes" BIGINT,
    "maxBuildMinutes" INTEGER NOT NULL DEFAULT 60,
    "maxLogBytes" BIGINT NOT NULL DEFAULT 67108864,
    "maxImageBytes" BIGINT,
    "maxMemoryBytes" BIGINT,
    "maxCpus" DOUBLE PRECISION,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedByName" TEXT,

    CONSTRAINT "Settings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "BuildLayer_teamId_digest_idx" ON "BuildLayer"("teamId", "digest");

-- Names were of processes until now, and a process could have the name of one long gone.
UPDATE "Worker" SET name = name || '-' || right(id::text, 12), "stoppedAt" = "lastSeenAt";

-- CreateIndex
CREATE UNIQUE INDEX "Worker_name_key" ON "Worker"("name");

-- AddForeignKey
ALTER TABLE "BuildLayer" ADD CONSTRAINT "BuildLayer_buildId_fkey" FOREIGN KEY ("buildId") REFERENCES "Build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who asked decides what comes first.
UPDATE "Build" SET priority = 'automation' WHERE trigger = 'api';

-- Settings are one row, and it is always there.
ALTER TABLE "Settings" ADD CONSTRAINT "Settings_one_row" CHECK (id = 1);
INSERT INTO "Settings" (id) VALUES (1);
