import type { NextConfig } from "next";

const config: NextConfig = {
  // `npm run verify` checks types on its own, with the same compiler the editor uses.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "better-auth"],
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
