import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { EarlyPresses } from "#components/shell/early-presses";
import { LostParts } from "#components/shell/lost-parts";
import { Providers } from "#components/shell/providers";
import { parseTheme, THEME_COOKIE } from "#components/shell/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Bakehouse", template: "%s · Bakehouse" },
  description:
    "Define, share and version the sandbox images that coding agents, dev containers and CI start from.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf7f2" },
    { media: "(prefers-color-scheme: dark)", color: "#171310" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // In a cookie, not in the browser's storage: the first byte of HTML has the right theme, so nothing flashes.
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <EarlyPresses />
        <LostParts />
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
