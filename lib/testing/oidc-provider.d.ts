/** What the tests use of it: the package brings no types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  interface KoaContext {
    path: string;
    body: Record<string, unknown>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    use(middleware: (ctx: KoaContext, next: () => Promise<void>) => Promise<void>): void;
    callback(): RequestListener;
    proxy: boolean;
  }
}
