-- CreateEnum
CREATE TYPE "WorkerProblemKind" AS ENUM ('engine', 'disk', 'database');

-- AlterTable
ALTER TABLE "Worker" ADD COLUMN     "problemKind" "WorkerProblemKind";

-- CreateIndex
CREATE INDEX "Build_workerId_id_idx" ON "Build"("workerId", "id");
