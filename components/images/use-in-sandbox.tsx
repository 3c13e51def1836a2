"use client";
import { Box } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import type { Image } from "#lib/images/schemas";

/** Leads to ready texts for the places that start sandboxes. */
export function UseInSandbox({ image: { team, name } }: { image: Image }) {
  return (
    <ButtonLink icon={<Box />} href={`/images/${team}/${name}?tab=use`} scroll={false}>
      Use this image
    </ButtonLink>
  );
}
