import Link from "next/link";
import { Badge } from "#components/ui/badge";
import type { Use } from "#lib/projects/schemas";

/** The image of a use, leading to it where the viewer may see it. */
export function ImageOfUse({ use: { image, isVisible, deprecated } }: { use: Use }) {
  return (
    <>
      {isVisible ? (
        <Link href={`/images/${image}`} className="rounded-sm wrap-anywhere hover:underline">
          {image}
        </Link>
      ) : (
        <span className="wrap-anywhere" title="You may not see this image">
          {image}
        </span>
      )}
      {deprecated ? (
        <>
          {" "}
          <Badge tone="warning">Deprecated</Badge>
        </>
      ) : null}
    </>
  );
}
