import { expect, test } from "vitest";
import { parseNetworks } from "#lib/networks/parse-networks";

test("networks and addresses, with commas", () => {
  expect(parseNetworks("10.0.0.0/8, 192.0.2.7,2001:db8::/32")).toEqual([
    "10.0.0.0/8",
    "192.0.2.7",
    "2001:db8::/32",
  ]);
  expect(parseNetworks(" , ")).toEqual([]);
});

test.each([
  "db.internal",
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "fe80::1%eth0",
  "10.0.0.0 -j ACCEPT",
  "::/129",
])("%s is neither", (text) => expect(parseNetworks(text)).toBeNull());
