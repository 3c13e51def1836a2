import type { Ref } from "react";
import { CATALOGUE_COLUMNS, CatalogueRow } from "#components/images/catalogue-row";
import { classes } from "#components/ui/classes";
import type { ImageSummary } from "#lib/images/schemas";

/** Images below each other; in a wide place in columns, in a narrow one in two or three lines each. */
export function CatalogueList({
  images,
  ref,
}: {
  images: readonly ImageSummary[];
  ref: Ref<HTMLUListElement>;
}) {
  return (
    <div className="@container">
      <div
        aria-hidden="true"
        className={classes(
          "hidden h-9 items-center border-b border-line px-4 text-sm text-subtle @3xl:grid",
          CATALOGUE_COLUMNS,
        )}
      >
        <span>Image</span>
        <span>Newest build</span>
        <span>
          <code>latest</code> is
        </span>
        <span className="text-right">Size</span>
        <span className="text-right">Versions</span>
      </div>
      <ul ref={ref} aria-label="Images">
        {images.map((image) => (
          <CatalogueRow key={image.id} image={image} />
        ))}
      </ul>
    </div>
  );
}
