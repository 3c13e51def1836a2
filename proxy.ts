import { type NextRequest, NextResponse } from "next/server";

/** Tells pages at which address they are asked for, so that signing in leads back there. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!api/|_next|.*\\..*).*)" };
