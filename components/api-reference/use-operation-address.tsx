"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { hrefOf, type IndexGroup } from "#components/api-reference/reference-list";

/** Leads an address such as /api#projects.resolve to the part of the reference in which that operation is. */
export function useOperationAddress(index: readonly IndexGroup[], current: string | null): void {
  const router = useRouter();
  useEffect(() => {
    function follow() {
      const id = decodeURIComponent(window.location.hash.slice(1));
      const group = index.find(({ operations }) => operations.some((operation) => operation.id === id));
      if (group && group.id !== current) router.replace(hrefOf(group.id, id));
    }
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [index, current, router]);
}
