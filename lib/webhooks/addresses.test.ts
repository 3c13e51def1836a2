import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import { env, parseEnvironment } from "#lib/env";
import { isInward } from "#lib/webhooks/is-inward";
import { HostRefusedError, resolveHost } from "#lib/webhooks/resolve-host";

afterEach(() => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = undefined;
});

test.each([
  ...["127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.170", "198.18.0.1", "224.0.0.1"],
  ...["239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1"],
  ...["fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8"],
  ...["::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2001::1"],
  ...["2002:7f00:1::1", "2001:db8::1", "100::1", "5f00::1", "", "localhost", "1.2.3", "0x7f.1"],
])("%s is inward", (address) => expect(isInward(address)).toBe(true));

test.each([
  ...["8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "11.0.0.1"],
  ...["169.253.255.255", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "64:ff9b::8.8.8.8"],
])("%s is outward", (address) => expect(isInward(address)).toBe(false));

test("the networks that this machine's own interfaces stand in are inward", () => {
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  expect(own.length).toBeGreaterThan(0);
  for (const { address } of own) expect(isInward(address)).toBe(true);
});

test.each(["127.0.0.1", "[::1]", "localhost", "LOCALHOST", "localhost.", "[::ffff:127.0.0.1]"])(
  "%s is refused, and the sentence names what may allow it",
  async (host) => {
    await expect(resolveHost(host)).rejects.toThrow(HostRefusedError);
    await expect(resolveHost(host)).rejects.toThrow("BAKEHOUSE_WEBHOOK_ALLOW");
  },
);

test.each([
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://①②⑦.0.0.1/",
])("%s is 127.0.0.1 by another spelling, and refused", async (url) => {
  await expect(resolveHost(new URL(url).hostname)).rejects.toThrow(HostRefusedError);
});

test("a name that nobody knows is refused with another sentence", async () => {
  await expect(resolveHost("no-such-host.invalid")).rejects.toThrow("was not found");
});

test.each([
  ["127.0.0.0/8", "127.0.0.1"],
  ["127.0.0.1", "127.0.0.1"],
  ["10.0.0.0/8, ::1", "[::1]"],
  [" LocalHost ", "localhost."],
  ["127.0.0.0/8,::1/128", "localhost"],
])("%s allows %s", async (allow, host) => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = allow;
  expect(await resolveHost(host)).not.toEqual([]);
});

test.each([
  ["10.0.0.0/8", "127.0.0.1"],
  ["localhost", "127.0.0.1"],
  ["127.0.0.1", "127.0.0.2"],
  ["example.com", "localhost"],
])("%s does not allow %s", async (allow, host) => {
  env().BAKEHOUSE_WEBHOOK_ALLOW = allow;
  await expect(resolveHost(host)).rejects.toThrow(HostRefusedError);
});

test.each(["10.0.0.0/33", "10.0.0.0/", "::1/129", "10.0.0.0/8/8", "a b", "http://ci", "host/8", "ci:8080"])(
  "the environment refuses %j",
  (allow) => {
    expect(() => parseEnvironment({ BAKEHOUSE_WEBHOOK_ALLOW: allow })).toThrow(
      /^BAKEHOUSE_WEBHOOK_ALLOW must/,
    );
  },
);
