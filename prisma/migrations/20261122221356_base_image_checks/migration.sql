-- AlterTable
ALTER TABLE "BaseImage" DROP COLUMN "labels",
ADD COLUMN     "checkLeaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "runtimes" JSONB;
