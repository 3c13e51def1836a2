import type { NextConfig } from "next";

const config: NextConfig = {
  // Both names of this machine, for `npm run dev`.
  allowedDevOrigins: ["127.0.0.1"],
  // `npm run verify` checks types on its own, with the same compiler the editor uses.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "better-auth"],
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
