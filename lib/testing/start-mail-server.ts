import { SMTPServer } from "smtp-server";

export interface MailServer {
  /** For BAKEHOUSE_SMTP_URL. */
  url: string;
  /** What came in: to whom, and the whole text. */
  mails: { to: string[]; from: string; text: string }[];
  /** Refuses each mail, as a full mailbox does. */
  refusing: { all: boolean };
  close: () => Promise<void>;
}

/** A real mail server on a free port, which wants this name and password and keeps what it is given. */
export async function startMailServer(user: string, password: string): Promise<MailServer> {
  const mails: MailServer["mails"] = [];
  const refusing = { all: false };
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (auth, _, done) => {
      const known = auth.username === user && auth.password === password;
      done(known ? null : new Error("wrong name or password"), { user });
    },
    onRcptTo: (_, __, done) => done(refusing.all ? new Error("mailbox full") : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    mails,
    refusing,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
