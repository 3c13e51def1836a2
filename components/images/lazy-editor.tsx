"use client";
import dynamic from "next/dynamic";
import { EditorPlaceholder } from "#components/editor/editor-placeholder";

const loading = () => <EditorPlaceholder value="" minHeight="16rem" />;

/** The editor and the diff are large and not needed by every tab: fetched when they are shown. */
export const DockerfileEditor = dynamic(
  () => import("#components/editor/dockerfile-editor").then((module) => module.DockerfileEditor),
  { ssr: false, loading },
);

export const DockerfileDiff = dynamic(
  () => import("#components/editor/dockerfile-diff").then((module) => module.DockerfileDiff),
  { ssr: false, loading },
);
