"use client";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import ErrorPage from "./error";
import "./globals.css";

interface GlobalErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** The same when even the frame around all pages broke: it brings its own. */
export default function GlobalError(props: GlobalErrorProps) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>This page broke · Bakehouse</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
