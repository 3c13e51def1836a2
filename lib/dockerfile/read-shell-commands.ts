export interface ShellWord {
  /** As written, quotes and variables included. */
  raw: string;
  /** Its place in the text that was read. */
  start: number;
  /** Whether it holds a command's output or an array: its value is known to the shell alone. */
  isComputed: boolean;
}

/** A simple command: its words without redirections. */
export interface ShellCommand {
  words: ShellWord[];
  /** False in a loop, a condition, a function and after a test: nobody but the shell knows whether it runs. */
  isCertain: boolean;
}

const OPENS: Readonly<Record<string, string>> = {
  if: "fi",
  while: "done",
  until: "done",
  for: "done",
  select: "done",
  case: "esac",
};
const CLOSES = new Set(["fi", "done", "esac", "}"]);
const PASSED_OVER = new Set(["then", "do", "else", "elif", "!", "time"]);
const TESTS = new Set(["[", "[[", "test"]);

interface Group {
  /** The word that ends it. */
  end: string;
  isCertain: boolean;
  afterTest: boolean;
}

/** The index after the quote, the substitution or the parenthesis that opens at `at`. */
function skipQuoted(text: string, at: number): number {
  const open = text[at]!;
  if (open === "'") {
    const end = text.indexOf("'", at + 1);
    return end === -1 ? text.length : end + 1;
  }
  const close = open === "(" ? ")" : open === "{" ? "}" : open;
  const pending = [close];
  let next = at + 1;
  while (next < text.length && pending.length > 0) {
    const character = text[next]!;
    const inside = pending.at(-1)!;
    if (character === "\\") next++;
    else if (character === inside) pending.pop();
    else if (character === "'" && inside !== '"') next = skipQuoted(text, next) - 1;
    else if (character === '"' || character === "`") pending.push(character);
    else if (character === "(" && (inside === ")" || text[next - 1] === "$")) pending.push(")");
    else if (character === "{" && text[next - 1] === "$") pending.push("}");
    next++;
  }
  return Math.min(next, text.length);
}

class CommandReader {
  at = 0;
  readonly text: string;
  readonly commands: ShellCommand[] = [];
  words: ShellWord[] = [];
  groups: Group[] = [];
  isCertain = true;
  afterTest = false;
  opensFunction = false;
  /** Whether the word that is read next is where a redirection leads. */
  redirects = false;
  heredocs: { name: string; stripsTabs: boolean }[] = [];

  constructor(text: string) {
    this.text = text;
  }

  read(): ShellCommand[] {
    while (this.at < this.text.length) {
      const character = this.text[this.at]!;
      if (character === "\n") {
        this.endCommand();
        this.afterTest = false;
        this.at++;
        this.skipHeredocs();
      } else if (/\s/.test(character)) this.at++;
      else if (character === "\\" && this.text[this.at + 1] === "\n") this.at += 2;
      else if (character === "#") this.at = this.endOfLine();
      else if (";&|".includes(character)) this.readOperator();
      else if (character === "(") this.openParenthesis();
      else if (character === ")") this.closeParenthesis();
      else if (character === "<" || character === ">") this.readRedirection();
      else this.readWord();
    }
    this.endCommand();
    return this.commands;
  }

  endOfLine(): number {
    const end = this.text.indexOf("\n", this.at);
    return end === -1 ? this.text.length : end;
  }

  endCommand() {
    if (this.words.length > 0) {
      this.commands.push({ words: this.words, isCertain: this.isCertain && !this.afterTest });
      if (TESTS.has(this.words[0]!.raw)) this.afterTest = true;
    }
    this.words = [];
    this.redirects = false;
  }

  open(end: string, isCertain: boolean) {
    this.groups.push({ end, isCertain: this.isCertain, afterTest: this.afterTest });
    this.isCertain = this.isCertain && isCertain && !this.afterTest;
    this.afterTest = false;
  }

  close(end: string) {
    if (this.groups.at(-1)?.end !== end) return;
    const group = this.groups.pop()!;
    this.isCertain = group.isCertain;
    this.afterTest = group.afterTest;
  }

  readOperator() {
    const [operator] = /^(?:&&|\|\||;;&?|&>>?|\|&|;|&|\|)/.exec(this.text.slice(this.at, this.at + 3))!;
    this.at += operator.length;
    if (operator.startsWith("&>")) {
      this.redirects = true;
      return;
    }
    this.endCommand();
    if (operator === "&" || operator.startsWith(";")) this.afterTest = false;
  }

  openParenthesis() {
    const last = this.words.at(-1);
    if (last?.raw.endsWith("=") && last.start + last.raw.length === this.at) {
      this.at = skipQuoted(this.text, this.at);
      last.isComputed = true;
      return;
    }
    if (this.words.length === 1 && /^\(\s*\)/.test(this.text.slice(this.at, this.at + 20))) {
      this.words = [];
      this.at = this.text.indexOf(")", this.at) + 1;
      this.opensFunction = true;
      return;
    }
    this.endCommand();
    this.open(")", !this.opensFunction);
    this.opensFunction = false;
    this.at++;
  }

  closeParenthesis() {
    this.endCommand();
    this.close(")");
    this.at++;
  }

  readRedirection() {
    const [operator, dash] = /^(?:<<<|<<(-?)|<>|<&|>>|>&|>\||<|>)/.exec(
      this.text.slice(this.at, this.at + 3),
    )!;
    this.at += operator!.length;
    if (this.text[this.at] === "(") {
      this.at = skipQuoted(this.text, this.at);
      this.words.push({ raw: "", start: this.at, isComputed: true });
      return;
    }
    this.redirects = true;
    if (!operator!.startsWith("<<") || operator === "<<<") return;
    const [, word = ""] =
      /^\s*((?:'[^']*'|"[^"]*"|\\.|[^\s'"\\;&|()<>])+)/.exec(this.text.slice(this.at, this.at + 200)) ?? [];
    this.heredocs.push({ name: word.replace(/['"\\]/g, ""), stripsTabs: dash === "-" });
  }

  skipHeredocs() {
    for (const { name, stripsTabs } of this.heredocs) {
      while (this.at < this.text.length) {
        const end = this.endOfLine();
        const line = this.text.slice(this.at, end);
        this.at = Math.min(end + 1, this.text.length);
        if ((stripsTabs ? line.replace(/^\t+/, "") : line) === name) break;
      }
    }
    this.heredocs = [];
  }

  readWord() {
    const start = this.at;
    let isComputed = false;
    for (; this.at < this.text.length; ) {
      const character = this.text[this.at]!;
      if (/[\s;&|()<>]/.test(character)) break;
      if (character === "\\") this.at += 2;
      else if (character === "'" || character === '"' || character === "`") {
        const end = skipQuoted(this.text, this.at);
        isComputed ||= character !== "'" && /`|\$\(/.test(this.text.slice(this.at, end));
        this.at = end;
      } else if (character === "$" && (this.text[this.at + 1] === "(" || this.text[this.at + 1] === "{")) {
        const end = skipQuoted(this.text, this.at + 1);
        isComputed ||= /`|\$\(/.test(this.text.slice(this.at, end));
        this.at = end;
      } else this.at++;
    }
    this.at = Math.min(this.at, this.text.length);
    const raw = this.text.slice(start, this.at).replaceAll("\\\n", "");
    if (this.redirects) this.redirects = false;
    else if (/^\d+$/.test(raw) && /[<>]/.test(this.text[this.at] ?? "")) return;
    else this.take({ raw, start, isComputed });
  }

  /** Words have a meaning of their own where a command begins. */
  take(word: ShellWord) {
    if (this.words.length > 0) this.words.push(word);
    else if (this.opensFunction || word.raw === "{") {
      this.open(word.raw === "{" ? "}" : (OPENS[word.raw] ?? ""), !this.opensFunction);
      this.opensFunction = false;
    } else if (word.raw === "function") this.readFunctionName();
    else if (Object.hasOwn(OPENS, word.raw)) {
      this.open(OPENS[word.raw]!, false);
      if (word.raw !== "if") this.words.push(word);
      if (word.raw === "while" || word.raw === "until") this.words = [];
    } else if (CLOSES.has(word.raw)) {
      this.close(word.raw);
    } else if (!PASSED_OVER.has(word.raw)) this.words.push(word);
  }

  readFunctionName() {
    const [name] = /^\s+[^\s(){}]+(?:\s*\(\s*\))?/.exec(this.text.slice(this.at, this.at + 200)) ?? [""];
    this.at += name.length;
    this.opensFunction = true;
  }
}

/**
 * Returns the simple commands of a POSIX or Bash script in their order, those of subshells and groups included.
 * It looks at the text alone: nothing is expanded, and what only a shell could tell is marked as such. Text that
 * is no valid script gives what could be read of it.
 */
export function readShellCommands(text: string): ShellCommand[] {
  return new CommandReader(text).read();
}
