import { createTransport, type Transporter } from "nodemailer";
import { env } from "#lib/env";

/** A person waits for the answer meanwhile. */
const PATIENCE_MS = 10_000;

let transport: { url: string; transporter: Transporter } | undefined;

/** Whether mail is set up: BAKEHOUSE_SMTP_URL and BAKEHOUSE_MAIL_FROM. */
export function canMail(): boolean {
  return Boolean(env().BAKEHOUSE_SMTP_URL);
}

/** Hands a mail to the mail server. @throws what the server or the connection said */
export async function sendMail(mail: { to: string; subject: string; text: string }): Promise<void> {
  const { BAKEHOUSE_SMTP_URL: url, BAKEHOUSE_MAIL_FROM: from } = env();
  if (!url || !from) throw new Error("mail is not set up");
  if (transport?.url !== url) transport = { url, transporter: connect(url) };
  // An address as an object: a text could name several people.
  await transport.transporter.sendMail({ ...mail, from, to: { name: "", address: mail.to } });
}

function connect(text: string): Transporter {
  const url = new URL(text);
  const secure = url.protocol === "smtps:";
  const user = decodeURIComponent(url.username);
  return createTransport({
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    auth: user ? { user, pass: decodeURIComponent(url.password) } : undefined,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
