import { BaseImageState } from "#components/base-images/base-image-state";
import { Badge } from "#components/ui/badge";
import { Bytes } from "#components/ui/bytes";
import { CopyButton } from "#components/ui/copy-button";
import { Digest } from "#components/ui/digest";
import type { Column } from "#components/ui/table";
import type { BaseImage } from "#lib/base-images/schemas";
import { formatCount } from "#lib/format/format-count";

/** What an image says it brings; each version in its own frame. */
function Runtimes({ runtimes }: Pick<BaseImage, "runtimes">) {
  const entries = Object.entries(runtimes).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return null;
  return (
    <ul aria-label="Brings" className="mt-1 flex flex-wrap gap-1">
      {entries.map(([runtime, version]) => (
        <li key={runtime} className="flex">
          <Badge mono>
            {runtime} {version}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** What the table of base images says of each, whoever looks. */
export const BASE_IMAGE_COLUMNS: readonly Column<BaseImage>[] = [
  {
    id: "name",
    header: "Name in FROM",
    narrow: "title",
    cell: ({ name, description, runtimes, digest, checkError }) => (
      <div className="min-w-0 py-1">
        <span className="inline-flex items-center gap-0.5">
          <code className="font-medium wrap-anywhere">{name}</code>
          <CopyButton value={name} what={`name ${name}`} />
        </span>
        {description ? <p className="max-w-prose text-pretty text-muted">{description}</p> : null}
        <Runtimes runtimes={runtimes} />
        {checkError ? (
          <p className="mt-0.5 max-w-prose text-danger wrap-anywhere">
            {checkError}
            {digest ? " Builds go on with the digest shown here." : null}
          </p>
        ) : null}
      </div>
    ),
  },
  {
    id: "where",
    header: "Where it is",
    width: "15rem",
    cell: ({ reference, digest }) => (
      <div className="flex max-w-64 min-w-0 max-sm:max-w-72 flex-col items-start">
        <Digest value={reference} what={`reference ${reference}`} />
        {digest ? <Digest value={digest} what={`digest of ${reference}`} /> : null}
      </div>
    ),
  },
  {
    id: "size",
    header: "Size",
    align: "end",
    width: "5.5rem",
    cell: ({ sizeBytes }) =>
      sizeBytes === null ? (
        <span className="max-sm:hidden">
          <Bytes value={null} />
        </span>
      ) : (
        <Bytes value={sizeBytes} />
      ),
  },
  {
    id: "used",
    header: "Used by",
    align: "end",
    width: "6rem",
    cell: ({ usedBy }) => (
      <span className="whitespace-nowrap tabular-nums">
        <span className="sm:hidden">used by </span>
        {formatCount(usedBy, "image")}
      </span>
    ),
  },
  {
    id: "checked",
    header: "Checked",
    width: "8.5rem",
    cell: (base) => <BaseImageState base={base} />,
  },
];
