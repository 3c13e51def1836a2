import { expect, test } from "vitest";
import { EnvironmentError, listGoneVariables, parseEnvironment } from "#lib/env";

const SITE = { BAKEHOUSE_URL: "https://bakehouse.example.com" };
const OIDC = {
  BAKEHOUSE_OIDC_ISSUER: "https://login.example.com",
  BAKEHOUSE_OIDC_CLIENT_ID: "bakehouse",
  BAKEHOUSE_OIDC_CLIENT_SECRET: "secret",
};
const MAIL = {
  BAKEHOUSE_SMTP_URL: "smtp://user:password@mail.example.com:587",
  BAKEHOUSE_MAIL_FROM: "Bakehouse <bakehouse@example.com>",
};

test("an empty environment is a good one, and an empty value counts as none", () => {
  expect(parseEnvironment({ BAKEHOUSE_OIDC_ISSUER: "" })).toMatchObject({
    PORT: 3000,
    BAKEHOUSE_PROXIES: 0,
    BAKEHOUSE_PASSWORD_SIGN_IN: "on",
    BAKEHOUSE_OIDC_NAME: "single sign-on",
  });
});

test("single sign-on and mail, complete", () => {
  expect(parseEnvironment({ ...SITE, ...OIDC, ...MAIL, BAKEHOUSE_PASSWORD_SIGN_IN: "off" })).toMatchObject({
    ...OIDC,
    ...MAIL,
    BAKEHOUSE_PASSWORD_SIGN_IN: "off",
  });
});

test.each([
  [{ BAKEHOUSE_PASSWORD_SIGN_IN: "off" }, /BAKEHOUSE_OIDC_ISSUER is missing: nobody could sign in/],
  [{ BAKEHOUSE_PASSWORD_SIGN_IN: "maybe" }, /^BAKEHOUSE_PASSWORD_SIGN_IN must be on or off$/],
  [{ ...SITE, ...OIDC, BAKEHOUSE_OIDC_CLIENT_SECRET: "" }, /^BAKEHOUSE_OIDC_CLIENT_SECRET is missing/],
  [{ ...SITE, ...OIDC, BAKEHOUSE_OIDC_ISSUER: "login.example.com" }, /^BAKEHOUSE_OIDC_ISSUER is no URL/],
  [{ BAKEHOUSE_REGISTRY_VIA: "registry:5000" }, /^BAKEHOUSE_REGISTRY_VIA is no URL, such as http/],
  [OIDC, /^BAKEHOUSE_URL is missing, and BAKEHOUSE_OIDC_ISSUER needs it/],
  [MAIL, /^BAKEHOUSE_URL is missing, and BAKEHOUSE_SMTP_URL needs it/],
  [{ ...SITE, ...MAIL, BAKEHOUSE_MAIL_FROM: "" }, /^BAKEHOUSE_MAIL_FROM is missing/],
  [
    { ...SITE, ...MAIL, BAKEHOUSE_MAIL_FROM: "Us <a@b.c>\r\nBcc: x@y.z" },
    /^BAKEHOUSE_MAIL_FROM is no sender/,
  ],
  [{ ...SITE, ...MAIL, BAKEHOUSE_SMTP_URL: "http://mail.example.com" }, /^BAKEHOUSE_SMTP_URL is no URL/],
  [{ BAKEHOUSE_PROXIES: "10.0.0.1" }, /^BAKEHOUSE_PROXIES is no number$/],
  [{ BAKEHOUSE_ADMIN_EMAIL: "ada@example.com" }, /^BAKEHOUSE_ADMIN_PASSWORD is missing/],
])("what is wrong or missing is named: %o", (environment, message) => {
  expect(() => parseEnvironment(environment)).toThrow(EnvironmentError);
  expect(() => parseEnvironment(environment)).toThrow(message);
});

test("a variable that is read no more is named, with what to do instead", () => {
  expect(listGoneVariables({ BAKEHOUSE_BUILD_TIMEOUT: "30", PORT: "3000" })).toEqual([
    "BAKEHOUSE_BUILD_TIMEOUT is not read any more: administrators set how long a build may take under Settings, Limits.",
  ]);
  expect(listGoneVariables({ BAKEHOUSE_BUILD_TIMEOUT: "" })).toEqual([]);
});
